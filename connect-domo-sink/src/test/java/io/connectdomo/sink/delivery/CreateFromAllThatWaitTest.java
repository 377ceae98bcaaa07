package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records without a schema: what waits for a DataSet, or for a column, says together what the columns are. */
class CreateFromAllThatWaitTest extends CreationTest {
    private final List<String> errants = new ArrayList<>();
    private final ErrantRecordReporter reporter = (record, cause) -> {
        errants.add(cause.getMessage());
        return CompletableFuture.completedFuture(null);
    };

    private List<BigDecimal> numbers(String dataSet) {
        return domo.rows(dataSet).stream()
                .map(row -> new BigDecimal(row.get("n").toString()).stripTrailingZeros())
                .sorted()
                .toList();
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void aFractionAfterAWholeNumberIsNoBadRecordWheneverItComes() {
        topics.add(ORDERS_0, null, Map.of("n", 10L));
        ScriptedWorker worker = start(creating(), reporter, ORDERS_0);
        worker.iterateUntil("created", topics::allCommitted);
        topics.add(ORDERS_0, null, Map.of("n", 10.5));
        worker.iterateUntil("all durable", topics::allCommitted);
        String id = only("orders");
        eventually(() -> assertThat(numbers(id)).containsExactly(number("1E+1"), number("10.5")));
        assertThat(errants).isEmpty();
    }

    /** A few in one list, so many that it is delivered ahead, and of partitions that come one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {2, 300})
    void theFirstRecordDoesNotDecideAlone(int records) {
        Map<String, Object> first = new HashMap<>(Map.of("n", 1L, "kind", 1L));
        first.put("note", null);
        topics.add(ORDERS_0, null, first);
        for (int i = 1; i < records; i++) {
            topics.add(ORDERS_0, null, Map.of("n", (long) i));
        }
        topics.add(ORDERS_0, null, Map.of("n", 0.5, "kind", "a", "note", 7L));
        topics.add(ORDERS_1, null, Map.of("n", 2L, "of1", "x"));
        ScriptedWorker worker =
                start(creating("schemaless.number.type", "LONG_OR_DOUBLE"), reporter, ORDERS_0, ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(only("orders")))
                .containsExactlyInAnyOrder(
                        ColumnSpec.of("n", ColumnType.DOUBLE),
                        ColumnSpec.of("kind", ColumnType.STRING),
                        ColumnSpec.of("note", ColumnType.LONG),
                        ColumnSpec.of("of1", ColumnType.STRING));
        assertThat(errants).isEmpty();
        eventually(() -> assertThat(domo.rows(only("orders"))).hasSize(records + 2));
    }

    @Test
    void aBadRecordThatWaitsSaysNothing() {
        topics.add(ORDERS_0, null, Map.of("n", 1L));
        topics.add(ORDERS_0, null, Map.of("n", "x", "a", 1L, "A", 1L));
        topics.add(ORDERS_0, null, Map.of("n", 2L));
        ScriptedWorker worker = start(creating(), reporter, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(only("orders"))).containsExactly(ColumnSpec.of("n", ColumnType.DECIMAL));
        assertThat(errants).hasSize(1);
    }

    /** One record of each kind: what the first has shown is not spoiled by what can't stand beside it. */
    @ParameterizedTest
    @ValueSource(strings = {"fail", "add"})
    void aNameThatDiffersByCaseCostsItsOwnRecord(String evolution) {
        topics.add(ORDERS_0, null, Map.of("n", 1L, "in", Map.of("x", 1L)));
        topics.add(ORDERS_0, null, Map.of("N", "text", "in", Map.of("X", true)));
        topics.add(ORDERS_0, null, Map.of("n", 2L, "in", Map.of("x", "text")));
        ScriptedWorker worker =
                start(creating("schema.evolution", evolution, "nested.fields", "flatten"), reporter, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(only("orders")))
                .containsExactlyInAnyOrder(
                        ColumnSpec.of("n", ColumnType.DECIMAL), ColumnSpec.of("in_x", ColumnType.STRING));
        assertThat(errants).hasSize(1);
        eventually(() -> assertThat(domo.rows(only("orders"))).hasSize(2));
    }

    @Test
    void anAddedColumnHoldsAllThatWait() {
        topics.add(ORDERS_0, null, Map.of("n", 1L));
        topics.add(ORDERS_0, null, Map.of("n", 2L, "more", 1L, "kind", true));
        topics.add(ORDERS_0, null, Map.of("n", 3L, "more", 1.5, "kind", 1L));
        String id = domo.createDataSet("orders", List.of(ColumnSpec.of("n", ColumnType.LONG)));
        ScriptedWorker worker = start(
                creating("schema.evolution", "add", "topic.override./ord.*/.schemaless.number.type", "LONG_OR_DOUBLE"),
                reporter,
                ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.columns(id))
                .containsExactlyInAnyOrder(
                        ColumnSpec.of("n", ColumnType.LONG),
                        ColumnSpec.of("more", ColumnType.DOUBLE),
                        ColumnSpec.of("kind", ColumnType.STRING));
        assertThat(errants).isEmpty();
    }
}
