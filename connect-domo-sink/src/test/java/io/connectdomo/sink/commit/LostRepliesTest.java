package io.connectdomo.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.common.metrics.TaskBeans;
import io.connectdomo.common.metrics.WorkerMetrics;
import io.connectdomo.sink.metrics.SinkMetrics;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.SimulatedTime;
import io.connectdomo.sink.simulation.Simulation;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.task.Leases;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Lanes;
import io.connectdomo.sink.upload.SimpleCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javax.management.MBeanServerFactory;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a commit, over {@link Place places} that know the truth, in simulated time: thousands of ways for replies to get
 * lost. {@code -Dseed=} repeats one, {@code -Dcases=} says how many.
 */
class LostRepliesTest {
    private static final int CASES = Integer.getInteger("cases", 1500);
    private static final long LEASE_MS = 10_000;
    private static final long SHORT_STEPS_MS = 5_000;
    private static final long LONG_STEP_MS = 1_500;

    /** Nobody looks at them. */
    private static final SinkMetrics METRICS = new SinkMetrics(
            new TaskBeans(
                    MBeanServerFactory.newMBeanServer(), WorkerMetrics.of(SinkTaskContext.class, null), "cases", 0),
            () -> 0,
            () -> 0);

    @Test
    void nothingIsLostOrDoubledAndAllIsSettled() {
        Long only = Long.getLong("seed");
        for (long seed = 1; seed <= CASES; seed++) {
            new Case(only == null ? seed : only).run();
            if (only != null) {
                return;
            }
        }
    }

    /** One commit from its first attempt to its outcome. */
    private static final class Case {
        private final long seed;
        private final SplittableRandom random;
        private final Simulation simulation;
        private final SimulatedTime time;
        private final Place place;
        private final Lease lease;
        private final Lane lane;
        private final Commit<String> commit;
        private final List<Outcome<String>> outcomes = new ArrayList<>();
        private final List<Throwable> bugs = new ArrayList<>();
        private final CommitTimes times;
        private final boolean forever;
        private final long laneClosesAtMs;
        private final long disownAtMs;
        private final long cancelAtMs;
        private final long silentFromMs;
        private final long endsAtMs;
        private final long looksAheadAtMs;
        private boolean cancelled;
        private long polledMs;
        private long disownedMs = Long.MAX_VALUE;
        private long endedMs = Long.MAX_VALUE;
        private String broken;

        Case(long seed) {
            this.seed = seed;
            random = new SplittableRandom(seed);
            simulation = new Simulation(seed);
            time = simulation.time();
            forever = random.nextInt(4) == 0;
            long attemptMs = 300 + random.nextLong(2000);
            long graceMs = 40 + random.nextLong(1500);
            long budgetMs = 3 * (attemptMs + graceMs) + random.nextLong(150_000);
            times = new CommitTimes(attemptMs, graceMs, forever ? -1 : budgetMs);
            place = new Place(time, random.split(), times);
            laneClosesAtMs = random.nextInt(10) == 0 ? random.nextLong(2000) : Long.MAX_VALUE;
            disownAtMs = random.nextInt(6) == 0 ? random.nextLong(3000) : Long.MAX_VALUE;
            cancelAtMs = random.nextInt(6) == 0 ? random.nextLong(random.nextBoolean() ? 2000 : 60) : Long.MAX_VALUE;
            silentFromMs = random.nextInt(8) == 0 ? random.nextLong(2000) : Long.MAX_VALUE;
            endsAtMs = random.nextInt(12) == 0 ? random.nextLong(3000) : Long.MAX_VALUE;
            looksAheadAtMs = random.nextInt(6) == 0 ? random.nextLong(1500) : Long.MAX_VALUE;
            SimulatedProcess process = simulation.process();
            lease = new Lease(process.ticker());
            RetryPolicy retries = new RetryPolicy(
                    forever ? Optional.empty() : Optional.of(Duration.ofMillis(budgetMs)),
                    Duration.ofMillis(20),
                    Duration.ofSeconds(2));
            Lanes lanes = new Lanes(process.uploaders("case", 3), 3, () -> process.budget(retries), bugs::add);
            lane = lanes.lane("Place", METRICS.destination("place", "0"));
            lane.probeWith(new SimpleCall("probe", () -> {}, bugs::add));
            commit = new Commit<>(place, times, lease, process.ticker(), lane, this::ended);
        }

        private void ended(Outcome<String> outcome) {
            place.history.add(time.nowMs() + ": " + outcome);
            if (outcome instanceof Outcome.Committed && place.written() == 0) {
                broken = "told to be written, and is not";
            }
            outcomes.add(outcome);
        }

        void run() {
            try {
                lane.submit(commit);
                letItLive();
                check();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "-Dseed=" + seed + ": " + place.drawn() + (forever ? ", for ever" : "")
                                + at(", disowned at ", disownAtMs) + at(", cancelled at ", cancelAtMs)
                                + at(", silent from ", silentFromMs) + at(", ends at ", endsAtMs)
                                + at(", looks ahead at ", looksAheadAtMs) + at(", lane closes at ", laneClosesAtMs)
                                + "\n  "
                                + String.join("\n  ", place.history.subList(0, Math.min(40, place.history.size())))
                                + "\n" + failed.getMessage(),
                        failed);
            } finally {
                simulation.close();
            }
        }

        private static String at(String what, long atMs) {
            return atMs == Long.MAX_VALUE ? "" : what + atMs;
        }

        /** What the task's thread does meanwhile. */
        private void letItLive() {
            boolean lookedAhead = false;
            // What never ends is looked for, for five minutes, where it can't be repeated.
            long horizonMs = forever ? (place.neverSeen ? 30_000 : 700_000) : 2 * times.budgetMs() + 100_000;
            while (time.nowMs() < horizonMs) {
                long now = time.nowMs();
                boolean silent = now >= silentFromMs && now < silentFromMs + LEASE_MS + 5000;
                if (now >= endsAtMs) {
                    Leases.end(lease);
                    endedMs = Math.min(endedMs, now);
                } else if (!silent) {
                    Leases.polled(lease);
                    polledMs = now;
                }
                int sends = place.sends();
                if (now >= disownAtMs && disownedMs == Long.MAX_VALUE) {
                    disownedMs = now;
                    commit.disown();
                }
                if (now >= cancelAtMs && !cancelled && cancelAtMs != Long.MAX_VALUE && outcomes.isEmpty()) {
                    boolean must = place.hasNotLeft();
                    cancelled = commit.cancel();
                    if (must && !cancelled) {
                        broken = "not taken back, although nothing has left";
                    }
                }
                if (now >= laneClosesAtMs) {
                    lane.close();
                }
                if (now >= looksAheadAtMs && !lookedAhead) {
                    lookedAhead = true;
                    time.start(0, commit::lookAhead);
                }
                if (!outcomes.isEmpty() && place.allHasLanded()) {
                    return;
                }
                time.sleep(now < SHORT_STEPS_MS ? 7 : LONG_STEP_MS);
                if (place.sends() > sends) {
                    requireMaySend(sends);
                }
            }
        }

        private void requireMaySend(int from) {
            for (long sentMs : place.sentAtMs.subList(from, place.sentAtMs.size())) {
                if (cancelled) {
                    broken = "sent although it was taken back";
                } else if (sentMs > disownedMs) {
                    broken = "sent although it is somebody else's";
                } else if (sentMs - polledMs >= LEASE_MS) {
                    broken = "sent although the task was silent";
                } else if (sentMs > endedMs) {
                    broken = "sent although the task has ended";
                }
            }
        }

        private void check() {
            assertThat(bugs).isEmpty();
            assertThat(broken).isNull();
            requireLooksBetween();
            boolean mayStay = cancelled
                    || endsAtMs < Long.MAX_VALUE
                    || (forever && (place.neverSeen || place.showsOpen))
                    || (laneClosesAtMs < Long.MAX_VALUE && (place.sends() == 0 || place.hasNotLeft()));
            if (outcomes.isEmpty() && mayStay) {
                assertThat(cancelled ? place.written() : 0).as("taken back").isZero();
                return;
            }
            assertThat(outcomes).as("how it ended").hasSize(1);
            if (!place.repeatable) {
                assertThat(place.written()).as("times written").isLessThanOrEqualTo(1);
            }
            outcomes.get(0).to(new Truth());
        }

        /** Nothing is repeated before it was looked for, long enough, unless it did not leave, or with no right to. */
        private void requireLooksBetween() {
            for (int i = 1; i < place.sentAtMs.size(); i++) {
                Place.Fate fate = place.fate(i - 1);
                if (fate == Place.Fate.NOT_SENT || fate == Place.Fate.REFUSED_401) {
                    continue;
                }
                long before = place.sentAtMs.get(i - 1);
                long after = place.sentAtMs.get(i);
                List<Long> looks = place.lookedAtMs.stream()
                        .filter(at -> at > before && at <= after)
                        .toList();
                assertThat(looks)
                        .as("looks between attempt " + i + " and the next")
                        .isNotEmpty();
                assertThat(after - looks.get(0)).as("looked for").isGreaterThanOrEqualTo(times.graceMs());
            }
        }

        /** Whether an outcome is what is true. */
        private final class Truth implements Outcome.Handler<String> {
            private void isNotWritten() {
                assertThat(place.written())
                        .as("times written, and told not to be")
                        .isZero();
            }

            /** Nothing but what was drawn keeps it from being written. */
            private boolean hindered() {
                return place.gone
                        || place.refusedForGood
                        || place.anothersAtMs < Long.MAX_VALUE
                        || place.layoutChangesAtMs < Long.MAX_VALUE
                        || disownAtMs < Long.MAX_VALUE;
            }

            @Override
            public void handle(Outcome.Committed<String> outcome) {
                assertThat(place.written()).isPositive();
            }

            @Override
            public void handle(Outcome.Incomplete<String> outcome) {
                throw new AssertionError("nothing refuses what belongs to it");
            }

            @Override
            public void handle(Outcome.NotWritten<String> outcome) {
                isNotWritten();
                assertThat(hindered() || place.meetsAPage()).isTrue();
            }

            @Override
            public void handle(Outcome.TakenOver<String> outcome) {
                assertThat(disownAtMs).isLessThan(Long.MAX_VALUE);
                if (!place.takesLong()) { // else a double is possible, and warned of
                    isNotWritten();
                }
            }

            @Override
            public void handle(Outcome.Hindered<String> outcome) {
                if (outcome.obstacle() == Obstacle.LAYOUT_CHANGED) {
                    isNotWritten();
                }
                if (outcome.obstacle() == Obstacle.OVERTAKEN) {
                    assertThat(place.anothersAtMs).as("somebody else").isLessThan(Long.MAX_VALUE);
                }
            }

            @Override
            public void handle(Outcome.Rejected<String> outcome) {
                isNotWritten();
                assertThat(hindered()).isTrue();
            }

            @Override
            public void handle(Outcome.NotSent<String> outcome) {
                isNotWritten();
            }

            @Override
            public void handle(Outcome.Unresolved<String> outcome) {
                assertThat(forever && !place.neverSeen).as("has no end").isFalse();
                assertThat(hindered()
                                || place.showsOpen
                                || place.neverSeen
                                || place.takesLong()
                                || silentFromMs < Long.MAX_VALUE)
                        .as("what can be found out")
                        .isTrue();
            }
        }
    }
}
