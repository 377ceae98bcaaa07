package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.KafkaLikeMetric;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.testkit.log.CapturedLog;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;

/** One bad record costs one record (delivery.md 5, "Errant records"). */
class BadRecordsTest extends EmulatorTest {
    private final List<CompletableFuture<Void>> reports = new ArrayList<>();
    private final ErrantRecordReporter slowReporter = (record, error) -> {
        CompletableFuture<Void> report = new CompletableFuture<>();
        reports.add(report);
        return report;
    };

    private void badOrder() {
        topics.add(ORDERS_0, 1L, Map.of("id", "not a number", "item", "x"));
    }

    @Test
    void theOthersBecomeRowsOnceTheBadOneIsInTheDeadLetterQueue() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        badOrder();
        orders(ORDERS_0, 10, 20);
        ScriptedWorker worker = start(config(id), slowReporter, ORDERS_0);
        worker.iterateUntil("the batch is uploaded", this::partUploaded);
        for (int i = 0; i < 20; i++) {
            worker.iterate();
            worker.commitOffsets();
        }
        assertThat(domo.commits(id)).isEmpty();
        assertThat(topics.committed(ORDERS_0)).isZero();

        reports.forEach(report -> report.complete(null));
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
        assertThat(reports).hasSize(1);
    }

    /** At once, with its coordinates and why, and without its value. */
    @Test
    void theFirstBadRecordIsSaidAndWhereItIs() {
        CapturedLog said = CapturedLog.of("io.connectdomo.sink.task");
        String id = orders();
        try (said) {
            orders(ORDERS_0, 0, 10);
            badOrder();
            Map<String, String> config = config(id, "errors.tolerance", "all");
            config.put("errors.deadletterqueue.topic.name", "orders-dlq");
            ScriptedWorker worker = start(config, slowReporter, ORDERS_0);
            worker.iterateUntil("it is said", () -> !badRecordsOf(said, id).isEmpty());
        }
        assertThat(badRecordsOf(said, id))
                .singleElement()
                .asString()
                .contains("DataSet ", id, ": one bad record since ", "; they go to the dead-letter queue (")
                .contains("The first: Record orders-0@10 can't become a row")
                .doesNotContain("not a number");
    }

    private static List<String> badRecordsOf(CapturedLog said, String id) {
        return said.messages().stream()
                .filter(line -> line.contains("bad record since") && line.contains(id))
                .toList();
    }

    @Test
    void aDeadLetterQueueThatFailsFailsTheTaskWithItsOffsetsUnmoved() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        badOrder();
        ScriptedWorker worker = start(config(id), slowReporter, ORDERS_0);
        worker.iterateUntil("the bad record is reported", () -> !reports.isEmpty());
        reports.get(0).completeExceptionally(new IllegalStateException("no leader"));
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining("dead-letter queue").hasRootCauseMessage("no leader");
        // The framework asks once more while it closes.
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(domo.commits(id)).isEmpty();
    }

    @Test
    void withoutAReporterTheTaskFailsAndSaysWhichRecordWhyAndWhatToDo() {
        String id = orders();
        orders(ORDERS_0, 0, 3);
        badOrder();
        ScriptedWorker worker = start(config(id), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("orders-0@3")
                .hasMessageContaining("id")
                .hasMessageContaining("LONG")
                .hasMessageContaining("errors.deadletterqueue.topic.name")
                .hasMessageNotContaining("not a number");
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void aBatchOfBadRecordsAloneCostsNoCommit() {
        String id = orders();
        badOrder();
        badOrder();
        ScriptedWorker worker = start(config(id), (record, error) -> CompletableFuture.completedFuture(null), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.commits(id)).isEmpty();
        assertThat(domo.credits()).isZero();
    }

    @Test
    void aRecordTooLargeForTheDeadLetterQueueShowsInTheWorkersMetricAlone() throws Exception {
        String id = orders();
        double[] failures = new double[1];
        ObjectName name = new ObjectName("kafka.connect:type=task-error-metrics,connector=too-large-sink,task=0");
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        server.registerMBean(new KafkaLikeMetric("deadletterqueue-produce-failures", () -> failures[0]), name);
        try {
            orders(ORDERS_0, 0, 10);
            badOrder();
            ScriptedWorker worker = start(
                    config(id, "name", "too-large-sink"),
                    (record, error) -> {
                        failures[0]++;
                        return CompletableFuture.completedFuture(null);
                    },
                    ORDERS_0);
            ConnectException failure = worker.iterateUntilFailure();
            assertThat(failure).hasMessageContaining("max.request.size");
            worker.stop();
            assertThat(topics.committed(ORDERS_0)).isZero();
            assertThat(domo.commits(id)).isEmpty();
        } finally {
            server.unregisterMBean(name);
        }
    }

    private boolean partUploaded() {
        return domo.requests().stream()
                .anyMatch(request -> request.path().contains("/parts/") && request.status() == 200);
    }
}
