package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.KafkaLikeMetric;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** Interleavings that once lost, doubled or stood still. */
class InterleavingsTest extends EmulatorTest {
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    @Test
    void anEarlierBatchOfAsManyRowsIsNotTakenForTheOneThatGotLost() {
        String id = orders();
        domo.dialects().speak(Dialect.VERSION_OTHER_ID);
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(600)).on("PUT", "/**/commit").times(1));
        theSecondOfTwoEqualBatchesGetsLostAndIsDeliveredOnce(id);
    }

    @Test
    void theSameWithAVersionThatShowsLate() {
        String id = orders();
        domo.dialects().speak(Dialect.VERSION_LATE).versionDelay(Duration.ofMillis(250));
        theSecondOfTwoEqualBatchesGetsLostAndIsDeliveredOnce(id);
    }

    private void theSecondOfTwoEqualBatchesGetsLostAndIsDeliveredOnce(String id) {
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").nth(2).times(1));
        orders(ORDERS_0, 0, 20);
        ScriptedWorker worker = start(
                        config(id, "commit.interval.ms", "600000", "commit.max.rows", "10", "part.max.bytes", "50"),
                        ORDERS_0)
                .maxPollRecords(10);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
    }

    @Test
    void aFailedTaskStillAnswersForWhatIsDurable() {
        String good = orders();
        String bad = orders();
        domo.faults()
                .add(Fault.status(400).on("PUT", "/**/" + bad + "/**/parts/*").always());
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(500))
                        .afterTheWork()
                        .on("PUT", "/**/" + good + "/**/commit")
                        .times(1));
        orders(ORDERS_0, 0, 10);
        orders(REFUNDS, 0, 10);
        Map<String, String> config = config(good, "topics", "orders,refunds", "topic.override.refunds.dataset.id", bad);
        ScriptedWorker worker = start(config, ORDERS_0, REFUNDS);
        worker.iterateUntilFailure();
        worker.stop();
        domo.faults().clear();
        ScriptedWorker second = start(config, ORDERS_0, REFUNDS);
        second.iterateUntil("all durable", topics::allCommitted);
        assertCounts(bad, eachOnce(0, 10));
        assertCounts(good, eachOnce(0, 10));
    }

    @Test
    void aPartitionThatWasPausedWhenItWasClosedIsResumedWhenItIsBack() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("the first batch is durable", topics::allCommitted);
        int outage = domo.faults().add(Fault.status(503).on(null, "/api/**").always());
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("paused", () -> worker.isPaused(ORDERS_0));
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        domo.faults().remove(outage);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
    }

    @Test
    void theTakeOverWaitDelaysTheCommitAndNeverTheReading() {
        String id = keyedOrders();
        ScriptedWorker worker =
                start(config(id, "write.mode", "upsert", "key.fields", "id", "commit.timeout.ms", "1500"), ORDERS_0);
        order(ORDERS_0, 0);
        worker.iterateUntil("taken", () -> worker.hasPassedAll(ORDERS_0));
        boolean[] everPaused = new boolean[1];
        worker.iterateUntil("the first commit", () -> {
            order(ORDERS_0, topics.end(ORDERS_0));
            everPaused[0] |= topics.end(ORDERS_0) > 5 && worker.isPaused(ORDERS_0);
            return !domo.commits(id).isEmpty();
        });
        assertThat(everPaused[0]).isFalse();
    }

    @Test
    void theTaskDoesNotSpinWhileASealedBatchWaits() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("taken", () -> worker.hasPassedAll(ORDERS_0));
        int outage = domo.faults().add(Fault.status(503).on(null, "/api/**").always());
        worker.iterateUntil("Domo is asked a few times", () -> domo.faults().matched(outage) >= 3);
        worker.iterate();
        assertThat(worker.timeoutMs()).isGreaterThan(20);
    }

    @Test
    void deletesOfOneTopicDoNotNeedAKeyOfAnother() {
        String id = keyedOrders();
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        AtomicInteger errants = new AtomicInteger();
        topics.add(ORDERS_0, null, Map.of("id", 1L, "item", "x"));
        ScriptedWorker worker = start(
                config(
                        id,
                        "topics",
                        "orders,refunds",
                        "write.mode",
                        "upsert",
                        "commit.interval.ms",
                        "500",
                        "commit.timeout.ms",
                        "100"),
                (record, error) -> {
                    errants.incrementAndGet();
                    return CompletableFuture.completedFuture(null);
                },
                ORDERS_0,
                REFUNDS);
        worker.iterateUntil("errant", () -> errants.get() > 0);
        topics.add(REFUNDS, Map.of("id", 5L), null);
        worker.iterateUntil("all durable", topics::allCommitted);
    }

    @Test
    void aRememberedFirstSeenTimeIsUsedUpByOneBatch() {
        String id = orders();
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(600)).on("PUT", "/**/commit").times(1));
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "400"), ORDERS_0);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("taken", () -> worker.hasPassedAll(ORDERS_0));
        // Nearly due.
        worker.iterateFor(Duration.ofMillis(350));
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        worker.iterateUntil("the first commit", () -> {
            order(ORDERS_0, topics.end(ORDERS_0));
            return domo.commits(id).size() == 1;
        });
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.commits(id)).hasSize(2);
    }

    @Test
    void aThousandRecordsLostByTheDeadLetterQueueAreNotForgotten() throws Exception {
        double[] failures = new double[1];
        ObjectName name = new ObjectName("kafka.connect:type=task-error-metrics,connector=thousand-sink,task=0");
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(new KafkaLikeMetric("deadletterqueue-produce-failures", () -> failures[0]), name);
        try {
            String id = orders();
            for (int i = 0; i < 1000; i++) {
                topics.add(ORDERS_0, i, Map.of("id", "no number", "item", "x"));
            }
            ScriptedWorker worker = start(
                    config(id, "commit.interval.ms", "300", "name", "thousand-sink"),
                    (record, error) -> CompletableFuture.completedFuture(null),
                    ORDERS_0);
            worker.iterateUntil("taken", () -> worker.hasPassedAll(ORDERS_0));
            worker.iterate();
            worker.iterate();
            failures[0] = 1000; // the producer's callbacks come later
            ConnectException failure = worker.iterateUntilFailure();
            assertThat(failure).hasMessageContaining("max.request.size");
            worker.stop();
            assertThat(topics.committed(ORDERS_0)).isZero();
        } finally {
            ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
        }
    }

    @Test
    void aDestinationThatNeverAnswersSpendsItsBudgetAlthoughItsBatchesAreDropped() {
        String good = orders();
        String bad = orders();
        domo.faults()
                .add(Fault.status(503).on("POST", "/**/" + bad + "/uploads").always());
        order(ORDERS_0, 0);
        for (long i = 0; i < 3000; i++) {
            topics.add(REFUNDS, i, Map.of("id", i, "item", "x".repeat(100)));
        }
        ScriptedWorker worker = start(
                config(
                        good,
                        "topics",
                        "orders,refunds",
                        "topic.override.refunds.dataset.id",
                        bad,
                        "buffer.max.bytes",
                        "20000",
                        "part.max.bytes",
                        "500",
                        "domo.retry.timeout.ms",
                        "1500",
                        "domo.retry.backoff.max.ms",
                        "200"),
                ORDERS_0,
                REFUNDS);
        worker.iterateUntilFailure();
    }

    /** The list is long, so it fails behind the back of a put that has returned. */
    @Test
    void aListThatFailsOnItsWayMovesNoOffsetOfWhatItDidNotDeliver() {
        String id = orders();
        Map<String, String> config = config(id, "topics", "orders,refunds", "commit.interval.ms", "600000");
        config.remove("dataset.id");
        config.put("topic.override.orders.dataset.id", id);
        orders(ORDERS_0, 0, 2000);
        ScriptedWorker worker = start(config, ORDERS_0, REFUNDS).maxPollRecords(1000);
        worker.iterateUntil("taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        orders(REFUNDS, 0, 300);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining("refunds").hasMessageContaining("dataset.id");
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(topics.committed(REFUNDS)).isZero();
    }
}
