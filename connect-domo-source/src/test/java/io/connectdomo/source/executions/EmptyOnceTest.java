package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Page;
import io.connectdomo.source.executions.SimulatedStream.Presence;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import io.connectdomo.source.feed.StartPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is not shown once is not gone: that counts when it comes again and again, some time apart. */
class EmptyOnceTest {
    private static final long T = Scenario.EPOCH;
    private static final long MINUTE = Scenario.MINUTE;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Habits EMPTY = Habits.PLAIN
            .with(Page.AGGREGATE, Presence.EMPTY)
            .with(Page.STREAM, Presence.EMPTY)
            .with(Page.LIST, Presence.EMPTY)
            .with(Page.DETAIL, Presence.NOT_FOUND);

    @Test
    void aFirstHistoryThatIsEmptyDoesNotFloodTheTopicAtNow() {
        List<Run> runs = new ArrayList<>();
        for (int id = 1; id <= 3_000; id++) {
            long at = T + id * 1_000L;
            runs.add(new Run(id, at, false, NEVER, List.of(new Version(at, "SUCCESS", at + 1_000))));
        }
        runs.add(ended(3_001, T + 600 * MINUTE, T + 601 * MINUTE));
        SimulatedStream stream = new SimulatedStream(runs, EMPTY, new Random(1), T + 500 * MINUTE);
        ScenarioRun run = run(stream, new StartPosition.Now());
        run.until(stream.now() + 90_000);
        stream.behave(Habits.PLAIN);
        assertThat(run.until(T + 700 * MINUTE).drained().topic())
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.run().id()).isEqualTo(3_001));
    }

    @Test
    void aListOfAllThatIsEmptyForAMinuteHidesNoRuns() {
        List<Run> runs = new ArrayList<>();
        for (int id = 1; id <= 3_000; id++) {
            runs.add(ended(id, T + id * 1_000L, T + id * 1_000L + 500));
        }
        Habits habits = Habits.PLAIN.with(Page.LIST, Presence.EMPTY);
        SimulatedStream stream = new SimulatedStream(runs, habits, new Random(1), T + 500 * MINUTE);
        ScenarioRun run = run(stream, new StartPosition.Earliest());
        run.until(stream.now() + MINUTE);
        stream.behave(Habits.PLAIN);
        assertThat(run.until(T + 600 * MINUTE).drained().topic()).hasSize(3_000);
    }

    @Test
    void pagesThatAreNotThereForAMomentAtTheBeginningHideNoRuns() {
        List<Run> runs = new ArrayList<>();
        for (int id = 1; id <= 1_200; id++) {
            runs.add(ended(id, T + id * 1_000L, T + id * 1_000L + 500));
        }
        Habits refused = Habits.PLAIN.with(Page.LIST, Presence.NOT_FOUND);
        for (Habits habits : List.of(
                refused,
                refused.with(Page.AGGREGATE, Presence.NOT_FOUND),
                refused.with(Page.AGGREGATE, Presence.NOT_FOUND).with(Page.HISTORY, Presence.NOT_FOUND))) {
            SimulatedStream stream = new SimulatedStream(runs, habits, new Random(1), T + 500 * MINUTE);
            ScenarioRun run = run(stream, new StartPosition.Earliest());
            run.until(stream.now() + 30_000);
            stream.behave(Habits.PLAIN);
            assertThat(run.until(T + 600 * MINUTE).drained().topic()).hasSize(1_200);
        }
    }

    @Test
    void anOpenRunThatIsNotShownForAMomentIsFollowedToItsEnd() {
        Run open = ended(1, T, T + 300 * MINUTE);
        for (int minutes : new int[] {1, 5}) {
            SimulatedStream stream = new SimulatedStream(List.of(open), Habits.PLAIN, new Random(1), T + MINUTE);
            ScenarioRun run = run(stream, new StartPosition.Earliest());
            run.until(T + 60 * MINUTE);
            stream.behave(EMPTY);
            run.until(stream.now() + minutes * MINUTE);
            stream.behave(Habits.PLAIN);
            assertThat(run.until(T + 400 * MINUTE).drained().topic().stream()
                            .map(e -> e.run().state()))
                    .containsExactly("ACTIVE", "SUCCESS");
        }
    }

    @Test
    void anOpenRunWhosePageIsNotThereForSomeMinutesIsFollowedToItsEnd() {
        List<Run> runs = new ArrayList<>(List.of(ended(1, T, T + 300 * MINUTE)));
        for (int id = 2; id < 20; id++) {
            runs.add(ended(id, T + id * MINUTE, T + id * MINUTE + 1_000));
        }
        Habits habits = Habits.limits(5, 500);
        SimulatedStream stream = new SimulatedStream(runs, habits, new Random(1), T + 60 * MINUTE);
        ScenarioRun run = run(stream, new StartPosition.Earliest());
        run.until(T + 120 * MINUTE);
        stream.behave(habits.with(Page.DETAIL, Presence.NOT_FOUND).with(Page.LIST, Presence.EMPTY));
        run.until(stream.now() + 9 * MINUTE);
        stream.behave(habits);
        assertThat(run.until(T + 400 * MINUTE).drained().topic().stream()
                        .filter(e -> e.run().id() == 1)
                        .map(e -> e.run().state()))
                .containsExactly("ACTIVE", "SUCCESS");
    }

    @Test
    void anOpenRunThatIsNeverShownAgainDoesNotHoldTheFloor() {
        Run deleted = new Run(1, T, false, T + 60 * MINUTE, List.of(new Version(T, "ACTIVE", -1)));
        Run other = ended(2, T + MINUTE, T + 2 * MINUTE);
        SimulatedStream stream =
                new SimulatedStream(List.of(deleted, other), Habits.PLAIN, new Random(1), T + 10 * MINUTE);
        ScenarioRun run = run(stream, new StartPosition.Earliest());
        run.until(T + 50 * MINUTE);
        assertThat(run.reader().offset().orElseThrow().floor()).isZero();
        run.until(T + 120 * MINUTE);
        assertThat(run.reader().offset().orElseThrow().floor()).isEqualTo(2);
    }

    @Test
    void anOpenRunThatNoPageCanShowIsGivenUpWhenItIsOld() {
        Run open = new Run(1, T, false, NEVER, List.of(new Version(T, "ACTIVE", -1)));
        List<Run> runs = new ArrayList<>(List.of(open));
        for (int id = 2; id < 20; id++) {
            runs.add(ended(id, T + id * MINUTE, T + id * MINUTE + 1_000));
        }
        Habits habits =
                Habits.limits(5, 500).with(Page.LIST, Presence.NOT_FOUND).with(Page.DETAIL, Presence.NOT_FOUND);
        SimulatedStream stream = new SimulatedStream(runs, habits, new Random(1), T + 90_000);
        ScenarioRun run = run(stream, new StartPosition.Earliest());
        run.until(T + 900 * MINUTE);
        assertThat(run.reader().offset().orElseThrow().floor()).isZero();
        run.until(T + 1_200 * MINUTE);
        assertThat(run.reader().offset().orElseThrow().floor()).isEqualTo(19);
    }

    private static ScenarioRun run(SimulatedStream stream, StartPosition start) {
        ExecutionSettings settings =
                new ExecutionSettings(start, Emit.CHANGES, 1_000 * MINUTE, MINUTE, 60 * MINUTE, 500);
        return new ScenarioRun(settings, stream, new Random(1), 0, true);
    }

    private static Run ended(long id, long start, long end) {
        return new Run(
                id, start, false, NEVER, List.of(new Version(start, "ACTIVE", -1), new Version(end, "SUCCESS", end)));
    }
}
