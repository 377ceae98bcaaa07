package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.DomoSinkConnector;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** delivery.md 2.4. */
class EffectivelyOnceTest extends EmulatorTest {
    private String coordinates() {
        return domo.createDataSet(
                "orders",
                List.of(
                        ColumnSpec.of("id", ColumnType.LONG),
                        ColumnSpec.of("item", ColumnType.STRING),
                        ColumnSpec.key("_kafka_topic", ColumnType.STRING),
                        ColumnSpec.key("_kafka_partition", ColumnType.LONG),
                        ColumnSpec.key("_kafka_offset", ColumnType.LONG)));
    }

    private Map<String, String> effectivelyOnce(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.put("delivery.guarantee", "effectively_once");
        return config;
    }

    @Test
    void aCrashBetweenDomosCommitAndKafkasDoublesNothing() {
        String id = coordinates();
        orders(ORDERS_0, 0, 100);
        ScriptedWorker crashed = start(effectivelyOnce(id), ORDERS_0);
        crashed.iterateUntil("the commit has worked", () -> !domo.commits(id).isEmpty());
        crashed.crash();
        assertThat(topics.committed(ORDERS_0)).isZero();

        ScriptedWorker next =
                start(effectivelyOnce(id, "commit.max.rows", "30"), ORDERS_0).maxPollRecords(7);
        next.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        assertThat(domo.commits(id)).hasSizeGreaterThan(2);
    }

    @Test
    void anotherEpochIsAnotherRow() {
        String id = coordinates();
        orders(ORDERS_0, 0, 3);
        ScriptedWorker first = start(effectivelyOnce(id), ORDERS_0);
        first.iterateUntil("durable", topics::allCommitted);
        first.stop();
        topics.rewindTo(ORDERS_0, 0);
        ScriptedWorker second = start(effectivelyOnce(id, "delivery.epoch", "2"), ORDERS_0);
        second.iterateUntil("durable", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(id))
                .extracting(row -> row.get("_kafka_topic"))
                .containsExactlyInAnyOrder("orders", "orders", "orders", "orders@2", "orders@2", "orders@2"));
    }

    @Test
    void aLostReplyIsResolvedInADialectThatCountsRowsOtherwise() {
        String id = coordinates();
        domo.dialects().speak(Dialect.UPSERT_ROW_COUNT_OTHER);
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(effectivelyOnce(id), ORDERS_0);
        worker.iterateUntil("durable", topics::allCommitted);
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
    }

    @Test
    void aDataSetWithoutTheKeyColumnsIsRefusedBeforeAnythingRuns() {
        String id = orders();
        Map<String, List<String>> errors = errors(effectivelyOnce(id));
        assertThat(errors).containsOnlyKeys("delivery.guarantee");
        assertThat(errors.get("delivery.guarantee").get(0))
                .contains(id)
                .contains("_kafka_offset, _kafka_partition, _kafka_topic")
                .contains("upsert key");
        assertThat(errors(effectivelyOnce(coordinates()))).isEmpty();
    }

    @Test
    void aDataSetWithAnotherKeyIsRefusedWhereDomoShowsKeys() {
        String id = domo.createDataSet(
                "orders",
                List.of(
                        ColumnSpec.key("id", ColumnType.LONG),
                        ColumnSpec.of("_kafka_topic", ColumnType.STRING),
                        ColumnSpec.of("_kafka_partition", ColumnType.LONG),
                        ColumnSpec.of("_kafka_offset", ColumnType.LONG)));
        assertThat(errors(effectivelyOnce(id))).containsOnlyKeys("delivery.guarantee");
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        assertThat(errors(effectivelyOnce(id))).isEmpty();
    }

    @Test
    void aMissingDataSetAndABadTokenAreToldOnTheirKeysAndAnOutageIsNot() {
        String id = coordinates();
        assertThat(errors(effectivelyOnce("00000000-0000-4000-8000-000000000000")))
                .containsOnlyKeys("dataset.id");
        Map<String, String> badToken = effectivelyOnce(id);
        badToken.put("domo.developer.token", "wrong");
        assertThat(errors(badToken)).containsOnlyKeys("domo.developer.token");
        domo.faults().add(Fault.status(503).on(null, "/api/**").always());
        assertThat(errors(effectivelyOnce(id))).isEmpty();
    }

    @Test
    void theTaskRefusesItTooWhereValidationCouldNotAsk() {
        String id = orders();
        orders(ORDERS_0, 0, 3);
        ScriptedWorker worker = start(effectivelyOnce(id), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).isInstanceOf(ConnectException.class).hasMessageContaining("_kafka_offset");
    }

    @Test
    void theOtherModesDoNotTakeIt() {
        assertThat(errors(effectivelyOnce(keyedOrders(), "write.mode", "upsert", "key.fields", "id")))
                .containsOnlyKeys("delivery.guarantee");
    }

    private static Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new TreeMap<>();
        new DomoSinkConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .forEach(value -> errors.put(value.name(), value.errorMessages()));
        return errors;
    }
}
