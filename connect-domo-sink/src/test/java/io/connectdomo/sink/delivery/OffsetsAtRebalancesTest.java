package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a rebalance makes Kafka know, and how soon (delivery.md 2.3). The worker of these tests commits offsets when the task asks for
 * it and at no intervals, so that whoever waits for the interval waits for ever.
 */
@Execution(ExecutionMode.CONCURRENT)
class OffsetsAtRebalancesTest extends EmulatorTest {
    /**
     * Found by the crash matrix on a busy machine: a commit under way at a rebalance worked before its records came again, the
     * offsets that were asked for then were where the partition began, and nothing followed that would have asked again. A long list
     * is delivered behind the back of the put that brings it.
     */
    @ParameterizedTest(name = "{0} records")
    @ValueSource(ints = {10, 200})
    void whatBecameDurableBeforeItCameAgainIsToldToKafkaOnceItHasAllCome(int records) {
        String id = orders();
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(300))
                        .afterTheWork()
                        .on("PUT", "/**/commit")
                        .times(1));
        orders(ORDERS_0, 0, records);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("the commit has worked", () -> domo.commits(id).size() == 1);
        worker.lose(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        worker.withhold(ORDERS_0);
        worker.iterateUntil("its reply is there", worker::wantsOffsetCommit);
        worker.iterate();
        assertThat(topics.committed(ORDERS_0))
                .as("where the partition began, nothing else was passed")
                .isZero();

        worker.maxPollRecords(records / 2);
        comesAgain(worker);
        assertThat(worker.wantsOffsetCommit()).as("after half of them").isFalse();
        comesAgain(worker);
        assertThat(worker.wantsOffsetCommit()).as("after the last of them").isTrue();
        worker.iterate();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(records);
        assertThat(worker.wantsOffsetCommit()).as("once").isFalse();
        assertCounts(id, eachOnce(0, records));
        assertThat(domo.commits(id)).hasSize(1);
    }

    /** One list, and a put without records, at which it has been delivered. */
    private void comesAgain(ScriptedWorker worker) {
        worker.withhold();
        worker.holdOffsetCommits();
        worker.iterate();
        worker.withhold(ORDERS_0);
        worker.iterate();
        worker.goOnWithOffsetCommits();
    }

    private ScriptedWorker withABatchToCommit(String id) {
        ScriptedWorker worker = start(config(id, "commit.max.rows", "10"), ORDERS_0);
        orders(ORDERS_0, 0, 10);
        return worker;
    }

    /** After each iteration everything that is under way comes to its end, and the task has not looked at it yet. */
    private void iterateUntil(ScriptedWorker worker, String what, BooleanSupplier holds) {
        worker.iterateUntil(what, () -> {
            simulation.time().sleep(100);
            return holds.getAsBoolean();
        });
    }

    /** Its parts are in Domo and nobody has seen it yet: a commit that began after the waiting was left alone, and doubled its rows. */
    @Test
    void whatIsUploadedWhenOffsetsAreAskedForIsCommittedAndWaitedFor() {
        String id = orders();
        ScriptedWorker worker = withABatchToCommit(id);
        iterateUntil(
                worker,
                "its part is sent",
                () -> domo.requests().stream()
                        .anyMatch(request -> request.path().contains("/parts/")));
        assertThat(domo.commits(id)).isEmpty();

        worker.revoke(List.of(ORDERS_0));
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
        worker.crash();
        assertCounts(id, eachOnce(0, 10));
    }

    /** The reply to its commit is there, and no put has come since. */
    @Test
    void whatHasJustBecomeDurableWhenOffsetsAreAskedForIsAnswered() {
        String id = orders();
        ScriptedWorker worker = withABatchToCommit(id);
        iterateUntil(worker, "its commit has worked", () -> domo.commits(id).size() == 1);
        assertThat(topics.committed(ORDERS_0)).isZero();

        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
        worker.crash();
    }
}
