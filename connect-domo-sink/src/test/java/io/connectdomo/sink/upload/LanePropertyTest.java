package io.connectdomo.sink.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import io.connectdomo.sink.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.management.MBeanServerFactory;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

/**
 * The requests of one destination, over outages, refusals and operations that nobody wants any more, in simulated time. {@code
 * -Dseed=} repeats one case, {@code -Dcases=} says how many.
 */
class LanePropertyTest {
    private static final int CASES = Integer.getInteger("cases", 400);
    private static final long LONGEST_ATTEMPT_MS = 120;
    private static final long HORIZON_MS = 400_000;

    /** Nobody looks at them. */
    private static final SinkMetrics METRICS = new SinkMetrics(
            new TaskBeans(
                    MBeanServerFactory.newMBeanServer(), WorkerMetrics.of(SinkTaskContext.class, null), "lanes", 0),
            () -> 0,
            () -> 0);

    @Test
    void everyOperationEndsOnceAndAnOutageIsWaitedForByOne() {
        Long only = Long.getLong("seed");
        for (long seed = 1; seed <= CASES; seed++) {
            Case each = new Case(only == null ? seed : only);
            try {
                each.run();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "-Dseed=" + each.seed + ": " + each.most + " at once, budget " + each.budgetMs + ", out "
                                + each.outageFromMs + " to " + each.outageToMs + (each.outageIsRefusal ? " (401)" : "")
                                + ", closes at " + each.closesAtMs + "\n  "
                                + String.join("\n  ", each.history.subList(0, Math.min(60, each.history.size()))),
                        failed);
            }
            if (only != null) {
                return;
            }
        }
    }

    private static final class Case {
        private final long seed;
        private final SplittableRandom random;
        private final Simulation simulation;
        private final SimulatedTime time;
        private final Lane lane;
        private final int most;
        private final long budgetMs;
        private final long outageFromMs;
        private final long outageToMs;
        private final boolean outageIsRefusal;
        private final long closesAtMs;
        private final List<Throwable> bugs = new ArrayList<>();
        private final List<String> history = new ArrayList<>();
        private final List<Operation> operations = new ArrayList<>();
        private int running;
        private long waitingSinceMs = Long.MAX_VALUE;

        Case(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            simulation = new Simulation(seed);
            time = simulation.time();
            most = 1 + random.nextInt(4);
            budgetMs = random.nextBoolean() ? -1 : 2_000 + random.nextLong(60_000);
            outageFromMs = random.nextLong(1_500);
            outageToMs = outageFromMs + random.nextLong(random.nextInt(4) > 0 ? 3_000 : 90_000);
            outageIsRefusal = random.nextInt(4) == 0;
            closesAtMs = random.nextInt(5) == 0 ? random.nextLong(4_000) : Long.MAX_VALUE;
            SimulatedProcess process = simulation.process();
            RetryPolicy retries = new RetryPolicy(
                    budgetMs < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(budgetMs)),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(5));
            Lanes lanes =
                    new Lanes(process.uploaders("case", most + 3), most, () -> process.budget(retries), bugs::add);
            lane = lanes.lane("Destination", METRICS.destination("lane", "0"));
            lane.probeWith(new Operation(this, -1, 0));
        }

        private void note(String event) {
            history.add(time.nowMs() + ": " + event);
        }

        private boolean isOut() {
            return time.nowMs() >= outageFromMs && time.nowMs() < outageToMs;
        }

        /** Whether all that was under way when the lane began to wait has ended. */
        private boolean waitsForLong(boolean waiting) {
            waitingSinceMs = waiting ? Math.min(waitingSinceMs, time.nowMs()) : Long.MAX_VALUE;
            return waiting && time.nowMs() - waitingSinceMs > 2 * LONGEST_ATTEMPT_MS;
        }

        void run() {
            try {
                int count = 1 + random.nextInt(20);
                for (int number = 0; number < count; number++) {
                    Operation operation = random.nextBoolean()
                            ? new Operation(this, number, random.nextInt(4))
                            : new Other(this, number);
                    operations.add(operation);
                    time.start(random.nextLong(2_500), () -> submit(operation));
                }
                if (closesAtMs < Long.MAX_VALUE) {
                    time.start(closesAtMs, lane::close);
                }
                letItLive();
                check();
            } finally {
                simulation.close();
            }
        }

        private void submit(Operation operation) {
            operation.submittedMs = time.nowMs();
            lane.submit(operation);
        }

        private void letItLive() {
            for (long step = 10; time.nowMs() < HORIZON_MS; step = Math.min(step + 1, 1_000)) {
                time.sleep(step);
                boolean over = time.nowMs() > 3_000
                        && time.nowMs() > outageToMs
                        && operations.stream().allMatch(each -> each.ended || each.isForgotten());
                if (over && running == 0 && !lane.busy()) {
                    return;
                }
            }
        }

        private void check() {
            assertThat(bugs).isEmpty();
            for (Operation operation : operations) {
                assertThat(operation.ended || operation.isForgotten())
                        .as("operation " + operation.number + " has ended")
                        .isTrue();
            }
            assertThat(running).as("requests under way").isZero();
            assertThat(lane.busy()).as("busy").isFalse();
            assertThat(lane.waiting()).as("waiting").isFalse();
        }
    }

    /** Works at once, or after some steps, or is refused; nobody may want it any more. */
    private static class Operation implements Call {
        private final Case of;
        private final int number;
        private final long unwantedAtMs;
        private final boolean refused;
        private final boolean outlives;
        private int steps;
        private boolean runs;
        private long submittedMs = Long.MAX_VALUE;
        private long firstFailureMs = -1;
        boolean ended;

        Operation(Case of, int number, int steps) {
            this.of = of;
            this.number = number;
            this.steps = steps;
            boolean probe = number < 0;
            unwantedAtMs = !probe && of.random.nextInt(5) == 0 ? of.random.nextLong(6_000) : Long.MAX_VALUE;
            refused = !probe && of.random.nextInt(8) == 0;
            outlives = !probe && of.random.nextInt(6) == 0;
        }

        boolean isForgotten() {
            boolean tooLate = submittedMs >= of.closesAtMs;
            return !runs && (!outlives || tooLate) && of.closesAtMs < Long.MAX_VALUE;
        }

        @Override
        public String what() {
            return "operation " + number;
        }

        @Override
        public boolean outlivesItsLane() {
            return outlives;
        }

        @Override
        public Step attempt() {
            boolean waiting = of.lane.waiting();
            assertThat(ended && number >= 0).as(what() + " has ended before").isFalse();
            assertThat(runs).as(what() + " runs already").isFalse();
            assertThat(++of.running).as("requests at once").isLessThanOrEqualTo(of.most);
            if (of.waitsForLong(waiting)) {
                assertThat(of.running).as("that try while all wait").isEqualTo(1);
            }
            runs = true;
            try {
                of.note(what() + " tries");
                return result();
            } finally {
                runs = false;
                of.running--;
            }
        }

        private Step result() {
            if (of.time.nowMs() >= unwantedAtMs) {
                ended = true;
                return Step.DROPPED;
            }
            of.time.sleep(of.random.nextLong(LONGEST_ATTEMPT_MS));
            if (of.isOut() && of.budgetMs >= 0 && firstFailureMs >= 0) {
                assertThat(of.time.nowMs() - firstFailureMs)
                        .as("tried for")
                        .isLessThanOrEqualTo(of.budgetMs + 2 * LONGEST_ATTEMPT_MS);
            }
            if (of.isOut()) {
                firstFailureMs = firstFailureMs < 0 ? of.time.nowMs() : firstFailureMs;
                throw of.outageIsRefusal
                        ? new DomoException.Unauthorized("401", 401)
                        : new DomoException.Retriable("away", null, true, 503, null);
            }
            if (refused) {
                throw new DomoException.Refused("no", 400, true, null, null);
            }
            firstFailureMs = -1;
            if (steps-- > 0) {
                return of.random.nextBoolean() ? Step.next() : Step.waiting(of.random.nextLong(300), "not yet");
            }
            ended = true;
            return Step.DONE;
        }

        @Override
        public void failed(RuntimeException cause) {
            of.note(what() + " has failed: " + cause.getMessage());
            assertThat(ended && number >= 0).as(what() + " has ended before").isFalse();
            ended = true;
            if (cause instanceof DomoException.Refused) {
                assertThat(refused).isTrue();
                return;
            }
            boolean minute = cause instanceof DomoException.Unauthorized;
            assertThat(minute || of.budgetMs >= 0).as("has an end").isTrue();
            // What is left is shared by operations of a kind, and begins with the first failure, in the outage.
            long leastMs = minute ? (of.budgetMs < 0 ? 60_000 : Math.min(60_000, of.budgetMs)) : of.budgetMs;
            assertThat(of.time.nowMs() - of.outageFromMs).as("waited for").isGreaterThanOrEqualTo(leastMs);
            assertThat(of.time.nowMs())
                    .as("given up while Domo is away")
                    .isLessThan(of.outageToMs + LONGEST_ATTEMPT_MS);
        }
    }

    /** Of another kind, with a budget of its kind's own. */
    private static final class Other extends Operation {
        Other(Case of, int number) {
            super(of, number, 1);
        }
    }
}
