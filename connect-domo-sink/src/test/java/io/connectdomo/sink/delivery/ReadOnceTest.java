package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Stranger;
import io.connectdomo.sink.task.Assignment;
import io.connectdomo.testkit.log.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records are read once. What the task lets come again the framework converts again, and what no converter can read it puts into the
 * dead-letter queue once more.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReadOnceTest extends EmulatorTest {
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);
    /** {@code commit.interval.ms}: behind it the columns may have changed. */
    private static final Duration TRUST = Duration.ofMillis(100);

    private final List<Long> errants = new ArrayList<>();
    private final ErrantRecordReporter reporter = (record, cause) -> {
        errants.add(record.kafkaOffset());
        return CompletableFuture.completedFuture(null);
    };

    private void badOrder() {
        topics.add(ORDERS_0, 1L, Map.of("id", "not a number", "item", "x"));
    }

    private Map<String, String> slowAnd(String id, String... more) {
        Map<String, String> config = new HashMap<>(config(id, more));
        domo.faults().add(Fault.delay(Duration.ofMillis(50)).on("GET", "/**").always());
        return config;
    }

    private void assertReadOnce(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            assertThat(topics.readAgain(partition)).as("%s", partition).isEmpty();
        }
    }

    private static void iterateUntil(ScriptedWorker worker, BooleanSupplier holds) {
        worker.iterateUntil("all durable", holds);
    }

    @Test
    void nothingIsReadBeforeTheColumnsAreKnown() {
        String id = orders();
        orders(ORDERS_0, 0, 300);
        orders(ORDERS_1, 300, 600);
        iterateUntil(start(slowAnd(id), ORDERS_0, ORDERS_1), topics::allCommitted);
        assertReadOnce(ORDERS_0, ORDERS_1);
        assertCounts(id, eachOnce(0, 600));
    }

    @Test
    void norWhereTopicsHaveDataSetsOfTheirOwn() {
        String id = orders();
        String refunds = orders();
        orders(ORDERS_0, 0, 10);
        orders(REFUNDS, 10, 20);
        Map<String, String> config =
                slowAnd(id, "topics", "orders,refunds", "topic.override.refunds.dataset.id", refunds);
        iterateUntil(start(config, ORDERS_0, REFUNDS), topics::allCommitted);
        assertReadOnce(ORDERS_0, REFUNDS);
        assertCounts(refunds, eachOnce(10, 20));
    }

    /** As RegexRouter does. */
    @Test
    void norWhereATransformationRenamesTopicsOfOneDataSet() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        iterateUntil(start(slowAnd(id, "transforms", "rename"), ORDERS_0), topics::allCommitted);
        assertReadOnce(ORDERS_0);
    }

    /** Where the topic of a record may lead elsewhere than that of its partition, only a record shows where. */
    @Test
    void whereOnlyARecordShowsItsDataSetThePartitionIsReadAllTheSame() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        Map<String, String> config = slowAnd("unused", "transforms", "rename", "topic.override.orders.dataset.id", id);
        ScriptedWorker worker = start(config, ORDERS_0);
        assertThat(worker.isPaused(ORDERS_0)).isFalse();
        iterateUntil(worker, topics::allCommitted);
        assertCounts(id, eachOnce(0, 10));
    }

    @Test
    void aPartitionThatWaitsForAnOutageAtTheStartGoesOnBehindIt() {
        String id = orders();
        int outage = domo.faults().add(Fault.status(503).on(null, "/api/**").always());
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        assertThat(worker.isPaused(ORDERS_0)).isTrue();
        worker.iterateUntil("Domo is asked a few times", () -> domo.faults().matched(outage) >= 3);
        domo.faults().remove(outage);
        iterateUntil(worker, topics::allCommitted);
        assertReadOnce(ORDERS_0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "upsert", "delete", "replace", "effectively_once"})
    void badRecordsAreLookedAtAgainWithoutBeingReadAgain(String mode) {
        ScriptedWorker worker = start(inMode(mode), reporter, ORDERS_0);
        for (int round = 0; round < 3; round++) {
            long first = 20L * round;
            orders(ORDERS_0, first, first + 10);
            badOrder();
            orders(ORDERS_0, first + 10, first + 20);
            badOrder();
            worker.iterateUntil("round " + round, topics::allCommitted);
            assertThat(errants).hasSize(2 * (round + 1));
        }
        assertReadOnce(ORDERS_0);
        assertThat(errants).containsExactly(10L, 21L, 32L, 43L, 54L, 65L);
        assertThat(worker.rewindCount()).isZero();
    }

    private Map<String, String> inMode(String mode) {
        return switch (mode) {
            case "effectively_once" -> slowAnd(coordinates(), "delivery.guarantee", mode, "commit.timeout.ms", "200");
            case "replace" -> slowAnd(orders(), "write.mode", mode, "replace.snapshot.idle.ms", "500");
            case "append" -> slowAnd(orders());
            default ->
                slowAnd(
                        keyedOrders(),
                        "write.mode",
                        mode,
                        "commit.timeout.ms",
                        "200",
                        "key.source",
                        "record_value",
                        "key.fields",
                        "id");
        };
    }

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

    /** The offsets behind it are not committed over it meanwhile, and its batch is not either. */
    @Test
    void aRecordThatMayFitOtherColumnsIsNeitherBadNorSafeBeforeTheColumnsAreRead() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id), reporter, ORDERS_0);
        iterateUntil(worker, topics::allCommitted);
        worker.iterateFor(TRUST);
        int outage =
                domo.faults().add(Fault.status(503).on("GET", "/**/schemas/**").always());
        badOrder();
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("Domo is asked", () -> domo.faults().matched(outage) >= 2);
        worker.commitOffsets();
        assertThat(errants).isEmpty();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
        assertThat(worker.isPaused(ORDERS_0)).isTrue();
        domo.faults().remove(outage);
        iterateUntil(worker, topics::allCommitted);
        assertThat(errants).containsExactly(10L);
        assertReadOnce(ORDERS_0);
        assertCounts(id, eachOnce(0, 20));
    }

    /** One that fits the columns of now is no bad record: its batch is written again. */
    @Test
    void behindOtherColumnsTheBatchIsReadAgainAndTheRecordFits() {
        String id = domo.createDataSet(
                "orders", List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("item", ColumnType.LONG)));
        for (long i = 0; i < 5; i++) {
            topics.add(ORDERS_0, i, Map.of("id", i, "item", 1L));
        }
        ScriptedWorker worker = start(config(id), reporter, ORDERS_0);
        iterateUntil(worker, topics::allCommitted);
        worker.iterateFor(TRUST);
        new Stranger(domo).alter(id, "[{\"name\":\"id\",\"type\":\"LONG\"},{\"name\":\"item\",\"type\":\"STRING\"}]");
        orders(ORDERS_0, 5, 10);
        iterateUntil(worker, topics::allCommitted);
        assertThat(errants).isEmpty();
        assertCounts(id, eachOnce(0, 10));
    }

    @Test
    void aRewindThatRemainsIsSaidOnceWithItsReason() {
        String id = orders();
        CapturedLog said = CapturedLog.of(Assignment.class);
        try (said) {
            ScriptedWorker worker = start(config(id, "schema.evolution", "add"), ORDERS_0);
            for (String field : List.of("one", "two")) {
                topics.add(ORDERS_0, 1L, Map.of("id", 1L, "item", "x", field, "y"));
                worker.iterateUntil("durable", topics::allCommitted);
            }
            assertThat(worker.rewindCount()).isEqualTo(2);
        }
        assertThat(said.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains(id))
                .singleElement()
                .asString()
                .contains("orders-0", "offset 0", "schema.evolution=add");
    }
}
