package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic that is made anew or truncated under a running task: what is known of the old log's offsets holds for none of the new one's. */
class LogBegunAnewTest extends EmulatorTest {
    private static final long HOUR = 3_600_000;

    private void makeAnew(long from, long to) {
        topics.makeAnew(ORDERS_0);
        orders(ORDERS_0, from, to);
    }

    private static Map<Long, Long> eachOnce(long from, long to, long andFrom, long andTo) {
        Map<Long, Long> all = new TreeMap<>(eachOnce(from, to));
        all.putAll(eachOnce(andFrom, andTo));
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"append", "upsert"})
    void aTopicMadeAnewIsReadFromItsBeginning(String mode) {
        String id = mode.equals("append") ? orders() : keyedOrders();
        Map<String, String> config = config(id, "write.mode", mode, "commit.timeout.ms", "200");
        if (mode.equals("upsert")) {
            config.put("key.fields", "id");
        }
        ScriptedWorker worker = start(config, ORDERS_0);
        orders(ORDERS_0, 0, 100);
        worker.iterateUntil("the old log is durable", topics::allCommitted);
        makeAnew(1000, 1050);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 50);
        assertCounts(id, eachOnce(0, 100, 1000, 1050));
    }

    @Test
    void andSoWithSnapshots() {
        String id = orders();
        Map<String, String> config = config(id, "write.mode", "replace", "replace.snapshot.idle.ms", "300");
        ScriptedWorker worker = start(config, ORDERS_0);
        for (long key = 0; key < 20; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 0L);
        }
        worker.iterateUntil("the old log is durable", topics::allCommitted);
        topics.makeAnew(ORDERS_0);
        for (long key = 100; key < 110; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), HOUR);
        }
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 10);
        assertCounts(id, eachOnce(100, 110));
    }

    @Test
    void noSnapshotHasRowsOfTwoLogs() {
        String id = orders();
        Map<String, String> config = config(id, "write.mode", "replace", "replace.snapshot.idle.ms", "1500");
        ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
        for (long key = 0; key < 10; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 0L);
        }
        topics.add(ORDERS_1, 50L, Map.of("id", 50L, "item", "x"), 0L);
        worker.iterateUntil("the old log is taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        topics.makeAnew(ORDERS_0);
        for (long key = 100; key < 105; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 10L);
        }
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 5);
        eventually(() -> assertThat(countById(id).keySet()).contains(100L).doesNotContain(0L, 9L));
        assertThat(topics.isCommitted(ORDERS_1)).isTrue();
    }

    /** What the new log shows first may be the one that a snapshot holds. */
    @Test
    void aPartitionThatASnapshotHoldsIsReadFromTheBeginningOfItsNewLog() {
        String id = orders();
        Map<String, String> config = config(id, "write.mode", "replace", "replace.snapshot.idle.ms", "500");
        ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
        for (long key = 0; key < 10; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 0L);
        }
        topics.add(ORDERS_0, 10L, Map.of("id", 10L, "item", "x"), HOUR);
        worker.iterateUntil("the next one is held", () -> worker.rewindCount() > 0 && worker.isPaused(ORDERS_0));
        topics.makeAnew(ORDERS_0);
        for (long key = 100; key < 105; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 2 * HOUR);
        }
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 5);
        assertCounts(id, eachOnce(100, 105));
    }

    @Test
    void effectivelyOnceWritesTheNewLogsRows() {
        String id = domo.createDataSet(
                "orders",
                List.of(
                        ColumnSpec.of("id", ColumnType.LONG),
                        ColumnSpec.of("item", ColumnType.STRING),
                        ColumnSpec.key("_kafka_topic", ColumnType.STRING),
                        ColumnSpec.key("_kafka_partition", ColumnType.LONG),
                        ColumnSpec.key("_kafka_offset", ColumnType.LONG)));
        Map<String, String> config =
                config(id, "delivery.guarantee", "effectively_once", "commit.timeout.ms", "200", "delivery.epoch", "1");
        ScriptedWorker worker = start(config, ORDERS_0);
        orders(ORDERS_0, 0, 100);
        worker.iterateUntil("the old log is durable", topics::allCommitted);
        makeAnew(1000, 1050);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 50);
        // By the same coordinates: that is what delivery.epoch is for.
        assertCounts(id, eachOnce(50, 100, 1000, 1050));
    }

    @Test
    void offsetsThatWerePassedInTheOldLogAreNotSafeInTheNewOne() {
        String id = orders();
        orders(ORDERS_0, 0, 100);
        ScriptedWorker first = start(config(id), ORDERS_0);
        first.iterateUntil("the old log is durable", topics::allCommitted);
        first.stop();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "600000"), ORDERS_0);
        worker.iterate();
        worker.commitOffsets();
        makeAnew(1000, 1050);
        worker.iterateUntil("the new log is taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isZero();
        worker.crash();
        ScriptedWorker next = start(config(id), ORDERS_0);
        next.iterateUntil("the new log is durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100, 1000, 1050));
    }

    /** Else a task that dies before its first commit would begin where the old log ended, in the middle of the new one. */
    @Test
    void kafkaIsToldAtOnceThatTheGroupIsFurtherBack() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "600000", "commit.max.rows", "100"), ORDERS_0);
        orders(ORDERS_0, 0, 100);
        worker.iterateUntil("the old log is durable", topics::allCommitted);
        makeAnew(1000, 1050);
        worker.iterateUntil("Kafka is told", () -> topics.committed(ORDERS_0) == 0);
    }

    @Test
    void aCommitInFlightAnswersForNoOffsetOfTheNewLog() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "50"), ORDERS_0);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofMillis(600))
                        .afterTheWork()
                        .on("PUT", "/**/commit")
                        .times(1));
        orders(ORDERS_0, 10, 100);
        worker.iterateUntil("a commit is in flight", () -> domo.faults().matched(slow) == 1);
        makeAnew(1000, 1050);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 50);
        assertCounts(id, eachOnce(0, 100, 1000, 1050));
        assertThat(topics.commits(ORDERS_0)).doesNotContain(60L, 70L, 80L, 90L, 100L);
    }

    @Test
    void anOpenBatchHoldsRowsOfBothAndAnswersForTheNewOnes() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "600000", "commit.max.rows", "70"), ORDERS_0);
        orders(ORDERS_0, 0, 70);
        worker.iterateUntil("a batch is durable", topics::allCommitted);
        orders(ORDERS_0, 70, 100);
        worker.iterateUntil("the next one is open", () -> worker.hasPassedAll(ORDERS_0));
        makeAnew(1000, 1030);
        worker.iterateUntil("the new log is taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isZero();
        orders(ORDERS_0, 1030, 1040);
        worker.iterateUntil("both are durable", () -> topics.committed(ORDERS_0) == 40);
        assertCounts(id, eachOnce(0, 100, 1000, 1040));
    }

    @Test
    void aRewindUnderWayGoesToTheBeginningOfTheNewLog() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0);
        orders(ORDERS_0, 0, 50);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 50, 100);
        worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > rewinds);
        makeAnew(1000, 1030);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 30);
        assertCounts(id, eachOnce(0, 50, 1000, 1030));
    }

    /** The list in which the new log begins was fetched before the seek: what is sought is a place in the old one. */
    @Test
    void aRewindAskedForWhenTheNewLogIsThereAlreadyLosesNothing() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0);
        orders(ORDERS_0, 0, 50);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        int lost = domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 50, 100);
        worker.iterateUntil("the part is lost", () -> domo.faults().matched(lost) == 1);
        // Longer than where the rewind goes: it finds something there.
        makeAnew(1000, 1090);
        worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > rewinds);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 90);
        assertCounts(id, eachOnce(0, 50, 1000, 1090));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartitionThatComesBackIsReadFromTheBeginningOfItsNewLog(boolean committing) {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "50"), ORDERS_0, ORDERS_1);
        orders(ORDERS_0, 0, 60);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        if (committing) {
            int slow = domo.faults()
                    .add(Fault.delay(Duration.ofMillis(2_500))
                            .afterTheWork()
                            .on("PUT", "/**/commit")
                            .times(1));
            orders(ORDERS_0, 60, 100);
            worker.iterateUntil("a commit is in flight", () -> domo.faults().matched(slow) == 1);
        }
        worker.revoke(List.of(ORDERS_0));
        makeAnew(1000, 1050);
        worker.assign(List.of(ORDERS_0));
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 50);
        assertCounts(id, eachOnce(0, committing ? 100 : 60, 1000, 1050));
    }

    @Test
    void aLogThatWasTruncatedIsReadFromThereAndWhatIsPendingBelowItStaysPending() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "600000", "commit.max.rows", "50"), ORDERS_0);
        orders(ORDERS_0, 0, 50);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        orders(ORDERS_0, 50, 90);
        worker.iterateUntil("the next are taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        topics.truncate(ORDERS_0, 80);
        orders(ORDERS_0, 1000, 1005);
        worker.resetTo(80);
        worker.iterateUntil("the new ones are taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(50);
        orders(ORDERS_0, 1005, 1015);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 90, 1000, 1015));
    }
}
