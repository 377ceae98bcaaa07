package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;

/**
 * The framework takes a seek for a commit, and commits it with the offset of any other partition. Whatever was sought, what is
 * pending before it is not committed.
 */
class SoughtOverPendingTest extends EmulatorTest {
    private static final TopicPartition ORDERS_2 = new TopicPartition("orders", 2);

    /** An iteration whose fetch takes its time, and an offset of another partition that moves without records. */
    private void anotherPartitionsOffsetIsCommitted(ScriptedWorker worker, TopicPartition other) {
        worker.seekWithoutRecords();
        worker.skip(other, 5);
        worker.commitOffsets();
        assertThat(topics.committed(other)).isEqualTo(5);
    }

    @Test
    void aBadRecordThatIsLookedAtAgainStandsBehindAnOpenBatch() {
        String id = orders();
        Map<String, String> config = config(id, "commit.interval.ms", "2000");
        AtomicInteger deadLetters = new AtomicInteger();
        ErrantRecordReporter reporter = (record, error) -> {
            deadLetters.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        };
        ScriptedWorker worker = start(config, reporter, ORDERS_0, ORDERS_1);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 10, 19);
        topics.add(ORDERS_0, 19L, Map.of("id", "no number", "item", "x"));
        worker.iterateUntil(
                "the bad record is sought, or known to be bad",
                () -> worker.rewindCount() > rewinds || deadLetters.get() > 0);
        anotherPartitionsOffsetIsCommitted(worker, ORDERS_1);
        assertThat(topics.committed(ORDERS_0))
                .isLessThanOrEqualTo(10L * domo.commits(id).size());
        worker.crash();
        ScriptedWorker next = start(config(id), reporter, ORDERS_0, ORDERS_1);
        next.iterateUntil("all durable", () -> topics.isCommitted(ORDERS_0));
        assertCounts(id, eachOnce(0, 19));
    }

    @Test
    void onePartitionFeedsTwoDataSetsAndOneLosesItsSession() {
        String even = orders();
        String odd = orders();
        Map<String, String> config = evenAndOdd(even, odd);
        ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
        oddOnesAreSought(worker, odd);
        anotherPartitionsOffsetIsCommitted(worker, ORDERS_1);
        assertThat(topics.committed(ORDERS_0)).isZero();
        config.put("commit.interval.ms", "100");
        worker.crash();
        ScriptedWorker next = start(config, ORDERS_0, ORDERS_1);
        next.iterateUntil("all durable", () -> topics.isCommitted(ORDERS_0));
        eventually(() -> assertThat(domo.rows(even)).hasSize(10));
        eventually(() -> assertThat(domo.rows(odd)).hasSize(10));
    }

    /** The closing question of a rebalance comes when the framework has sought. */
    @Test
    void aPartitionThatIsRevokedInThePollThatSoughtItIsCommittedNoFurther() {
        String even = orders();
        String odd = orders();
        Map<String, String> config = evenAndOdd(even, odd);
        ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1);
        oddOnesAreSought(worker, odd);
        worker.revoke(List.of(ORDERS_0));
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    private Map<String, String> evenAndOdd(String even, String odd) {
        for (long key = 0; key < 20; key += 2) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"));
        }
        for (long key = 1; key < 20; key += 2) {
            topics.addRouted(ORDERS_0, "odd", key, Map.of("id", key, "item", "x"));
        }
        return config(
                even, "topic.override.odd.dataset.id", odd, "part.max.bytes", "20", "commit.interval.ms", "600000");
    }

    /** A part of theirs is lost, and with it their session. */
    private void oddOnesAreSought(ScriptedWorker worker, String odd) {
        int lost = domo.faults()
                .add(Fault.status(404).on("PUT", "/**/" + odd + "/**/parts/*").times(1));
        int[] rewinds = new int[1];
        worker.iterateUntil("the odd ones are sought", () -> {
            boolean sought = worker.rewindCount() > rewinds[0];
            boolean isLost = domo.faults().matched(lost) > 0;
            if (!isLost) {
                rewinds[0] = worker.rewindCount();
            }
            return isLost && sought;
        });
    }

    @Test
    void aPartitionThatASnapshotHeldIsLetGo() {
        String id = orders();
        Map<String, String> config = config(id, "write.mode", "replace", "replace.snapshot.idle.ms", "60000");
        ScriptedWorker worker = start(config, ORDERS_0, ORDERS_1, ORDERS_2);
        for (long key = 0; key < 10; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 0L);
        }
        worker.iterateUntil("ten are taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        topics.add(ORDERS_0, 10L, Map.of("id", 10L, "item", "x"), 90_000L);
        worker.iterateUntil("the next one is held", () -> worker.isPaused(ORDERS_0));
        int rewinds = worker.rewindCount();
        topics.add(ORDERS_1, 11L, Map.of("id", 11L, "item", "x"), 48_000L);
        worker.iterateUntil("it is let go", () -> worker.rewindCount() > rewinds);
        anotherPartitionsOffsetIsCommitted(worker, ORDERS_2);
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(topics.committed(ORDERS_1)).isZero();
    }
}
