package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.testkit.log.CapturedLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose time is followed. Times in milliseconds. */
@Isolated("It reads the log")
class ServerClockTest {
    private static final long TRUE = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long YEAR = 8_760 * HOUR;

    @AutoClose
    private final CapturedLog log = CapturedLog.of(ServerClock.class);

    private long passed;
    private long workerIsAhead;
    private final ServerClock clock = new ServerClock(
            () -> passed, ((InstantSource) () -> Instant.ofEpochMilli(now() + workerIsAhead)).withZone(ZoneOffset.UTC));

    @Test
    void itGoesOnBetweenReplies() {
        replies(0);
        passed += 5 * MINUTE;
        assertThat(behind()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 10 * SECOND, 20 * MINUTE, -20 * MINUTE, YEAR, -YEAR})
    void theSlowestOfSeveralNodesIsFollowed(long worker) {
        workerIsAhead = worker;
        for (int i = 0; i < 30; i++) {
            replies(20 * MINUTE);
            replies(0);
            replies(7 * MINUTE);
            passed += SECOND;
        }
        // A worker that is behind them all is followed: they don't agree.
        assertThat(behind()).isEqualTo(worker == -20 * MINUTE ? 20 * MINUTE : 0);
        assertThat(clock.spreadMs()).isEqualTo(20 * MINUTE);
    }

    @Test
    void aFastNodeThatAnswersFirstIsNotBelievedAgainstTheWorker() {
        replies(20 * MINUTE);
        assertThat(behind()).isZero();
        assertThat(clock.proven()).isTrue();
        assertThat(warnings()).singleElement().asString().contains("1200 s ahead of this worker's clock");
    }

    @Test
    void aWorkerThatIsBehindIsOutvotedWithinMinutes() {
        workerIsAhead = -20 * MINUTE;
        replies(0);
        assertThat(behind()).isEqualTo(20 * MINUTE);
        repliesEveryHalfMinute(25);
        assertThat(behind()).isZero();
        assertThat(warnings()).hasSize(1);
    }

    /** A burst of replies over one connection may be one node's. */
    @Test
    void manyRepliesAtOnceDoNotOutvoteIt() {
        for (int i = 0; i < 1_000; i++) {
            replies(20 * MINUTE);
            passed += 100;
        }
        assertThat(behind()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {YEAR, -YEAR, 2 * HOUR, -2 * HOUR})
    void aWorkerThatIsFarOffPlaysNoPart(long worker) {
        workerIsAhead = worker;
        replies(0);
        assertThat(behind()).isZero();
        assertThat(warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {YEAR, -YEAR, 20 * MINUTE})
    void whereNoWitnessConfirmsItOneReplyIsNoProof(long worker) {
        workerIsAhead = worker;
        for (int i = 0; i < 4; i++) {
            replies(0);
            assertThat(clock.proven()).isFalse();
        }
        replies(0);
        assertThat(clock.proven()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, YEAR, -YEAR})
    void aNodeThatIsADayBehindIsLeftOut(long worker) {
        workerIsAhead = worker;
        for (int i = 0; i < 20; i++) {
            replies(0);
            replies(-24 * HOUR);
            replies(0);
            assertThat(behind()).as("reply %d", i).isZero();
            passed += MINUTE;
        }
        assertThat(warnings()).singleElement().asString().contains("86400 s apart");
    }

    /** Half of the replies say one thing and half another: the worker decides, if it can. */
    @Test
    void ofTwoNodesTheOneThatIsADayBehindIsLeftOut() {
        replies(-24 * HOUR);
        replies(0);
        assertThat(behind()).isZero();
    }

    @Test
    void aSlowNodeIsForgottenAQuarterOfAnHourAfterItsLastReply() {
        replies(-10 * MINUTE);
        repliesEveryHalfMinute(30);
        assertThat(behind()).isEqualTo(10 * MINUTE);
        repliesEveryHalfMinute(1);
        assertThat(behind()).isZero();
        assertThat(clock.spreadMs()).isZero();
    }

    @Test
    void whereRepliesAreRareTheyAreRememberedForLonger() {
        for (int i = 0; i < 10; i++) {
            replies(20 * MINUTE);
            passed += HOUR;
            replies(0);
            passed += HOUR;
            assertThat(behind()).isZero();
        }
    }

    @Test
    void aJumpIsToldOfOnceAndAgainWhenItComesAgain() {
        for (int i = 0; i < 20; i++) {
            replies(0);
            replies(5 * MINUTE);
        }
        assertThat(warnings()).singleElement().asString().contains("300 s apart");
        passed += 20 * MINUTE;
        repliesEveryHalfMinute(40);
        assertThat(clock.spreadMs()).isZero();
        replies(5 * MINUTE);
        assertThat(warnings()).hasSize(2);
    }

    /** A clock that was set: all tell the new time. */
    @Test
    void whereAllJumpAheadTheyAreFollowedAfterAFewReplies() {
        for (int i = 0; i < 100; i++) {
            replies(0);
        }
        for (int i = 0; i < 31; i++) {
            replies(10 * MINUTE);
            assertThat(behind()).isZero();
        }
        workerIsAhead = 10 * MINUTE;
        replies(10 * MINUTE);
        assertThat(behind()).isEqualTo(-10 * MINUTE);
    }

    @Test
    void nothingIsCertainOfOneNodeUntilOthersCanHaveAnswered() {
        for (int i = 0; i < 15; i++) {
            replies(0);
            assertThat(clock.certain()).isEqualTo(now() - HOUR);
        }
        replies(0);
        assertThat(clock.certain()).isEqualTo(now());
    }

    @Test
    void withoutAnyDateTheWorkersClockIsTaken() {
        clock.observe(Optional.empty());
        assertThat(behind()).isZero();
        assertThat(clock.proven()).isTrue();
        assertThat(clock.certain()).isEqualTo(now());
        replies(-5 * SECOND);
        assertThat(behind()).isEqualTo(5 * SECOND);
    }

    /** Else the activity log would ask for ever. */
    @Test
    void whereOnlyOneReplyTellsADateItIsProofEnoughInTheEnd() {
        workerIsAhead = YEAR;
        replies(0);
        for (int i = 0; i < 4; i++) {
            assertThat(clock.proven()).isFalse();
            clock.observe(Optional.empty());
        }
        assertThat(clock.proven()).isTrue();
        assertThat(behind()).isZero();
    }

    /** A machine that was suspended: what has elapsed does not tell of it. Or a clock that was put right. */
    @ParameterizedTest
    @ValueSource(longs = {HOUR, -HOUR})
    void withoutAnyDateTheWorkersClockIsFollowedWhenItIsSet(long set) {
        clock.observe(Optional.empty());
        workerIsAhead = set;
        clock.observe(Optional.empty());
        assertThat(behind()).isEqualTo(-set);
        assertThat(warnings()).hasSize(1);
    }

    /** Where the worker can't tell which half is right, the slower: what a fast one passes over is lost. */
    @Test
    void ofTwoNodesADayApartTheSlowerIsFollowedWhereTheWorkerCannotTell() {
        workerIsAhead = YEAR;
        replies(24 * HOUR);
        replies(0);
        assertThat(behind()).isZero();
    }

    /** A few replies an hour are all that tell of a slower node: they are no less true for being old. */
    @Test
    void aSlowNodeAmongFewRepliesIsRememberedForHours() {
        replies(-10 * MINUTE);
        for (int i = 0; i < 10; i++) {
            passed += HOUR;
            replies(0);
        }
        assertThat(behind()).isEqualTo(10 * MINUTE);
    }

    private void repliesEveryHalfMinute(int count) {
        for (int i = 0; i < count; i++) {
            passed += 30 * SECOND;
            replies(0);
        }
    }

    private void replies(long ahead) {
        clock.observe(Optional.of(Instant.ofEpochMilli(now() + ahead)));
    }

    private long behind() {
        return now() - clock.now();
    }

    private long now() {
        return TRUE + passed;
    }

    private List<String> warnings() {
        return log.events().stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
