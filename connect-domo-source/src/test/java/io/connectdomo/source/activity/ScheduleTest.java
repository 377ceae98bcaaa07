package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long T = Scenario.EPOCH;
    private static final long MINUTE = 60_000;
    private static final ActivitySettings SETTINGS = new ActivitySettings(
            new StartPosition.At(Instant.ofEpochMilli(T)), 30_000, 30_000, 15 * MINUTE, 5 * MINUTE, 1000, 50_000, 500);

    private final SimulatedTime time = new SimulatedTime(T, new Random(1), 0);
    private final ServerClock clock = time.workerClock();
    private final ActivityState state =
            new ActivityState(new ActivityOffset(T - 20 * MINUTE, T - MINUTE, "", ""), 50_000);

    /** What showed late below the part that the sweep read before the outage, only the next sweep finds. */
    @Test
    void nothingIsSettledAtOnceBehindASweepThatAnOutageInterrupted() {
        clock.observe(Optional.of(Instant.ofEpochMilli(time.server())));
        Schedule schedule = new Schedule(SETTINGS, clock);
        pass(5 * MINUTE);
        assertThat(schedule.next(state)).get().extracting(WindowPlan::kind).isEqualTo(WindowPlan.Kind.SWEEP);
        schedule.read(WindowPlan.Kind.SWEEP, T - 10 * MINUTE);
        pass(120 * MINUTE);
        schedule.read(WindowPlan.Kind.SWEEP, state.frontier());
        assertThat(schedule.next(state)).get().extracting(WindowPlan::kind).isEqualTo(WindowPlan.Kind.READ);
        assertThat(state.closed()).isFalse();
    }

    @Test
    void afterAnOutageASweepComesBeforeWhatIsNew() {
        clock.observe(Optional.of(Instant.ofEpochMilli(time.server())));
        Schedule schedule = new Schedule(SETTINGS, clock);
        pass(4 * MINUTE);
        ActivityState old = new ActivityState(new ActivityOffset(T - 30 * MINUTE, T - 20 * MINUTE, "", ""), 50_000);
        assertThat(schedule.next(old)).get().extracting(WindowPlan::kind).isEqualTo(WindowPlan.Kind.SWEEP);
    }

    private void pass(long millis) {
        time.pass(millis);
        clock.observe(Optional.of(Instant.ofEpochMilli(time.server())));
    }
}
