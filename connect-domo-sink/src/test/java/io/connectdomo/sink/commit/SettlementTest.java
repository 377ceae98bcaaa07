package io.connectdomo.sink.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The states of a commit, and the ways between them: as told, as drawn, and as gone. */
class SettlementTest {
    private static final CommitTimes TIMES = new CommitTimes(1_000, 400, 20_000);
    private static final Pattern DRAWN = Pattern.compile("(?m)^  ([A-Z_]{2,}) --> ([A-Z_]{2,}):");
    private static final Pattern TOLD = Pattern.compile("(?m)^ \\*   (?:(\\w+)|  → (\\w+)) .*");
    private static final List<Sighting.Kind> KINDS = List.of(Sighting.Kind.values());
    private static final int CASES = 20_000;

    private static Map<Settlement.State, Set<Settlement.State>> none() {
        Map<Settlement.State, Set<Settlement.State>> ways = new EnumMap<>(Settlement.State.class);
        for (Settlement.State each : Settlement.State.values()) {
            ways.put(each, EnumSet.noneOf(Settlement.State.class));
        }
        return ways;
    }

    /** All that can be told to a settlement, at random. */
    private static final class Walk {
        private final SplittableRandom random;
        private final Settlement<String> settlement;
        private final Map<Settlement.State, Set<Settlement.State>> gone;
        private Settlement.Next next = new Settlement.Next(Settlement.Action.SEND, 0, null);
        private long nowMs;

        Walk(long seed, Map<Settlement.State, Set<Settlement.State>> gone) {
            random = new SplittableRandom(seed);
            settlement = new Settlement<>("commit of it", TIMES, random.nextBoolean());
            this.gone = gone;
        }

        void run() {
            for (int step = 0; step < 500 && settlement.outcome() == null; step++) {
                nowMs += next.inMs() + random.nextLong(50);
                Settlement.State before = settlement.state();
                next = step();
                gone.get(before).add(settlement.state());
            }
            assertThat(settlement.outcome()).as("settled").isNotNull();
            assertThat(next.action()).isEqualTo(Settlement.Action.NOTHING);
        }

        private Settlement.Next step() {
            if (random.nextInt(200) == 0) {
                return settlement.gaveUp(new IllegalStateException("spent"), random.nextBoolean());
            }
            return switch (next.action()) {
                case SEND -> send();
                case LOOK -> settlement.saw(sighting(), random.nextInt(10) > 0, nowMs);
                case COMPLETE -> settlement.completed(random.nextBoolean());
                case NOTHING -> throw new IllegalStateException("settled");
            };
        }

        private Settlement.Next send() {
            return switch (random.nextInt(10)) {
                case 0 -> settlement.disowned(nowMs);
                case 1 -> settlement.inspected(new Inspection.There<>("there"), nowMs);
                case 2 ->
                    settlement.inspected(
                            new Inspection.Hindered<>(Obstacle.LAYOUT_CHANGED, random.nextBoolean()), nowMs);
                default -> {
                    Settlement.Next send = settlement.inspected(Inspection.free(), nowMs);
                    assertThat(send.action()).isEqualTo(Settlement.Action.SEND);
                    yield settlement.replied(reply(), nowMs, nowMs + random.nextLong(1_000));
                }
            };
        }

        private Reply<String> reply() {
            DomoException cause = new DomoException.UnknownOutcome("not to be read", null);
            return switch (random.nextInt(5)) {
                case 0 -> new Reply.Worked<>("answered");
                case 1 -> new Reply.NotSent<>(cause);
                case 2 -> new Reply.Refused<>(cause);
                default -> new Reply.Unclear<>(cause, random.nextBoolean(), random.nextBoolean());
            };
        }

        private Sighting<String> sighting() {
            Sighting.Kind kind =
                    random.nextInt(3) > 0 ? Sighting.Kind.NOT_THERE : KINDS.get(random.nextInt(KINDS.size()));
            return kind == Sighting.Kind.WRITTEN ? Sighting.written("seen") : Sighting.of(kind);
        }
    }

    /** A way that is not among them would have failed; one that nobody goes should not be told of. */
    @Test
    void everyWayThatIsToldIsGone() throws IOException {
        Map<Settlement.State, Set<Settlement.State>> gone = none();
        for (long seed = 0; seed < CASES; seed++) {
            try {
                new Walk(seed, gone).run();
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("seed " + seed, failed);
            }
        }
        assertThat(gone).isEqualTo(told());
    }

    @Test
    void thePictureIsWhatTheCodeSays() throws IOException {
        Map<Settlement.State, Set<Settlement.State>> drawn = none();
        Matcher way = DRAWN.matcher(Files.readString(Path.of("../docs/internals-sink.md")));
        while (way.find()) {
            drawn.get(Settlement.State.valueOf(way.group(1))).add(Settlement.State.valueOf(way.group(2)));
        }
        Map<Settlement.State, Set<Settlement.State>> told = told();
        // Where nothing left there is nothing new: the picture leaves that out.
        told.get(Settlement.State.UNSENT).remove(Settlement.State.UNSENT);
        told.get(Settlement.State.REPEATING).remove(Settlement.State.REPEATING);
        assertThat(drawn).isEqualTo(told);
    }

    /** Of the Javadoc. */
    private static Map<Settlement.State, Set<Settlement.State>> told() throws IOException {
        Map<Settlement.State, Set<Settlement.State>> told = none();
        String source = Files.readString(Path.of("src/main/java/io/connectdomo/sink/commit/Settlement.java"));
        String table = source.substring(source.indexOf(" * <pre>"), source.indexOf(" * </pre>"));
        Settlement.State from = null;
        Matcher line = TOLD.matcher(table);
        while (line.find()) {
            if (line.group(1) != null) {
                from = Settlement.State.valueOf(line.group(1));
            } else {
                told.get(from).add(Settlement.State.valueOf(line.group(2)));
            }
        }
        return told;
    }

    @Test
    void whatIsSettledIsToldNothingMore() {
        Settlement<String> settlement = new Settlement<>("commit of it", TIMES, true);
        settlement.disowned(0);
        assertThatThrownBy(() -> settlement.inspected(Inspection.free(), 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> settlement.gaveUp(new IllegalStateException("late"), true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("From SETTLED there is no way to SETTLED");
    }
}
