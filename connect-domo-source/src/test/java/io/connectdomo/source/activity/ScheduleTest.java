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
        enoughReplies();
        Schedule schedule = new Schedule(SETTINGS, clock);
        pass(4 * MINUTE);
        ActivityState old = new ActivityState(new ActivityOffset(T - 30 * MINUTE, T - 20 * MINUTE, "", ""), 50_000);
        assertThat(schedule.next(old)).get().extracting(WindowPlan::kind).isEqualTo(WindowPlan.Kind.SWEEP);
    }

    /** Of two sweeps that found nothing the first settles nothing: what it did not see may only not have been shown. */
    @Test
    void whatASweepFindsEmptyIsSettledByTheNextOneThatDoes() {
        enoughReplies();
        Schedule schedule = new Schedule(SETTINGS, clock);
        pass(5 * MINUTE);
        assertThat(sweptWith(0, schedule)).isEqualTo(T - 20 * MINUTE);
        long began = time.server();
        pass(5 * MINUTE);
        assertThat(sweptWith(0, schedule)).isEqualTo(began - 15 * MINUTE);
        pass(5 * MINUTE);
        assertThat(sweptWith(1, schedule)).isEqualTo(state.frontier());
    }

    /** What is settled by a fast node is settled before it is there. */
    @Test
    void aSlowerClockThatIsHeardOfInTheMiddleOfASweepTakesBackWhatItSettles() {
        enoughReplies();
        Schedule schedule = new Schedule(SETTINGS, clock);
        pass(5 * MINUTE);
        assertThat(schedule.next(state)).get().extracting(WindowPlan::kind).isEqualTo(WindowPlan.Kind.SWEEP);
        clock.observe(Optional.of(Instant.ofEpochMilli(time.server() - 20 * MINUTE)));
        schedule.answered(WindowPlan.Kind.SWEEP, 1);
        schedule.read(WindowPlan.Kind.SWEEP, state.frontier());
        schedule.next(state);
        assertThat(state.settled()).isEqualTo(T - 20 * MINUTE);
    }

    @Test
    void aWindowThatWasPlannedByAFastClockIsNotSettledOnceASlowOneIsHeardOf() {
        enoughReplies();
        Schedule schedule = new Schedule(SETTINGS, clock);
        assertThat(schedule.holds(WindowPlan.Kind.SETTLE, T - 15 * MINUTE)).isTrue();
        clock.observe(Optional.of(Instant.ofEpochMilli(time.server() - 20 * MINUTE)));
        assertThat(schedule.holds(WindowPlan.Kind.SETTLE, T - 15 * MINUTE)).isFalse();
        assertThat(schedule.holds(WindowPlan.Kind.READ, T - 15 * MINUTE)).isTrue();
    }

    private long sweptWith(int entries, Schedule schedule) {
        assertThat(schedule.next(state)).get().extracting(WindowPlan::kind).isEqualTo(WindowPlan.Kind.SWEEP);
        schedule.answered(WindowPlan.Kind.SWEEP, entries);
        schedule.read(WindowPlan.Kind.SWEEP, state.frontier());
        schedule.next(state);
        return state.settled();
    }

    /** No node of Domo's can be unheard of. */
    private void enoughReplies() {
        for (int i = 0; i < 16; i++) {
            clock.observe(Optional.of(Instant.ofEpochMilli(time.server())));
        }
    }

    private void pass(long millis) {
        time.pass(millis);
        clock.observe(Optional.of(Instant.ofEpochMilli(time.server())));
    }
}
