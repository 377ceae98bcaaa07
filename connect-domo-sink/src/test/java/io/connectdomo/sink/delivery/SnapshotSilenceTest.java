package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ConsumerBeans;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * delivery.md 2.6: what is no silence of the producer ends no snapshot, whichever boundary it has. Half of one is in the topic when
 * the task stops hearing; the other half comes later.
 */
class SnapshotSilenceTest extends EmulatorTest {
    private static final Duration IDLE = Duration.ofMillis(400);
    /** Well over it, so that a snapshot that would end by silence has ended. */
    private static final Duration LONG = IDLE.multipliedBy(4);

    enum Boundary {
        IDLE,
        SNAPSHOT_ID
    }

    private Map<String, String> config(Boundary boundary, String id) {
        Map<String, String> config = new HashMap<>(config(
                id,
                "name",
                "silent-" + boundary + "-" + id,
                "write.mode",
                "replace",
                "replace.snapshot.idle.ms",
                Long.toString(IDLE.toMillis()),
                "part.max.bytes",
                "100"));
        if (boundary == Boundary.SNAPSHOT_ID) {
            config.put("replace.boundary", "snapshot_id");
            config.put("replace.snapshot.id", "field:snapshot");
        }
        return config;
    }

    private String snapshots() {
        return domo.createDataSet(
                "snapshots",
                List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("snapshot", ColumnType.STRING)));
    }

    private ConsumerBeans beans(Map<String, String> config) {
        return new ConsumerBeans(config.get("name"));
    }

    private void rows(TopicPartition partition, long from, long to, String snapshot) {
        for (long id = from; id < to; id++) {
            topics.add(partition, id, Map.of("id", id, "snapshot", snapshot), (long) snapshot.charAt(0));
        }
    }

    private void half(String snapshot) {
        rows(ORDERS_0, 0, 30, snapshot);
        rows(ORDERS_1, 30, 40, snapshot);
    }

    private void otherHalf(String snapshot) {
        rows(ORDERS_0, 40, 60, snapshot);
        rows(ORDERS_1, 60, 100, snapshot);
    }

    private long inTopic() {
        return topics.end(ORDERS_0) + topics.end(ORDERS_1);
    }

    /** The producer goes on meanwhile, however long it takes. */
    private void iterateUntilRowsAreOnTheirWay(ScriptedWorker worker) {
        worker.iterateUntil("rows are on their way", () -> {
            rows(ORDERS_0, 1000 + inTopic(), 1001 + inTopic(), "x");
            rows(ORDERS_1, 1000 + inTopic(), 1001 + inTopic(), "x");
            return parts() > 0;
        });
    }

    private static boolean allPassed(ScriptedWorker worker) {
        return worker.hasPassedAll(ORDERS_0) && worker.hasPassedAll(ORDERS_1);
    }

    /** The loop goes on, long enough to tell. */
    private static void goOn(ScriptedWorker worker) {
        worker.iterateFor(LONG);
    }

    /** The task's thread does nothing. */
    private void standStill() {
        simulation.time().sleep(LONG.toMillis());
    }

    private void assertOneCommitOfAll(ScriptedWorker worker, String id) {
        worker.iterateUntil("the snapshot is durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(inTopic());
        eventually(() -> assertThat(countById(id))
                .hasSize((int) inTopic())
                .allSatisfy((key, times) -> assertThat(times).isEqualTo(1)));
    }

    // ---- the thread

    /** A long list is delivered after what is due was sealed: then this is not due. */
    @ParameterizedTest
    @EnumSource
    void aStandstillOfTheTaskIsNone(Boundary boundary) {
        String id = snapshots();
        ScriptedWorker worker = start(config(boundary, id), ORDERS_0).maxPollRecords(150);
        rows(ORDERS_0, 0, 450, "x");
        worker.iterateUntil("rows are on their way", () -> {
            rows(ORDERS_0, topics.end(ORDERS_0), topics.end(ORDERS_0) + 1, "x");
            return parts() > 0;
        });
        rows(ORDERS_0, topics.end(ORDERS_0), topics.end(ORDERS_0) + 450, "x");
        standStill();
        worker.iterateUntil("the snapshot is durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(topics.end(ORDERS_0));
    }

    @ParameterizedTest
    @EnumSource
    void aStandstillBeforeOffsetsAreAskedForIsNone(Boundary boundary) {
        String id = snapshots();
        ScriptedWorker worker = start(config(boundary, id), ORDERS_0, ORDERS_1);
        half("x");
        iterateUntilRowsAreOnTheirWay(worker);
        otherHalf("x");
        standStill();
        worker.commitOffsets();
        assertOneCommitOfAll(worker, id);
    }

    /** The partition that the next records are in may be read a list later than those that show the next snapshot. */
    @ParameterizedTest
    @EnumSource
    void aStandstillIsNoneForPartitionsWhoseRecordsComeLater(Boundary boundary) {
        String id = snapshots();
        ScriptedWorker worker = start(config(boundary, id), ORDERS_0, ORDERS_1);
        rows(ORDERS_1, 50, 90, "x");
        iterateUntilRowsAreOnTheirWay(worker);
        rows(ORDERS_0, 0, 50, "x");
        topics.add(ORDERS_0, 7L, Map.of("id", 7L, "snapshot", "y"), 3_600_000L);
        rows(ORDERS_1, 90, 100, "x");
        topics.add(ORDERS_1, 8L, Map.of("id", 8L, "snapshot", "y"), 3_600_000L);
        standStill();
        othersFirst(worker);
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(inTopic() - 2, 2L);
    }

    /** A few lists hold nothing of partition 1. */
    private static void othersFirst(ScriptedWorker worker) {
        worker.withhold(ORDERS_1);
        worker.iterate();
        worker.iterate();
        worker.iterate();
        worker.withhold();
    }

    private long parts() {
        return domo.requests().stream()
                .filter(request -> request.path().contains("/parts/"))
                .count();
    }

    // ---- the consumer

    @ParameterizedTest
    @EnumSource
    void aPauseOfTheConnectorIsNone(Boundary boundary) {
        String id = snapshots();
        Map<String, String> config = config(boundary, id);
        try (ConsumerBeans beans = beans(config)) {
            beans.lag(ORDERS_0, 0);
            beans.lag(ORDERS_1, 0);
            ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
            half("x");
            worker.iterateUntil("half is read", () -> allPassed(worker) && !worker.isPaused(ORDERS_0));
            beans.connectorPaused(true);
            goOn(worker);
            assertThat(domo.commits(id)).isEmpty();
            // Resumed, and the first fetch takes its time.
            beans.connectorPaused(false);
            worker.iterate();
            otherHalf("x");
            assertOneCommitOfAll(worker, id);
        }
    }

    /** It begins and ends between two calls of put; offsets are asked for because of it. */
    @ParameterizedTest
    @EnumSource
    void aShortPauseIsNone(Boundary boundary) {
        String id = snapshots();
        Map<String, String> config = config(boundary, id);
        try (ConsumerBeans beans = beans(config)) {
            beans.lag(ORDERS_0, 0);
            beans.lag(ORDERS_1, 0);
            ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
            half("x");
            worker.iterateUntil("half is read", () -> allPassed(worker) && !worker.isPaused(ORDERS_0));
            long end = simulation.time().nowMs() + LONG.toMillis();
            worker.iterateUntil("some time has gone", () -> {
                beans.connectorPaused(true);
                worker.commitOffsets();
                beans.connectorPaused(false);
                return simulation.time().nowMs() >= end;
            });
            assertThat(domo.commits(id)).isEmpty();
            otherHalf("x");
            assertOneCommitOfAll(worker, id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordsThatTheConsumerHasNotGivenAreNone(Boundary boundary) {
        String id = snapshots();
        Map<String, String> config = config(boundary, id);
        try (ConsumerBeans beans = beans(config)) {
            beans.lag(ORDERS_0, 0);
            beans.lag(ORDERS_1, 60);
            ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
            half("x");
            worker.iterateUntil("half is read", () -> allPassed(worker));
            goOn(worker);
            assertThat(domo.commits(id)).isEmpty();
            otherHalf("x");
            beans.lag(ORDERS_1, 0);
            assertOneCommitOfAll(worker, id);
        }
    }

    /** As while it has no leader since the task took it over. */
    @ParameterizedTest
    @EnumSource
    void aPartitionThatWasNeverFetchedIsNotSilent(Boundary boundary) {
        String id = snapshots();
        Map<String, String> config = config(boundary, id);
        try (ConsumerBeans beans = beans(config)) {
            beans.lag(ORDERS_0, 0);
            ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
            rows(ORDERS_0, 0, 60, "x");
            worker.iterateUntil("half is read", () -> allPassed(worker));
            goOn(worker);
            assertThat(domo.commits(id)).isEmpty();
            rows(ORDERS_1, 60, 100, "x");
            beans.lag(ORDERS_1, 0);
            assertOneCommitOfAll(worker, id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void brokersThatDoNotAnswerAreNotSilent(Boundary boundary) {
        String id = snapshots();
        Map<String, String> config = config(boundary, id);
        try (ConsumerBeans beans = beans(config)) {
            beans.lag(ORDERS_0, 0);
            beans.lag(ORDERS_1, 0);
            ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
            half("x");
            worker.iterateUntil("half is read", () -> allPassed(worker) && !worker.isPaused(ORDERS_0));
            beans.brokersGone(true);
            goOn(worker);
            assertThat(domo.commits(id)).isEmpty();
            otherHalf("x");
            beans.brokersGone(false);
            assertOneCommitOfAll(worker, id);
        }
    }

    // ---- the task's own doing

    /** A destination that waits pauses its partitions: nothing comes from them because nothing is read. */
    @ParameterizedTest
    @EnumSource
    void partitionsThatTheTaskHasPausedAreNotSilent(Boundary boundary) {
        String id = snapshots();
        ScriptedWorker worker = start(config(boundary, id), ORDERS_0, ORDERS_1);
        half("x");
        iterateUntilRowsAreOnTheirWay(worker);
        domo.faults().add(Fault.status(503).on("PUT", "/**/parts/*").always());
        worker.iterateUntil("it waits for Domo", () -> {
            rows(ORDERS_0, 1000 + inTopic(), 1010 + inTopic(), "x");
            return worker.isPaused(ORDERS_0) && worker.isPaused(ORDERS_1);
        });
        goOn(worker);
        rows(ORDERS_1, 100, 110, "x");
        domo.faults().clear();
        worker.iterateUntil("the snapshot is durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(inTopic());
    }

    /** What was sent back has something to give, however long its fetch takes. */
    @ParameterizedTest
    @EnumSource
    void aPartitionThatWasSentBackIsNotSilent(Boundary boundary) {
        String id = snapshots();
        ScriptedWorker worker = start(config(boundary, id), ORDERS_0, ORDERS_1);
        half("x");
        iterateUntilRowsAreOnTheirWay(worker);
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        int rewinds = worker.rewindCount();
        worker.iterateUntil("the session is gone, and both are sent back", () -> {
            if (worker.rewindCount() > rewinds) {
                return true;
            }
            rows(ORDERS_0, 1000 + inTopic(), 1020 + inTopic(), "x");
            return false;
        });
        worker.seekWithoutRecords();
        // One of them has its fetch answered at once.
        worker.withhold(ORDERS_1);
        worker.iterateFor(LONG);
        assertThat(domo.commits(id)).isEmpty();
        worker.withhold();
        worker.iterateUntil("the snapshot is durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(inTopic());
    }

    /** A partition that comes back in a rebalance is as new: that it was silent before says nothing. */
    @ParameterizedTest
    @EnumSource
    void aPartitionThatComesBackIsNotSilentYet(Boundary boundary) {
        String id = snapshots();
        ScriptedWorker worker = start(
                config(boundary, id), (record, error) -> CompletableFuture.completedFuture(null), ORDERS_0, ORDERS_1);
        half("x");
        iterateUntilRowsAreOnTheirWay(worker);
        otherHalf("x");
        topics.add(ORDERS_0, 7L, Map.of("id", 7L, "snapshot", "y"), 3_600_000L);
        topics.add(ORDERS_1, 8L, Map.of("id", 8L, "snapshot", "y"), 3_600_000L);
        standStill();
        worker.revoke(List.of(ORDERS_0, ORDERS_1));
        worker.assign(List.of(ORDERS_0, ORDERS_1));
        othersFirst(worker);
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(inTopic() - 2, 2L);
    }
}
