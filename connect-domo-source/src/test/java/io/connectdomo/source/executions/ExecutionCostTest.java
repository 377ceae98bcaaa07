package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.source.executions.SimulatedStream.Habits;
import io.connectdomo.source.executions.SimulatedStream.Page;
import io.connectdomo.source.executions.SimulatedStream.Run;
import io.connectdomo.source.executions.SimulatedStream.Version;
import io.connectdomo.source.feed.StartPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What reading costs Domo, and what it costs Kafka. */
@Tag("exploration")
class ExecutionCostTest {
    private static final long T = Scenario.EPOCH;
    private static final long MINUTE = Scenario.MINUTE;
    private static final long NEVER = Long.MAX_VALUE;
    private static final int DAY = 24 * 60;

    @Test
    void aDayOfAStreamThatRunsEveryQuarterOfAnHourTakesFewRows() {
        SimulatedStream stream = new SimulatedStream(quarters(3_000), Habits.PLAIN, new Random(1), T + 20_000 * MINUTE);
        ScenarioRun run = run(stream);
        run.until(stream.now() + 60 * MINUTE);
        long rows = stream.rows();
        int requests = stream.requests();
        run.until(stream.now() + DAY * MINUTE);
        assertThat(stream.requests() - requests).isLessThan(DAY + 10);
        // Of about 270 bytes; a thousand each time were 1.4 million.
        assertThat(stream.rows() - rows).isLessThan(DAY * 26L);
    }

    @Test
    void theFirstReplyIsReadAndNotAskedForAgain() {
        SimulatedStream stream = new SimulatedStream(quarters(5), Habits.PLAIN, new Random(1), T + DAY * MINUTE);
        run(stream).until(stream.now() + MINUTE / 2);
        assertThat(stream.requests()).isEqualTo(1);
    }

    @Test
    void moreAreAskedForWhereFewDoNotReachDown() {
        List<Run> runs = new ArrayList<>(quarters(10));
        for (int i = 0; i < 700; i++) {
            long at = T + 1_000 * MINUTE + i;
            runs.add(new Run(100 + i, at, false, NEVER, List.of(new Version(at, "SUCCESS", at + 1_000))));
        }
        SimulatedStream stream = new SimulatedStream(runs, Habits.PLAIN, new Random(1), T + 500 * MINUTE);
        List<Emission> topic = run(stream).until(T + 1_100 * MINUTE).drained().topic();
        assertThat(topic).hasSize(710);
        assertThat(stream.requests(Page.LIST)).isZero();
    }

    @Test
    void aRunThatHasBeenOpenForDaysIsAskedForEverMoreSeldom() {
        List<Run> runs = new ArrayList<>(quarters(1_500));
        runs.set(0, new Run(1, T, false, NEVER, List.of(new Version(T, "ACTIVE", -1))));
        SimulatedStream stream = new SimulatedStream(runs, Habits.limits(20, 500), new Random(1), T + 8 * DAY * MINUTE);
        ScenarioRun run = run(stream);
        run.until(stream.now() + 60 * MINUTE);
        int before = stream.requests(Page.DETAIL);
        run.until(stream.now() + DAY * MINUTE);
        assertThat(stream.requests(Page.DETAIL) - before).isBetween(20, 30);
    }

    @Test
    void theOffsetOfSixtyThousandUnfinishedRunsIsOneThatKafkaTakes() {
        ExecutionState state = new ExecutionState("stream 371", ExecutionOffset.at(0), T);
        List<Execution> runs = new ArrayList<>();
        long first = Long.MAX_VALUE / 2;
        for (int i = 0; i < 60_000; i++) {
            runs.add(new Execution(first + i, "SUCCESS", T, T + 1_000, Json.object()));
        }
        Delivery delivery = new Delivery(state, Emit.CHANGES, new Finality(NEVER / 4), runs, T + MINUTE);
        int emitted = 0;
        int longest = 0;
        while (!delivery.done()) {
            List<Emission> batch = delivery.next(500);
            emitted += batch.size();
            ExecutionOffset last = batch.get(batch.size() - 1).offset();
            longest = Math.max(longest, last.open().length() + last.plus().length());
            // One base for all, or a batch alone would take gigabytes.
            assertThat(batch).allSatisfy(e -> assertThat(e.offset().open()).isSameAs(last.open()));
        }
        assertThat(emitted).isEqualTo(60_000);
        assertThat(longest).isBetween(500_000, 700_000);
        assertThat(state.passedOver()).isBetween(30_000L, 45_000L);
        ExecutionOffset offset = state.offset();
        assertThat(offset.floor()).isEqualTo(first + state.passedOver() - 1);
        // What is above it is not read again.
        ExecutionState resumed = new ExecutionState("stream 371", offset, T);
        assertThat(runs.stream().filter(resumed::news)).isEmpty();
    }

    @Test
    void anOffsetThatIsTooLargeIsReadAndShortened() {
        StringBuilder open = new StringBuilder();
        for (int i = 1; i <= 60_000; i++) {
            open.append(open.isEmpty() ? "" : ";")
                    .append(1_000_000_000_000L + i)
                    .append(":ffffffff");
        }
        ExecutionState state = new ExecutionState("stream 371", new ExecutionOffset(0, open.toString(), ""), T);
        assertThat(state.packed().length()).isLessThan(ExecutionState.MOST_TEXT);
    }

    @Test
    void aReplyThatIsTooLargeIsAskedForInSmallerPiecesAndThatIsRemembered() {
        List<Integer> asked = new ArrayList<>();
        StreamPages pages = new SimulatedStream(quarters(10), Habits.PLAIN, new Random(1), T + DAY * MINUTE) {
            @Override
            public ExecutionReply aggregate(int limit) {
                asked.add(limit);
                if (limit > 100) {
                    throw DomoException.UnknownOutcome.tooLarge("more than can be read");
                }
                return super.aggregate(limit);
            }
        };
        FallbackHistory history = new FallbackHistory(pages, 371, () -> 0);
        ExecutionReply reply = history.ask(new ExecutionRequest.Latest(1000));
        while (reply.outcome() == ExecutionReply.Outcome.AGAIN) {
            reply = history.ask(new ExecutionRequest.Latest(1000));
        }
        assertThat(reply.rows()).isEqualTo(10);
        history.ask(new ExecutionRequest.Latest(1000));
        assertThat(asked).containsExactly(1000, 500, 250, 125, 62, 62);
    }

    private static ScenarioRun run(SimulatedStream stream) {
        ExecutionSettings settings = new ExecutionSettings(
                new StartPosition.Earliest(), Emit.CHANGES, 30L * DAY * MINUTE, MINUTE, 60 * MINUTE, 500);
        return new ScenarioRun(settings, stream, new Random(1), 0, true);
    }

    /** Every quarter of an hour, five minutes each. */
    private static List<Run> quarters(int count) {
        List<Run> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long at = T + i * 15L * MINUTE;
            runs.add(new Run(
                    i + 1,
                    at,
                    false,
                    NEVER,
                    List.of(new Version(at, "ACTIVE", -1), new Version(at + 5 * MINUTE, "SUCCESS", at + 5 * MINUTE))));
        }
        return runs;
    }
}
