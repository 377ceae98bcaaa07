package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** delivery.md 2.3. */
@Execution(ExecutionMode.CONCURRENT)
class RebalanceTest extends EmulatorTest {
    @Test
    void aRevokedPartitionTakesTheWholeSessionWithItAndTheOtherIsReadAgain() {
        String id = orders();
        orders(ORDERS_0, 0, 100);
        orders(ORDERS_1, 100, 200);
        Map<String, String> slow = config(id, "commit.interval.ms", "500");
        ScriptedWorker first = start(slow, ORDERS_0, ORDERS_1);
        first.iterateUntil("rows are taken", () -> first.hasPassedAll(ORDERS_0) && first.hasPassedAll(ORDERS_1));
        first.iterate();
        first.iterate();

        first.revoke(List.of(ORDERS_1));
        first.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isZero();

        ScriptedWorker second = start(slow, ORDERS_1);
        second.iterateUntil("the second task is done", () -> topics.committed(ORDERS_1) == 100);
        first.iterateUntil("the first task is done", () -> topics.committed(ORDERS_0) == 100);
        assertCounts(id, eachOnce(0, 200));
    }

    @Test
    void aCommitUnderWayAtTheRevocationIsResolvedNotRepeated() {
        String id = orders();
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(300))
                        .afterTheWork()
                        .on("PUT", "/**/commit")
                        .times(1));
        orders(ORDERS_0, 0, 100);
        orders(ORDERS_1, 100, 200);
        ScriptedWorker worker = start(config(id), ORDERS_0, ORDERS_1);
        worker.iterateUntil("the commit has worked", () -> domo.commits(id).size() == 1);
        worker.lose(List.of(ORDERS_1));
        worker.assign(List.of(ORDERS_1));
        assertThat(topics.committed(ORDERS_1)).isZero();
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 200));
        assertThat(domo.commits(id)).hasSize(1);
    }

    @Test
    void commitsGivenUpAtRebalancesAreNotTakenForUploadsThatDomoLoses() {
        String id = orders();
        int refusals =
                domo.faults().add(Fault.status(503).on("PUT", "/**/commit").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        for (int round = 1; round <= 4; round++) {
            long before = commitsSent();
            worker.iterateUntil("a commit is sent, round " + round, () -> commitsSent() > before);
            worker.lose(List.of(ORDERS_0));
            worker.assign(List.of(ORDERS_0));
        }
        domo.faults().remove(refusals);
        worker.iterateUntil("durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    private long commitsSent() {
        return domo.requests().stream()
                .filter(request -> request.path().endsWith("/commit"))
                .count();
    }

    @Test
    void everythingClosedAndOpenedAgainDoublesNothing() {
        String id = orders();
        orders(ORDERS_0, 0, 100);
        orders(ORDERS_1, 100, 200);
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "300"), ORDERS_0, ORDERS_1);
        for (int round = 0; round < 3; round++) {
            worker.iterate();
            worker.iterate();
            worker.revoke(List.of(ORDERS_0, ORDERS_1));
            worker.assign(List.of(ORDERS_0, ORDERS_1));
        }
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 200));
    }

    @Test
    void rebalancesMoreOftenThanTheIntervalDoNotStarveTheCommit() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "400"), ORDERS_0);
        long started = simulation.time().nowMs();
        for (int round = 0; round < 20 && commitsSent() == 0; round++) {
            worker.iterateFor(Duration.ofMillis(100));
            worker.revoke(List.of(ORDERS_0));
            worker.assign(List.of(ORDERS_0));
        }
        worker.iterateUntil("durable in spite of the rebalances", topics::allCommitted);
        assertThat(simulation.time().nowMs() - started)
                .as("the interval, and the rebalance that comes next")
                .isBetween(400L, 515L);
        assertCounts(id, eachOnce(0, 10));
    }

    @Test
    void theCommittedOffsetReachesKafkaAfterARewind() {
        String id = orders();
        orders(ORDERS_0, 0, 50);
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("durable", topics::allCommitted);
        // A second owner begins where Kafka says, and finds nothing to write again.
        worker.stop();
        ScriptedWorker next = start(config(id), ORDERS_0);
        orders(ORDERS_0, 50, 60);
        next.iterateUntil("the rest is durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 60));
    }

    @Test
    void safeOffsetsNeverFallWithinAnAssignment() {
        String id = orders();
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").nth(3).times(1));
        ScriptedWorker worker =
                start(config(id, "commit.interval.ms", "30"), ORDERS_0).maxPollRecords(7);
        orders(ORDERS_0, 0, 300);
        worker.iterateUntil("durable", () -> {
            worker.commitOffsets();
            return topics.allCommitted();
        });
        assertThat(topics.commits(ORDERS_0)).isSorted();
        assertCounts(id, eachOnce(0, 300));
    }

    @Test
    void aPartitionPausedInAnOutageGoesOnAfterAnEagerRebalance() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("durable", topics::allCommitted);
        int outage = domo.faults().add(Fault.status(503).on(null, "/api/**").always());
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("paused", () -> worker.isPaused(ORDERS_0));
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        // The framework has paused it again.
        assertThat(worker.isPaused(ORDERS_0)).isTrue();
        domo.faults().remove(outage);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
    }

    @Test
    void aRewindNeverTakesBackWhatKafkaKnows() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0, ORDERS_1);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("the first rows are durable", topics::allCommitted);
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > rewinds);
        // The framework has sought, but what it sought has not come yet, when another partition's offset moves.
        worker.seekWithoutRecords();
        worker.skip(ORDERS_1, 5);
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_1)).isEqualTo(5);
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
    }

    @Test
    void norDoesASeekThatWasAimedBeforeKafkaKnew() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0, ORDERS_1);
        worker.holdOffsetCommits();
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("the first rows are in Domo", () -> domo.commits(id).size() == 1);
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > rewinds);
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
        worker.seekWithoutRecords();
        worker.skip(ORDERS_1, 5);
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
    }

    /** Revoked within the poll that sought: whoever seeks then kills the task. */
    @Test
    void aPartitionThatIsRevokedRightAfterItsSeekIsNotSoughtAgain() {
        String id = orders();
        ScriptedWorker worker = start(config(id), ORDERS_0, ORDERS_1);
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        orders(ORDERS_0, 0, 10);
        orders(ORDERS_1, 100, 110);
        worker.iterateUntil("a rewind is asked for", () -> worker.rewindCount() > 0);
        worker.revoke(List.of(ORDERS_0));
        worker.iterateUntil("the other goes on", () -> topics.committed(ORDERS_1) == 10);
        worker.assign(List.of(ORDERS_0));
        worker.iterateUntil("all durable", topics::allCommitted);
        Map<Long, Long> all = new TreeMap<>(eachOnce(0, 10));
        all.putAll(eachOnce(100, 110));
        assertCounts(id, all);
    }

    /** Found by an hour of chaos: the records that came again were passed over, and their offsets taken for durable. */
    @Test
    void recordsThatComeAgainBesideTheirUnresolvedCommitAreNotDurable() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        int lost =
                domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        ScriptedWorker worker =
                start(config(id, "commit.interval.ms", "20", "commit.resolve.grace.ms", "5000"), ORDERS_0);
        worker.iterateUntil("the commit is sent", () -> domo.faults().matched(lost) == 1);
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        worker.iterate();
        assertThat(worker.hasPassedAll(ORDERS_0)).isTrue();
        assertThat(worker.wantsOffsetCommit()).isFalse();
        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isZero();
        worker.crash();
        ScriptedWorker next = start(config(id), ORDERS_0);
        next.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 10));
    }

    /** Found by the crash matrix: it was read again and written a second time, and Kafka was taken back to it. */
    @Test
    void whatAnotherOwnerHasMadeDurableMeanwhileIsNotReadAgain() {
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
        ScriptedWorker other = start(config(id), ORDERS_0);
        other.iterateUntil("the other has written them", topics::allCommitted);
        other.stop();
        worker.assign(List.of(ORDERS_0));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(topics.commits(ORDERS_0)).isSorted();
        assertCounts(id, eachOnce(0, 20));
    }
}
