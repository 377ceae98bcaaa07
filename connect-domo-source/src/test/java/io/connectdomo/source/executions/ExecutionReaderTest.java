package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Page;
import io.connectdomo.source.executions.SimulatedStream.Presence;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import io.connectdomo.source.feed.StartPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExecutionReaderTest {
    private static final long T = Scenario.EPOCH;
    private static final long MINUTE = Scenario.MINUTE;
    private static final long NEVER = Long.MAX_VALUE;
    private static final Habits PLAIN = Habits.PLAIN;
    private static final Habits NO_DETAIL = PLAIN.with(Page.DETAIL, Presence.NOT_FOUND);

    private StartPosition start = new StartPosition.Earliest();
    private Emit emit = Emit.CHANGES;

    @Test
    void everyChangeOfStateOrEndIsARecord() {
        Run run = new Run(
                1,
                T,
                false,
                NEVER,
                List.of(
                        new Version(T, "ACTIVE", -1),
                        new Version(T + 5 * MINUTE, "SUCCESS", -1),
                        new Version(T + 7 * MINUTE, "SUCCESS", T + 5 * MINUTE),
                        new Version(T + 12 * MINUTE, "ERROR", T + 5 * MINUTE)));
        assertThat(states(List.of(run), T)).containsExactly("ACTIVE", "SUCCESS", "SUCCESS", "ERROR");
        emit = Emit.TERMINAL;
        assertThat(states(List.of(run), T)).containsExactly("SUCCESS", "SUCCESS", "ERROR");
    }

    @Test
    void rowsThatAreToldOnlyAfterTheEndMakeOneMoreRecordAndOneThatShowsNoneIsNoNews() {
        Run run = new Run(
                1,
                T,
                false,
                NEVER,
                List.of(
                        new Version(T, "SUCCESS", T + MINUTE),
                        new Version(T + 5 * MINUTE, "SUCCESS", T + MINUTE, true),
                        new Version(T + 7 * MINUTE, "SUCCESS", T + MINUTE)));
        assertThat(run(List.of(run), PLAIN, T + MINUTE).stream()
                        .map(e -> e.run().body().path("rowsInserted").asInt()))
                .containsExactly(0, 5);
    }

    @Test
    void aStateNobodyKnowsIsFinalWhenItHasAnEnd() {
        List<Run> runs = new ArrayList<>();
        for (String state : List.of("CANCELED", "ABORTED", "")) {
            runs.add(new Run(runs.size() + 1, T, false, NEVER, List.of(new Version(T + MINUTE, state, T + MINUTE))));
        }
        SimulatedStream stream = stream(runs, PLAIN, T + 2 * MINUTE);
        emit = Emit.TERMINAL;
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        run.until(T + 20 * MINUTE);
        assertThat(run.topic()).hasSize(3);
        assertThat(run.reader().offset()).contains(ExecutionOffset.at(3));
    }

    @Test
    void aRunThatShowsAfterALaterOneHasEndedIsNotPassedOver() {
        Run late = new Run(1, T, false, NEVER, List.of(new Version(T + 9 * MINUTE, "SUCCESS", T + MINUTE)));
        Run early = new Run(2, T + 1_000, false, NEVER, List.of(new Version(T + 1_000, "SUCCESS", T + 2_000)));
        assertThat(ids(run(List.of(late, early), PLAIN, T + 1_000))).containsExactly(2L, 1L);
    }

    @Test
    void aBackfillReachesBelowDomosHistoryAndItsOffsetStaysSmall() {
        List<Run> runs = succeeded(5_000, 3);
        SimulatedStream stream = stream(runs, PLAIN, T + 6_000 * MINUTE);
        List<Emission> topic = run(stream);
        assertThat(ids(topic)).hasSize(5_000).isSorted().doesNotHaveDuplicates();
        assertThat(topic)
                .allSatisfy(e -> assertThat(
                                e.offset().open().length() + e.offset().plus().length())
                        .isLessThan(100));
        // 4 000 in parts of 500, the search among them, the latest thrice, and the rests: five hours, then five more.
        assertThat(stream.requests()).isLessThanOrEqualTo(9 + 13 + 3 + 10 + 5);
    }

    @Test
    void executionsDeletedWhileAGapIsReadHideNoOthers() {
        List<Run> runs = new ArrayList<>();
        for (Run run : succeeded(2_000, 1)) {
            // One after the other, while the parts are read: each shifts all that follow.
            long deletedAt = run.id() % 3 == 0 ? T + 6_000 * MINUTE + 2_000 + 4 * run.id() : NEVER;
            runs.add(new Run(run.id(), run.startedAt(), false, deletedAt, run.versions()));
        }
        List<Emission> topic = run(runs, Habits.limits(10, 50), T + 6_000 * MINUTE);
        assertThat(ids(topic))
                .containsAll(runs.stream()
                        .filter(run -> run.deletedAt() == NEVER)
                        .map(Run::id)
                        .toList())
                .doesNotHaveDuplicates();
    }

    @Test
    void aRunBelowDomosHistoryIsFollowedToItsEndWithOrWithoutAPageOfItsOwn() {
        List<Run> runs = new ArrayList<>(succeeded(50, 1));
        runs.set(
                0,
                new Run(
                        1,
                        T,
                        false,
                        NEVER,
                        List.of(
                                new Version(T, "ACTIVE", -1),
                                new Version(T + 200 * MINUTE, "ERROR", T + 200 * MINUTE))));
        for (boolean detailPages : new boolean[] {true, false}) {
            Habits habits = Habits.limits(5, 10);
            List<Emission> topic =
                    run(runs, detailPages ? habits : habits.with(Page.DETAIL, Presence.NOT_FOUND), T + 100 * MINUTE);
            assertThat(topic.stream()
                            .filter(e -> e.run().id() == 1)
                            .map(e -> e.run().state()))
                    .containsExactly("ACTIVE", "ERROR");
        }
    }

    @Test
    void aFailingRunComesWithItsErrorsWhereDomoTellsThem() {
        Run failed = new Run(1, T, false, NEVER, List.of(new Version(T, "ERROR", T + 1_000)));
        Execution explained = run(List.of(failed), PLAIN, T + MINUTE).get(0).run();
        assertThat(explained.body().has("errors")).isTrue();
        assertThat(explained.body().path("runType").asText()).isEqualTo("MANUAL");
        // The last run of all is part of the stream's own page.
        assertThat(run(List.of(failed), NO_DETAIL, T + MINUTE).get(0).run().explained())
                .isTrue();
        Run next = new Run(2, T + 2_000, false, NEVER, List.of(new Version(T + 2_000, "SUCCESS", T + 3_000)));
        List<Emission> both = run(List.of(failed, next), NO_DETAIL, T + MINUTE);
        assertThat(ids(both)).containsExactly(1L, 2L);
        assertThat(both.get(0).run().explained()).isFalse();
    }

    @Test
    void aStartIsFoundAlsoBelowDomosHistory() {
        start = new StartPosition.At(Instant.ofEpochMilli(T + 500 * MINUTE));
        assertThat(ids(run(succeeded(3_000, 2), PLAIN, T + 6_000 * MINUTE)))
                .hasSize(2_001)
                .startsWith(1_000L)
                .doesNotHaveDuplicates();
    }

    @Test
    void nowLeavesOutWhatIsOverAndNotWhatStillRuns() {
        start = new StartPosition.Now();
        Run over = new Run(1, T, false, NEVER, List.of(new Version(T, "SUCCESS", T + 1_000)));
        Run runs = new Run(
                2,
                T + 2_000,
                false,
                NEVER,
                List.of(new Version(T + 2_000, "ACTIVE", -1), new Version(T + 9 * MINUTE, "SUCCESS", T + 9 * MINUTE)));
        assertThat(ids(run(List.of(over, runs), PLAIN, T + MINUTE))).containsExactly(2L, 2L);
    }

    @Test
    void aRunThatNeverEndsIsGivenUpAndTheFloorPassesIt() {
        List<Run> runs = new ArrayList<>(succeeded(20, 1));
        runs.set(0, new Run(1, T, false, NEVER, List.of(new Version(T, "ACTIVE", -1))));
        SimulatedStream stream = stream(runs, PLAIN, T + 30 * MINUTE);
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        run.until(T + 180 * MINUTE);
        assertThat(run.reader().offset().orElseThrow().floor()).isZero();
        run.until(T + 500 * MINUTE).drained();
        assertThat(run.reader().offset()).contains(ExecutionOffset.at(20));
    }

    @Test
    void aStreamThatRestsIsReadEverMoreSeldom() {
        SimulatedStream stream = stream(succeeded(5, 1), PLAIN, T + 100 * MINUTE);
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        run.until(T + 24 * 60 * MINUTE);
        // 2, 4, 8, 16, 32 minutes, and then every hour.
        assertThat(stream.requests()).isBetween(24, 36);
    }

    @Test
    void aRestartAtEveryRecordGoesOnRightBehindIt() {
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            long at = T + i * MINUTE;
            runs.add(new Run(
                    i,
                    at,
                    false,
                    NEVER,
                    List.of(new Version(at, "ACTIVE", -1), new Version(at + 90_000, "ERROR", at + 90_000))));
        }
        List<Emission> whole = run(runs, Habits.limits(10, 7), T + 20 * MINUTE);
        for (int record = 0; record < whole.size(); record++) {
            SimulatedStream stream = stream(runs, Habits.limits(10, 7), T + 500 * MINUTE);
            ScenarioRun rest = new ScenarioRun(settings(), stream, new Random(1), 0, true);
            rest.restartAt(whole.get(record).offset());
            List<String> all = new ArrayList<>(looks(whole.subList(0, record + 1)));
            all.addAll(looks(rest.drained().topic()));
            assertThat(all).as("record %d", record).doesNotHaveDuplicates();
            for (Run run : runs) {
                assertThat(all).as("record %d", record).contains(run.id() + "/ERROR");
            }
        }
    }

    private static List<String> looks(List<Emission> topic) {
        return topic.stream().map(e -> e.run().id() + "/" + e.run().state()).toList();
    }

    private List<String> states(List<Run> runs, long from) {
        return run(runs, PLAIN, from).stream().map(e -> e.run().state()).toList();
    }

    private static List<Long> ids(List<Emission> topic) {
        return topic.stream().map(e -> e.run().id()).toList();
    }

    private List<Emission> run(List<Run> runs, Habits habits, long from) {
        return run(stream(runs, habits, from));
    }

    private List<Emission> run(SimulatedStream stream) {
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        return run.until(stream.now() + 300 * MINUTE).drained().topic();
    }

    private static SimulatedStream stream(List<Run> runs, Habits habits, long from) {
        return new SimulatedStream(runs, habits, new Random(1), from);
    }

    /** A minute each; {@code perMinute} begin in a minute. */
    private static List<Run> succeeded(int count, int perMinute) {
        List<Run> runs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            long at = T + i * MINUTE / perMinute;
            runs.add(new Run(i, at, false, NEVER, List.of(new Version(at, "SUCCESS", at + MINUTE))));
        }
        return runs;
    }

    private ExecutionSettings settings() {
        return new ExecutionSettings(start, emit, 240 * MINUTE, MINUTE, 60 * MINUTE, 500);
    }
}
