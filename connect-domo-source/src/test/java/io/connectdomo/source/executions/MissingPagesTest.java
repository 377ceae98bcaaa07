package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Page;
import io.connectdomo.source.executions.SimulatedStream.Presence;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import io.connectdomo.source.feed.StartPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read of a stream where Domo does not have a page, or where it is empty. */
class MissingPagesTest {
    private static final long T = Scenario.EPOCH;
    private static final long MINUTE = Scenario.MINUTE;
    private static final long NEVER = Long.MAX_VALUE;

    private StartPosition start = new StartPosition.Earliest();

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"NOT_FOUND", "NO_PAGE", "FORBIDDEN", "EMPTY"})
    void withoutAListOfAllTheThousandOfTheHistoryComeFromTheEarliestOn(Presence presence) {
        SimulatedStream stream = stream(succeeded(1, 1_200), Habits.PLAIN.with(Page.LIST, presence));
        List<Emission> topic = run(stream, 60).topic();
        assertThat(ids(topic))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(201, 1_200).boxed().toList());
        assertThat(stream.requests(Page.LIST)).isLessThan(40);
    }

    /** A reading ends, whatever pages show: it does not look again and again for what no list has. */
    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"NOT_FOUND", "EMPTY"})
    void aGapThatEndedEarlyLetsTheLatestThrough(Presence presence) {
        SimulatedStream stream = stream(succeeded(1, 10), Habits.limits(3, 500).with(Page.LIST, presence));
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        run.until(stream.now() + 10 * MINUTE);
        assertThat(stream.requests()).isLessThan(60);
        assertThat(run.reader().offset().orElseThrow().floor()).isEqualTo(10);
    }

    @Test
    void aNewStreamWhoseFirstIdIsTwoIsReadWithoutAListOfAll() {
        start = new StartPosition.Now();
        SimulatedStream stream = stream(List.of(), Habits.PLAIN.with(Page.LIST, Presence.NOT_FOUND));
        ScenarioRun run = run(stream, 30);
        assertThat(run.topic()).isEmpty();

        SimulatedStream begun = new SimulatedStream(
                succeeded(2, 1), Habits.PLAIN.with(Page.LIST, Presence.NOT_FOUND), new Random(1), T - MINUTE);
        ScenarioRun later = new ScenarioRun(settings(), begun, new Random(1), 0, true);
        assertThat(ids(later.until(T + 60 * MINUTE).drained().topic())).containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"NOT_FOUND", "NO_PAGE", "FORBIDDEN", "EMPTY"})
    void withoutAHistoryTheEndOfTheListIsReadAndNoMoreOfItThanNeeded(Presence presence) {
        Habits habits = Habits.PLAIN.with(Page.AGGREGATE, presence).with(Page.HISTORY, Presence.NOT_FOUND);
        for (Habits each : List.of(habits, habits.withDescendingList())) {
            List<Run> runs = new ArrayList<>(succeeded(1, 1_200));
            runs.add(later(1_201));
            SimulatedStream stream = stream(runs, each);
            ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
            run.until(T + 1_500 * MINUTE);
            assertThat(ids(run.drained().topic())).hasSize(1_200).doesNotHaveDuplicates();
            long read = stream.rows();
            run.until(T + 3_000 * MINUTE);
            assertThat(ids(run.drained().topic())).endsWith(1_201L, 1_201L).hasSize(1_202);
            assertThat(stream.rows() - read).isLessThan(100 * 40);
        }
    }

    @Test
    void withoutAnyPageButTheStreamsOwnTheLastRunComesInAllItsStates() {
        Habits habits = Habits.PLAIN
                .with(Page.AGGREGATE, Presence.NOT_FOUND)
                .with(Page.HISTORY, Presence.NO_PAGE)
                .with(Page.LIST, Presence.FORBIDDEN)
                .with(Page.DETAIL, Presence.NOT_FOUND);
        List<Run> runs = new ArrayList<>(succeeded(1, 5));
        runs.add(later(9));
        SimulatedStream stream = stream(runs, habits);
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        List<Emission> topic = run.until(T + 3_000 * MINUTE).drained().topic();
        assertThat(topic.stream().map(e -> e.run().id() + " " + e.run().state()))
                .containsExactly("5 SUCCESS", "9 ACTIVE", "9 SUCCESS");
        // Each look is one request; pages that are not there are asked for once an hour.
        assertThat(stream.requests(Page.STREAM)).isLessThan(400);
        assertThat(stream.requests(Page.AGGREGATE)).isBetween(3, 60);
        assertThat(stream.requests(Page.DETAIL)).isLessThan(60);
    }

    @Test
    void aPageThatComesBackIsReadAgain() {
        // Six runs between two looks, of which the history shows three.
        Habits habits = Habits.limits(3, 500);
        SimulatedStream stream = new SimulatedStream(
                succeeded(1, 2_000), habits.with(Page.LIST, Presence.NOT_FOUND), new Random(1), T + 100 * MINUTE);
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        run.until(T + 110 * MINUTE);
        stream.behave(habits);
        run.until(T + 400 * MINUTE).drained();
        assertThat(ids(run.topic()))
                .doesNotContain(700L)
                .containsAll(LongStream.rangeClosed(1_100, 2_000).boxed().toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = Presence.class,
            names = {"NOT_FOUND", "NO_PAGE", "FORBIDDEN"})
    void aPageThatWorkedBeforeIsWaitedForWhenItIsRefused(Presence presence) {
        SimulatedStream stream = stream(succeeded(1, 3), Habits.PLAIN);
        FallbackHistory history = new FallbackHistory(stream, 371, stream::now);
        ExecutionRequest latest = new ExecutionRequest.Latest(25);
        assertThat(history.ask(latest).rows()).isEqualTo(3);
        stream.behave(Habits.PLAIN.with(Page.AGGREGATE, presence));
        for (int attempt = 0; attempt < 20; attempt++) {
            assertThatThrownBy(() -> answered(history, latest)).isInstanceOf(DomoException.class);
        }
        stream.behave(Habits.PLAIN);
        assertThat(answered(history, latest).rows()).isEqualTo(3);
        assertThat(stream.requests(Page.HISTORY)).isZero();
    }

    @Test
    void aStreamIsGoneWhenItsOwnPageSaysSoSeveralTimes() {
        Habits nothing = Habits.PLAIN.with(Page.AGGREGATE, Presence.NOT_FOUND).with(Page.STREAM, Presence.NOT_FOUND);
        SimulatedStream stream = stream(succeeded(1, 3), nothing);
        FallbackHistory history = new FallbackHistory(stream, 371, stream::now);
        ExecutionRequest latest = new ExecutionRequest.Latest(25);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> answered(history, latest)).isInstanceOf(DomoException.Refused.class);
        }
        assertThat(answered(history, latest).outcome()).isEqualTo(ExecutionReply.Outcome.STREAM_GONE);
        stream.behave(Habits.PLAIN);
        assertThat(answered(history, latest).rows()).isEqualTo(3);
    }

    @Test
    void aRunThatFailedIsAskedForOnceWhereItsErrorsAreNotShown() {
        List<Run> runs = LongStream.rangeClosed(1, 300)
                .mapToObj(
                        id -> new Run(id, T + id, false, NEVER, List.of(new Version(T + id, "ERROR", T + id + 1_000))))
                .toList();
        SimulatedStream stream = stream(runs, Habits.PLAIN.with(Page.DETAIL, Presence.NOT_FOUND));
        assertThat(run(stream, 600).topic()).hasSize(300);
        assertThat(stream.requests(Page.DETAIL)).isLessThan(20);
    }

    private static ExecutionReply answered(FallbackHistory history, ExecutionRequest request) {
        ExecutionReply reply = history.ask(request);
        for (int i = 0; reply.outcome() == ExecutionReply.Outcome.AGAIN; i++) {
            assertThat(i).isLessThan(20);
            reply = history.ask(request);
        }
        return reply;
    }

    private static Run later(long id) {
        long at = T + 2_000 * MINUTE;
        return new Run(
                id,
                at,
                false,
                NEVER,
                List.of(new Version(at, "ACTIVE", -1), new Version(at + 90 * MINUTE, "SUCCESS", at + 90 * MINUTE)));
    }

    private ScenarioRun run(SimulatedStream stream, int minutes) {
        ScenarioRun run = new ScenarioRun(settings(), stream, new Random(1), 0, true);
        return run.until(stream.now() + minutes * MINUTE).drained();
    }

    private static List<Long> ids(List<Emission> topic) {
        return topic.stream().map(e -> e.run().id()).toList();
    }

    private static SimulatedStream stream(List<Run> runs, Habits habits) {
        return new SimulatedStream(runs, habits, new Random(1), T + 400 * MINUTE);
    }

    /** One every ten seconds, a second each. */
    private static List<Run> succeeded(long from, int count) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = T + i * 10_000L;
            runs.add(new Run(from + i, at, false, NEVER, List.of(new Version(at, "SUCCESS", at + 1_000))));
        }
        return runs;
    }

    private ExecutionSettings settings() {
        return new ExecutionSettings(start, Emit.CHANGES, 10_000 * MINUTE, MINUTE, 60 * MINUTE, 500);
    }
}
