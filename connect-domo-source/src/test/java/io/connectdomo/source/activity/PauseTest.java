package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.activity.SimulatedLog.Event;
import io.connectdomo.source.activity.SimulatedLog.Habits;
import io.connectdomo.source.feed.StartPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Where Domo takes longer to answer than the interval between readings, it is still left in peace in between. */
class PauseTest {
    private static final long T = Scenario.EPOCH;
    private static final long POLL = 30_000;
    private static final long SWEEP = 60_000;

    @Test
    void aQuarterOfTheIntervalLiesBetweenTwoSlowReadings() {
        pausesWhere(100_000, 100_000);
    }

    /** Slow polls in between would be pause enough. */
    @Test
    void aQuarterOfTheIntervalLiesBetweenTwoSlowSweepsAmongQuickPolls() {
        pausesWhere(1_000, 100_000);
    }

    private static void pausesWhere(long pollTakes, long sweepTakes) {
        SimulatedTime time = new SimulatedTime(T, new Random(1), 0);
        SimulatedLog log = new SimulatedLog(
                List.of(new Event(T + 5_000, 1, 0, T, Long.MAX_VALUE)), new Habits(1000, true, true, false), time);
        ActivityReader reader = new ActivityReader(
                new ActivitySettings(
                        new StartPosition.At(Instant.ofEpochMilli(T)), POLL, 0, 900_000, SWEEP, 1000, 50_000, 500),
                time.workerClock(),
                Optional.empty());
        List<Long> pollPauses = new ArrayList<>();
        List<Long> sweepPauses = new ArrayList<>();
        long polled = T - POLL;
        long swept = T - SWEEP;
        for (int steps = 0; time.server() < T + 3_600_000; steps++) {
            assertThat(steps).as("steps within an hour").isLessThan(10_000);
            reader.next();
            Optional<PageRequest> request = reader.request();
            if (request.isEmpty()) {
                time.pass(reader.dueInMs());
                continue;
            }
            long asked = time.server();
            boolean poll = reader.offset().isEmpty()
                    || request.get().end() > reader.offset().get().frontier();
            (poll ? pollPauses : sweepPauses).add(asked - (poll ? polled : swept));
            time.pass(poll ? pollTakes : sweepTakes);
            reader.accept(log.page(request.get()));
            polled = poll ? time.server() : polled;
            swept = poll ? swept : time.server();
        }
        // The first two only tell Domo's time and begin.
        assertThat(pollPauses.subList(2, pollPauses.size()))
                .hasSizeGreaterThan(5)
                .allMatch(pause -> pause >= POLL / 4);
        assertThat(sweepPauses).hasSizeGreaterThan(5).allMatch(pause -> pause >= SWEEP / 4);
    }
}
