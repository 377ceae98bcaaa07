package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Partitions that come back, or lose their neighbours, beside a commit whose outcome is not known yet. */
@Execution(ExecutionMode.CONCURRENT)
class TakeOverTest extends EmulatorTest {
    @Test
    void whatAFormerCommitHoldsBelowWhereAnotherOwnerWentOnHoldsNothingBack() {
        String id = orders();
        ScriptedWorker worker =
                start(config(id, "commit.interval.ms", "20", "commit.resolve.grace.ms", "5000"), ORDERS_0);
        order(ORDERS_0, 0);
        worker.iterateUntil("a clean commit has shown how versions are told", topics::allCommitted);
        int lost =
                domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 1, 10);
        worker.iterateUntil("the commit is sent", () -> domo.faults().matched(lost) == 1);
        worker.revoke(List.of(ORDERS_0));
        // Another owner has committed half of what the commit holds.
        topics.rewindTo(ORDERS_0, 5);
        worker.assign(List.of(ORDERS_0));
        worker.iterate();
        worker.commitOffsets();
        assertThat(topics.commits(ORDERS_0)).doesNotContain(2L, 3L, 4L);
        assertThat(topics.committed(ORDERS_0)).isEqualTo(5);
    }

    /** The framework may ask for the same partitions' offsets of its own accord right before they are lost. */
    @Test
    void aPartitionThatIsLostRightAfterItsOffsetsWereAskedForIsTakenOver() {
        String id = keyedOrders();
        ScriptedWorker worker = start(config(id, "write.mode", "upsert", "key.fields", "id"), ORDERS_0);
        order(ORDERS_0, 1);
        worker.iterateUntil("a batch is durable", topics::allCommitted);
        order(ORDERS_0, 2);
        worker.iterate();
        worker.commitOffsets();
        worker.lose(List.of(ORDERS_0));
        long before = simulation.time().nowMs();
        worker.assign(List.of(ORDERS_0));
        worker.iterateUntil("the next commit", () -> domo.commits(id).size() == 2);
        assertThat(simulation.time().nowMs() - before).as("commit.timeout.ms").isBetween(1_000L, 1_015L);
    }

    @Test
    void nothingIsSoughtWhileACommitIsUnresolved() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "50"), ORDERS_0, ORDERS_1);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("a clean commit has shown how versions are told", topics::allCommitted);
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofMillis(900)).on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("a commit is on its way", () -> domo.faults().matched(slow) == 1);
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 20, 30);
        orders(ORDERS_1, 30, 40);
        worker.iterateUntil("the next batch is open", () -> worker.hasPassedAll(ORDERS_1));
        worker.iterate();
        worker.lose(List.of(ORDERS_1));
        worker.iterateUntil("the rest is read again", () -> worker.rewindCount() > rewinds);
        assertThat(domo.commits(id)).hasSizeGreaterThanOrEqualTo(2);
        worker.iterateUntil("all durable", () -> topics.isCommitted(ORDERS_0));
        assertCounts(id, eachOnce(0, 30));
    }
}
