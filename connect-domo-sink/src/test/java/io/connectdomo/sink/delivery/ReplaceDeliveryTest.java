package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Stranger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

/** delivery.md 2.6, boundary idle. */
class ReplaceDeliveryTest extends EmulatorTest {
    private static final long HOUR = 3_600_000;

    private Map<String, String> replace(String id) {
        return config(
                id,
                "write.mode",
                "replace",
                "replace.snapshot.idle.ms",
                "300",
                "commit.interval.ms",
                "10",
                "commit.max.rows",
                "5");
    }

    private void snapshot(long from, long to, long timestamp) {
        for (long id = from; id < to; id++) {
            topics.add(id % 2 == 0 ? ORDERS_0 : ORDERS_1, id, Map.of("id", id, "item", "x"), timestamp);
        }
    }

    @Test
    void aSnapshotReplacesTheOneBeforeAndIsNeverCutByIntervalOrSize() {
        String id = orders();
        ScriptedWorker worker = start(replace(id), ORDERS_0, ORDERS_1);
        snapshot(0, 100, 0);
        worker.iterateUntil("the first snapshot is durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        snapshot(50, 80, HOUR);
        worker.iterateUntil("the second snapshot is durable", topics::allCommitted);
        assertCounts(id, eachOnce(50, 80));
        assertThat(domo.commits(id)).hasSize(2);
    }

    @Test
    void aReplayCutsWhereTheProducerPaused() {
        String id = orders();
        snapshot(0, 100, 0);
        snapshot(50, 80, HOUR);
        snapshot(10, 20, 2 * HOUR);
        ScriptedWorker worker = start(replace(id), ORDERS_0, ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(10, 20));
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(100L, 30L, 10L);
    }

    @Test
    void aPartitionWithoutRecordsDoesNotHoldTheSnapshotBackForEver() {
        String id = orders();
        for (long key = 0; key < 10; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"), 0L);
        }
        ScriptedWorker worker = start(replace(id), ORDERS_0, ORDERS_1);
        worker.iterateUntil("durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 10));
    }

    /** Whoever began within a snapshot would replace it by the rest of it. */
    @Test
    void noOffsetWithinASnapshotIsCommittedWhenItComesAgain() {
        String id = orders();
        snapshot(0, 20, 0);
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofMillis(300))
                        .afterTheWork()
                        .on("PUT", "/**/commit")
                        .times(1));
        ScriptedWorker worker = start(replace(id), ORDERS_0, ORDERS_1).maxPollRecords(3);
        worker.iterateUntil("the commit is sent", () -> domo.faults().matched(slow) == 1);
        worker.lose(List.of(ORDERS_0, ORDERS_1));
        worker.assign(List.of(ORDERS_0, ORDERS_1));
        worker.iterateUntil("all is passed again", () -> {
            worker.commitOffsets();
            return topics.allCommitted();
        });
        assertThat(topics.commits(ORDERS_0))
                .allSatisfy(offset -> assertThat(offset).isIn(0L, 10L));
        assertThat(topics.commits(ORDERS_1))
                .allSatisfy(offset -> assertThat(offset).isIn(0L, 10L));
    }

    @Test
    void aStrangersVersionIsNotOverwrittenTwice() {
        String id = orders();
        ScriptedWorker worker = start(replace(id), ORDERS_0, ORDERS_1);
        snapshot(0, 10, 0);
        // The stranger writes whenever we have opened an upload.
        boolean[] failed = new boolean[1];
        try {
            worker.iterateUntil("the task gives up", () -> {
                if (uploadsStarted() > strangers) {
                    strangers++;
                    new Stranger(domo).append(id, "7,stranger\n");
                }
                return false;
            });
        } catch (ConnectException expected) {
            failed[0] = true;
            assertThat(expected).hasMessageContaining("Someone else").hasMessageContaining(id);
        }
        assertThat(failed[0]).isTrue();
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    private int strangers;

    private long uploadsStarted() {
        return domo.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith("/uploads"))
                .count();
    }

    @Test
    void aLostReplyDoesNotReplaceTwice() {
        String id = orders();
        ScriptedWorker worker = start(replace(id), ORDERS_0, ORDERS_1);
        snapshot(0, 100, 0);
        worker.iterateUntil("the first snapshot is durable", topics::allCommitted);
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        snapshot(50, 80, HOUR);
        worker.iterateUntil("the second snapshot is durable", topics::allCommitted);
        assertCounts(id, eachOnce(50, 80));
        assertThat(domo.commits(id)).hasSize(2);
    }
}
