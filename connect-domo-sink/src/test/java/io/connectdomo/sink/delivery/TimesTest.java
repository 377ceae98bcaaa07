package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When things happen, to the worker's next poll and a request's milliseconds. */
class TimesTest extends EmulatorTest {
    /** A poll of the worker's loop, and the few requests that may be between. */
    private static final long SOON_MS = 25;

    private long committedMs(String id, int commit) {
        return domo.commits(id).get(commit).time().toEpochMilli();
    }

    @Test
    void theIntervalBeginsWithTheFirstRecordOfItsBatch() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "2000"), ORDERS_0);
        for (int batch = 0; batch < 2; batch++) {
            worker.iterateFor(Duration.ofMillis(500));
            order(ORDERS_0, 2L * batch);
            long came = simulation.time().epochMs();
            worker.iterateFor(Duration.ofSeconds(1));
            order(ORDERS_0, 2L * batch + 1);
            worker.iterateUntil("durable", topics::allCommitted);
            assertThat(committedMs(id, batch) - came).isBetween(2_000L, 2_000L + SOON_MS);
        }
    }

    @Test
    void whatIsLostIsSentAgainBehindTheGraceAndNoSooner() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.resolve.grace.ms", "3000"), ORDERS_0);
        int lost =
                domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        order(ORDERS_0, 0);
        worker.iterateUntil("the commit is lost", () -> domo.faults().matched(lost) == 1);
        long lostAt = simulation.time().epochMs();
        worker.iterateUntil("durable", topics::allCommitted);
        assertThat(committedMs(id, 0) - lostAt).isBetween(3_000L, 6_000L);
    }

    /** Connect gives all tasks of a worker five seconds to stop. */
    @Test
    void aStopWaitsTwoSecondsForACommitThatNobodySees() {
        String id = orders();
        ScriptedWorker worker = start(config(id, "commit.timeout.ms", "30000"), ORDERS_0);
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofSeconds(20)).on("PUT", "/**/commit").times(1));
        order(ORDERS_0, 0);
        worker.iterateUntil("the commit is sent", () -> domo.faults().matched(slow) == 1);
        long asked = simulation.time().nowMs();
        worker.stop();
        assertThat(simulation.time().nowMs() - asked).isBetween(2_000L, 2_000L + SOON_MS);
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    /** The group may have given its partitions away: who has not polled for ten seconds begins no commit before the next poll. */
    @Test
    void whoHasNotPolledForTenSecondsCommitsNothing() {
        for (long silence : List.of(9_900L, 10_000L)) {
            String id = orders();
            ScriptedWorker worker = start(config(id, "commit.max.rows", "1"), ORDERS_0);
            worker.iterateFor(Duration.ofMillis(500));
            domo.faults()
                    .add(Fault.delay(Duration.ofMillis(silence))
                            .on("GET", "/**/schemas/latest")
                            .times(1));
            order(ORDERS_0, topics.end(ORDERS_0));
            worker.iterateUntil("the question before the commit is asked", () -> asks(id));
            worker.iterate();
            simulation.time().sleep(silence + 80);
            assertThat(domo.commits(id)).hasSize(silence < 10_000 ? 1 : 0);
            worker.iterateUntil("durable", topics::allCommitted);
            worker.stop();
        }
    }

    private boolean asks(String id) {
        return domo.requests().stream()
                .anyMatch(
                        request -> request.path().contains(id) && request.path().contains("/parts/"));
    }
}
