package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** Failures at odd moments: in the middle of a backfill, before the first record, one now and one much later; on simulated time. */
class FeedOddsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final DomoException down = new DomoException.Retriable("Domo is down.", null, true, 503, null);
    private final DomoException token = new DomoException.Unauthorized("The token is refused.", 401);
    private final DomoException odd = new DomoException.Refused("Refused with 416.", 416, true, "", "");
    private final RuntimeException fault = new IllegalStateException("A fault of ours");

    /** What goes on at once was answered, too: a backfill may do nothing else for hours. */
    @Test
    void anOddNoInABackfillIsBorneAsLongAsAnyOnAPageThatWasRead() {
        SimulatedLoop loop =
                loop(new ScriptedFeed("a").brings(0, 1).brings(1, 1).failsForEver(odd));
        long began = loop.now();
        assertThatThrownBy(() -> loop.runFor(DAY)).isInstanceOf(ConnectException.class);
        assertThat(loop.now() - began).isEqualTo(SimulatedLoop.LOUD_AFTER.toMillis());
    }

    /** Else it would begin at the new {@code now}, and what happened between would never be read. */
    @Test
    void aFaultBeforeTheFirstRecordDoesNotMoveTheStart() {
        ScriptedFeed feed = new ScriptedFeed("a")
                .does(() -> new Step(List.of(), 30_000, true))
                .does(() -> new Step(List.of(), 30_000, true))
                .fails(fault)
                .brings(0, 1, 30_000);
        SimulatedLoop loop = loop(feed, new ScriptedFeed("b").answersForEver(30_000));
        loop.runFor(HOUR);
        assertThat(feed.opened).containsExactly(Optional.empty(), Optional.of(Map.of("v", 1L)));
    }

    @Test
    void oneFaultDoesNotFailTheTaskThatReadsNothingElse() {
        ScriptedFeed feed =
                new ScriptedFeed("a").brings(0, 1, 30_000).fails(fault).brings(1, 1, 30_000);
        SimulatedLoop loop = loop(feed);
        loop.runFor(HOUR);
        assertThat(loop.records).extracting(SourceRecord::value).containsExactly(0, 1);
    }

    @Test
    void aFaultThatLastsFailsTheTaskThatReadsNothingElseAfterAMinute() {
        SimulatedLoop loop = loop(new ScriptedFeed("a").failsForEver(fault));
        long began = loop.now();
        assertThatThrownBy(() -> loop.runFor(DAY))
                .isInstanceOf(ConnectException.class)
                .hasCause(fault);
        assertThat(loop.now() - began).isEqualTo(MINUTE.toMillis());
    }

    /** A step that asks nothing is no reason to open it once more: it would never come to ask. */
    @Test
    void afterAFaultItIsOpenedOnce() {
        ScriptedFeed feed = new ScriptedFeed("a")
                .brings(0, 1, 30_000)
                .fails(fault)
                .does(() -> new Step(List.of(), 1_000, false))
                .does(() -> new Step(List.of(), 1_000, false))
                .brings(1, 1, 30_000);
        SimulatedLoop loop = loop(feed, new ScriptedFeed("b").answersForEver(30_000));
        loop.runFor(HOUR);
        assertThat(feed.opened).hasSize(2);
        assertThat(loop.records).extracting(SourceRecord::value).containsExactly(0, 1);
    }

    /** Its heartbeat is overdue, and none comes of a feed that can't be read. */
    @Test
    void aFeedInTroubleThatAsksNothingDoesNotSpin() {
        ScriptedFeed feed = new ScriptedFeed("a").fails(down).doesForEver(() -> new Step(List.of(), 30_000, false));
        SimulatedLoop loop = new SimulatedLoop(4, Optional.empty(), 1000, feed);
        loop.runFor(HOUR);
        assertThat(feed.steps.get()).isBetween(120, 123);
    }

    /** One now and one in two hours, and Domo away between: no token is refused for a minute. */
    @Test
    void odd401sInAnOutageDoNotAddUp() {
        ScriptedFeed feed = new ScriptedFeed("a").brings(0, 1, 30_000);
        SimulatedLoop loop = loop(feed);
        long began = loop.now();
        feed.fails(token).doesForEver(() -> {
            if (loop.now() - began < 2 * HOUR.toMillis()) {
                throw down;
            }
            return feed.steps.get() % 2 == 0 ? refuse() : new Step(List.of(feed.record(1)), 30_000, true);
        });
        loop.runFor(HOUR.multipliedBy(3));
        assertThat(loop.records).hasSizeGreaterThan(100);
    }

    /** Only what Domo asks for holds for all; the pauses of what is parked are its own. */
    @Test
    void aFeedThatIsParkedByItsLimitDoesNotSilenceTheOthers() {
        DomoException tooMany = new DomoException.Retriable("Too many.", null, true, 429, null);
        ScriptedFeed busy = new ScriptedFeed("b").bringsForEver(10_000);
        SimulatedLoop loop = new SimulatedLoop(
                5, Optional.of(SECOND.multipliedBy(30)), 0, new ScriptedFeed("a").failsForEver(tooMany), busy);
        loop.runFor(DAY);
        assertThat(busy.steps.get()).isGreaterThan(7_000);
    }

    /** A no that comes anew is tried as soon as a first one. */
    @Test
    void afterAnOutageThePausesOfAParkedFeedBeginAgain() {
        ScriptedFeed feed = new ScriptedFeed("a");
        SimulatedLoop loop = loop(feed, new ScriptedFeed("b").answersForEver(30_000));
        long began = loop.now();
        feed.doesForEver(() -> {
            long since = loop.now() - began;
            throw since > DAY.toMillis() && since < DAY.plus(HOUR).toMillis() ? down : odd;
        });
        loop.runFor(DAY.plus(HOUR).plus(MINUTE.multipliedBy(3)));
        assertThat(loop.metric("a", "partitions-parked")).isEqualTo(1L);
        int before = feed.steps.get();
        loop.runFor(MINUTE.multipliedBy(8));
        assertThat(feed.steps.get() - before).isBetween(2, 3);
    }

    /** An offset that was stored before says nothing of Domo. */
    @Test
    void thereIsNoHeartbeatBeforeDomosFirstAnswer() {
        ScriptedFeed feed = new ScriptedFeed("a").doesForEver(() -> new Step(List.of(), 30_000, false));
        SimulatedLoop loop = new SimulatedLoop(6, Optional.empty(), 1000, feed);
        loop.runFor(HOUR);
        assertThat(loop.records).isEmpty();
        assertThat(feed.steps.get()).isBetween(120, 121);
    }

    private Step refuse() {
        throw token;
    }

    private static SimulatedLoop loop(FeedOpener... feeds) {
        return new SimulatedLoop(3, Optional.empty(), 0, feeds);
    }
}
