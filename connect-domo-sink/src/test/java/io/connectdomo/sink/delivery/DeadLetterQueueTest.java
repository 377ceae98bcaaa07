package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.testkit.log.CapturedLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.errors.RefusingQueue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dead-letter queue refuses is not passed over, on workers that show it and on those that hide it (delivery.md 5). */
class DeadLetterQueueTest extends EmulatorTest {
    /** Kafka's reporter serialises a record that it has not read itself, here as text. */
    private static final SinkRecord TEXT =
            new SinkRecord("orders", 0, null, null, null, "x", 0, 0L, TimestampType.CREATE_TIME);

    /** Its metrics are the process's: no other test has them. */
    private static final String CONNECTOR = "refusing-queue-sink";

    private Map<String, String> configWithQueue(String id) {
        return config(
                id, "name", CONNECTOR, "errors.tolerance", "all", "errors.deadletterqueue.topic.name", "dead-letters");
    }

    private void badOrder() {
        topics.add(ORDERS_0, 1L, Map.of("id", "not a number", "item", "x"));
    }

    /** The reporter, the queue and the metrics are Kafka's own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordThatTheQueuesProducerRefusesFailsTheTaskWithItsOffsetsUnmoved(boolean jmx) {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        badOrder();
        try (RefusingQueue queue = new RefusingQueue(CONNECTOR, jmx)) {
            assertThat(queue.reporter().report(TEXT, new IllegalStateException()))
                    .as("the framework does not tell")
                    .isDone();
        }
        try (RefusingQueue queue = new RefusingQueue(CONNECTOR, jmx)) {
            ScriptedWorker worker = start(
                    configWithQueue(id), (record, error) -> queue.reporter().report(TEXT, error), ORDERS_0);
            ConnectException failure = worker.iterateUntilFailure();
            assertThat(failure).hasMessageContaining("max.request.size");
            if (!jmx) {
                assertThat(failure).hasMessageContaining("metric.reporters");
            }
            worker.stop();
            assertThat(topics.committed(ORDERS_0)).isZero();
            assertThat(domo.commits(id)).isEmpty();
        }
    }

    @Test
    void norIsARecordPassedOverThatNoConverterCouldReadAndTheQueueRefused() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        try (RefusingQueue queue = new RefusingQueue(CONNECTOR, true)) {
            ScriptedWorker worker = start(configWithQueue(id), queue.reporter(), ORDERS_0);
            queue.refusePoisonPill();
            assertThat(worker.iterateUntilFailure()).hasMessageContaining("deadletterqueue-produce-failures");
            worker.stop();
            assertThat(topics.committed(ORDERS_0)).isZero();
            assertThat(domo.commits(id)).isEmpty();
        }
    }

    @Test
    void aWorkerThatHidesItsMetricsIsSaidOnceAndWhatTheProducerAcknowledgesIsSafe() {
        String id = orders();
        badOrder();
        orders(ORDERS_0, 0, 10);
        badOrder();
        List<CompletableFuture<Void>> reports = new ArrayList<>();
        CapturedLog said = CapturedLog.of(ErrantRecords.class);
        try (said) {
            ScriptedWorker worker = start(
                    configWithQueue(id),
                    (record, error) -> {
                        reports.add(new CompletableFuture<>());
                        return reports.get(reports.size() - 1);
                    },
                    ORDERS_0);
            worker.iterateUntil("both are reported", () -> reports.size() == 2);
            assertThat(topics.committed(ORDERS_0)).isZero();
            reports.forEach(report -> report.complete(null));
            worker.iterateUntil("all durable", topics::allCommitted);
        }
        assertThat(said.events())
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .filteredOn(event ->
                        event.getThreadName().equals(Thread.currentThread().getName()))
                .singleElement()
                .asString()
                .contains("metric.reporters");
        assertThat(reports).hasSize(2);
        assertCounts(id, eachOnce(0, 10));
    }

    /** The producer's thread may be faster than the look at its future. */
    @Test
    void anAcknowledgementThatCameAtOnceIsAskedForOnceMore() {
        String id = orders();
        badOrder();
        List<CompletableFuture<Void>> reports = new ArrayList<>();
        ScriptedWorker worker = start(
                configWithQueue(id),
                (record, error) -> {
                    reports.add(
                            reports.isEmpty() ? CompletableFuture.completedFuture(null) : new CompletableFuture<>());
                    return reports.get(reports.size() - 1);
                },
                ORDERS_0);
        worker.iterateUntil("it is reported again", () -> reports.size() == 2);
        reports.get(1).complete(null);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(reports).hasSize(2);
    }
}
