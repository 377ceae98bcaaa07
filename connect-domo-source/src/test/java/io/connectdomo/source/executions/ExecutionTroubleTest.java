package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import io.connectdomo.source.feed.StartPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories whose rows can't be read, and a node whose clock is ahead. */
class ExecutionTroubleTest {
    private static final long T = Scenario.EPOCH;
    private static final long MINUTE = Scenario.MINUTE;
    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void aHistoryOfUnreadableRowsIsNoSignThatAStreamHasNeverRun() {
        List<Run> runs = succeeded(3_000, T);
        runs.add(new Run(3_001, T + 600 * MINUTE, false, NEVER, success(T + 600 * MINUTE)));
        SimulatedStream stream = new SimulatedStream(runs, Habits.PLAIN, new Random(1), T + 500 * MINUTE) {
            @Override
            public ExecutionReply aggregate(int limit) {
                ExecutionReply reply = super.aggregate(limit);
                return now() < T + 520 * MINUTE
                        ? ExecutionReply.rows(List.of(), reply.rows(), 0, 0, reply.serverTime())
                        : reply;
            }
        };
        ScenarioRun run = run(stream, new StartPosition.Now());
        assertThat(run.until(T + 700 * MINUTE).drained().topic())
                .extracting(e -> e.run().id())
                .containsExactly(3_001L);
    }

    @Test
    void aRunBelowManyUnreadableRowsIsRead() {
        List<Run> runs = succeeded(10, T);
        runs.add(new Run(11, T + 400 * MINUTE, false, NEVER, success(T + 400 * MINUTE)));
        SimulatedStream stream = new SimulatedStream(runs, Habits.PLAIN, new Random(1), T + 300 * MINUTE) {
            @Override
            public ExecutionReply aggregate(int limit) {
                ExecutionReply reply = super.aggregate(limit);
                return now() > T + 400 * MINUTE && limit <= 30
                        ? ExecutionReply.rows(List.of(), limit, 0, 0, reply.serverTime())
                        : reply;
            }
        };
        ScenarioRun run = run(stream, new StartPosition.Earliest());
        assertThat(run.until(T + 600 * MINUTE).drained().topic())
                .extracting(e -> e.run().id())
                .endsWith(11L)
                .hasSize(11);
    }

    @Test
    void aNodeThatIsAheadAtTheBeginningMakesNoRunFinal() {
        long end = T + 395 * MINUTE;
        List<Version> corrected =
                List.of(new Version(end, "SUCCESS", end), new Version(T + 402 * MINUTE, "ABORTED", end));
        List<Run> runs = List.of(new Run(1, T, false, NEVER, corrected));
        int[] replies = {0};
        SimulatedStream stream = new SimulatedStream(runs, Habits.PLAIN, new Random(1), T + 400 * MINUTE) {
            @Override
            public ExecutionReply aggregate(int limit) {
                ExecutionReply reply = super.aggregate(limit);
                Optional<Instant> ahead =
                        reply.serverTime().map(time -> time.plus(Duration.ofMinutes(replies[0] == 0 ? 20 : 0)));
                replies[0]++;
                return ExecutionReply.rows(reply.runs(), reply.rows(), reply.first(), reply.last(), ahead);
            }
        };
        ScenarioRun run = run(stream, new StartPosition.Earliest());
        assertThat(run.until(T + 500 * MINUTE).drained().topic())
                .extracting(e -> e.run().state())
                .containsExactly("SUCCESS", "ABORTED");
    }

    private static ScenarioRun run(SimulatedStream stream, StartPosition start) {
        ExecutionSettings settings =
                new ExecutionSettings(start, Emit.CHANGES, 1_000 * MINUTE, MINUTE, 60 * MINUTE, 500);
        return new ScenarioRun(settings, stream, new Random(1), 0, true);
    }

    private static List<Run> succeeded(int count, long from) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(new Run(i + 1, from + i * 1_000L, false, NEVER, success(from + i * 1_000L)));
        }
        return runs;
    }

    private static List<Version> success(long start) {
        return List.of(new Version(start, "SUCCESS", start + 500));
    }
}
