package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Stranger;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Altering replaces the whole schema, and without its keys every later append would double (delivery.md 2.8). */
class AddedColumnsKeysTest extends EvolutionTest {
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"KEY_COLUMNS_SHOWN", "KEY_COLUMNS_HIDDEN"})
    void upsertKeysSurviveWhetherDomoShowsThemOrNot(Dialect dialect) {
        String id = keyedOrders();
        domo.dialects().speak(dialect);
        topics.add(ORDERS_0, Map.of("id", 1L), Map.of("item", "old"));
        topics.add(ORDERS_0, Map.of("id", 2L), Map.of("item", "old"));
        topics.add(ORDERS_0, Map.of("id", 1L), Map.of("item", "new", "price", 1.5));
        topics.add(ORDERS_0, Map.of("id", 2L), null);
        ScriptedWorker worker = start(adding(id, "write.mode", "upsert", "commit.timeout.ms", "400"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(id))
                .containsExactly(Map.of("id", 1L, "item", "new", "price", new BigDecimal("1.5"))));
        assertThat(alterations()).hasSize(1);
    }

    @Test
    void whoeverAltersWithoutNamingTheKeysLosesThem() {
        String id = keyedOrders();
        new Stranger(domo).alter(id, "[{\"name\":\"id\",\"type\":\"LONG\"},{\"name\":\"item\",\"type\":\"STRING\"}]");
        topics.addStruct(ORDERS_0, 1L, v1(1));
        ScriptedWorker worker =
                start(adding(id, "write.mode", "upsert", "key.fields", "id", "commit.timeout.ms", "400"), ORDERS_0);
        assertThat(worker.iterateUntilFailure()).hasMessageContaining("no upsert key");
    }

    @Test
    void effectivelyOnceRowsKeepTheirKeyAndAReplayDoublesNothing() {
        String id = domo.createDataSet(
                "orders",
                List.of(
                        ColumnSpec.of("id", ColumnType.LONG),
                        ColumnSpec.of("item", ColumnType.STRING),
                        ColumnSpec.key("_kafka_topic", ColumnType.STRING),
                        ColumnSpec.key("_kafka_partition", ColumnType.LONG),
                        ColumnSpec.key("_kafka_offset", ColumnType.LONG)));
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        topics.addStruct(ORDERS_0, 0L, v1(0));
        topics.addStruct(ORDERS_0, 1L, v2(1, 1.5));
        Map<String, String> config = adding(id, "delivery.guarantee", "effectively_once");
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        worker.stop();
        topics.rewindTo(ORDERS_0, 0);
        ScriptedWorker again = start(config, ORDERS_0);
        again.iterateUntil("all durable again", topics::allCommitted);
        assertCounts(id, eachOnce(0, 2));
        assertThat(row(id, 1)).containsEntry("price", 1.5);
    }

    @Test
    void theKeyColumnsOfEffectivelyOnceAreNeverAdded() {
        String id = orders();
        topics.addStruct(ORDERS_0, 0L, v1(0));
        ScriptedWorker worker = start(adding(id, "delivery.guarantee", "effectively_once"), ORDERS_0);
        assertThat(worker.iterateUntilFailure()).hasMessageContaining("_kafka_offset");
        assertThat(alterations()).isEmpty();
    }
}
