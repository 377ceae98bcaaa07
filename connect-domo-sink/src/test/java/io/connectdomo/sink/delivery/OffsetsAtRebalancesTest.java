package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.SimulatedTask;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.task.TaskRuntime;
import io.connectdomo.sink.task.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        ScriptedWorker worker = start(patient(id), ORDERS_0);
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

    /** A busy machine may need seconds for a commit: none is to be looked for because its time is over. */
    private Map<String, String> patient(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.put("commit.timeout.ms", "30000");
        return config;
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

    private ScriptedWorker withABatchToCommit(String id, PatientRuntime runtime) {
        ScriptedWorker worker = started(SimulatedTask.on(runtime), patient(id, "commit.max.rows", "10"), null);
        worker.assign(List.of(ORDERS_0));
        orders(ORDERS_0, 0, 10);
        return worker;
    }

    /** Its parts are in Domo and nobody has seen it yet: a commit that began after the waiting was left alone, and doubled its rows. */
    @Test
    void whatIsUploadedWhenOffsetsAreAskedForIsCommittedAndWaitedFor() {
        String id = orders();
        PatientRuntime runtime = new PatientRuntime();
        ScriptedWorker worker = withABatchToCommit(id, runtime);
        worker.iterateUntil("its part is sent", () -> {
            runtime.awaitUploaders();
            return domo.requests().stream().anyMatch(request -> request.path().contains("/parts/"));
        });
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
        PatientRuntime runtime = new PatientRuntime();
        ScriptedWorker worker = withABatchToCommit(id, runtime);
        worker.iterateUntil("its commit has worked", () -> {
            runtime.awaitUploaders();
            return domo.commits(id).size() == 1;
        });
        assertThat(topics.committed(ORDERS_0)).isZero();

        worker.commitOffsets();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
        worker.crash();
    }

    /** Its clock goes a third as fast, so that what fits into the time to wait for commits fits on a busy machine too. */
    private static final class PatientRuntime implements TaskRuntime {
        /** Requests that are queued or under way. */
        private final AtomicInteger requests = new AtomicInteger();

        void awaitUploaders() {
            await().pollInterval(Duration.ofMillis(1)).until(() -> requests.get() == 0);
        }

        @Override
        public ScheduledExecutorService uploaders(String taskName, int threads) {
            return new ScheduledThreadPoolExecutor(threads) {
                @Override
                public ScheduledFuture<?> schedule(Runnable request, long delay, TimeUnit unit) {
                    requests.incrementAndGet();
                    return super.schedule(request, delay, unit);
                }

                @Override
                protected void afterExecute(Runnable request, Throwable thrown) {
                    requests.decrementAndGet();
                }
            };
        }

        @Override
        public Ticker ticker() {
            return () -> Ticker.system().nowMs() / 3;
        }

        @Override
        public Runnable poll(BlockingQueue<Runnable> queue, long timeoutMs) throws InterruptedException {
            return queue.poll(3 * timeoutMs, TimeUnit.MILLISECONDS);
        }
    }
}
