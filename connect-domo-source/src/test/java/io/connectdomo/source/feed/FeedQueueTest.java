package io.connectdomo.source.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.testkit.log.CapturedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a failure of one feed means to it, to the others and to the task; on simulated time. */
class FeedQueueTest {
    private static final int SEEDS = Integer.getInteger("feeds.cases", 100);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    static Stream<Throwable> passing() {
        return Stream.of(down(), lost(), conflict(), noPage());
    }

    static Stream<Throwable> ofOneFeed() {
        return Stream.concat(
                passing(), Stream.of(token(), forbidden(), odd(), new IllegalStateException("A fault of ours")));
    }

    // ---- what is said

    /** What is said of a failure names the end that holds for it, not that of another kind; once of each kind. */
    @Test
    void eachKindOfFailureIsSaidWithItsOwnEnd() {
        CapturedLog said = CapturedLog.of(FeedSlot.class);
        try (said) {
            ScriptedFeed log = new ScriptedFeed("activity-log", "the one that is listened to");
            SimulatedLoop loop = new SimulatedLoop(5, Optional.empty(), 0, log);
            long[] asked = {0};
            log.doesForEver(() -> {
                asked[0]++;
                throw (RuntimeException) (asked[0] <= 3 ? down() : asked[0] <= 5 ? forbidden() : token());
            });
            assertThatThrownBy(() -> loop.runFor(HOUR))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Make a new token");
        }
        List<String> waits = said.events().stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.startsWith("the one that is listened to"))
                .toList();
        assertThat(waits)
                .as("nothing of a parked feed beside which others go on: the task fails")
                .hasSize(3);
        assertThat(waits.get(0)).endsWith("It is tried again until it can be read.");
        assertThat(waits.get(1)).contains("If it stays so for 1 min, the feed is parked");
        assertThat(waits.get(2)).contains("If the token is still refused in ", "the task fails", "parked");
    }

    // ---- one feed

    @ParameterizedTest
    @MethodSource("ofOneFeed")
    void whateverHappensToOneFeedTheOthersGoOn(Throwable lasting) {
        ScriptedFeed failing = new ScriptedFeed("stream-executions", "stream 1").failsForEver(lasting);
        ScriptedFeed log = new ScriptedFeed("activity-log").bringsForEver(30_000);
        SimulatedLoop loop = new SimulatedLoop(1, Optional.empty(), 0, failing, log);
        loop.runFor(DAY);
        assertThat(log.steps.get()).as("of 2880 polls").isGreaterThanOrEqualTo(2880);
        assertThat(loop.metric("stream-executions", "partitions-waiting")).isEqualTo(1L);
        assertThat(loop.metric("activity-log", "partitions-waiting")).isEqualTo(0L);
    }

    @ParameterizedTest
    @MethodSource("ofOneFeed")
    void whateverHappenedItIsReadWhenItCanBe(Throwable lasting) {
        for (Duration outage : List.of(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofHours(10))) {
            SimulatedLoop[] loop = new SimulatedLoop[1];
            long[] from = {0};
            ScriptedFeed failing = new ScriptedFeed("stream-executions", "stream 1");
            failing.doesForEver(() -> {
                long since = loop[0].now() - from[0];
                if (since >= 100_000 && since < 100_000 + outage.toMillis()) {
                    throw (RuntimeException) lasting;
                }
                return new Step(List.of(failing.record(0)), 30_000, true);
            });
            ScriptedFeed log = new ScriptedFeed("activity-log").bringsForEver(30_000);
            loop[0] = new SimulatedLoop(2, Optional.empty(), 0, failing, log);
            from[0] = loop[0].now();
            loop[0].runFor(Duration.ofSeconds(100).plus(outage).plus(HOUR).plus(MINUTE));
            assertThat(loop[0].metric("stream-executions", "partitions-waiting"))
                    .as("after %s of %s", outage, lasting)
                    .isEqualTo(0L);
            assertThat(loop[0].metric("stream-executions", "partitions-parked")).isEqualTo(0L);
        }
    }

    @Test
    void aDefiniteNoIsAskedAtGrowingPauses() {
        ScriptedFeed refused = new ScriptedFeed("stream-executions", "stream 1").failsForEver(forbidden());
        SimulatedLoop loop = new SimulatedLoop(
                3, Optional.empty(), 0, refused, new ScriptedFeed("activity-log").answersForEver(30_000));
        loop.runFor(MINUTE.multipliedBy(2));
        assertThat(loop.metric("stream-executions", "partitions-parked")).isEqualTo(1L);
        loop.runFor(DAY);
        int before = refused.steps.get();
        loop.runFor(DAY);
        assertThat(refused.steps.get() - before).isEqualTo(24);
    }

    @Test
    void aFeedWithAFaultOfOursIsOpenedAnewBehindItsLastRecord() {
        ScriptedFeed broken = new ScriptedFeed("report-history")
                .brings(0, 3)
                .fails(new IllegalStateException("A fault of ours"))
                .brings(3, 1);
        SimulatedLoop loop = new SimulatedLoop(
                4, Optional.empty(), 0, broken, new ScriptedFeed("activity-log").answersForEver(30_000));
        loop.runFor(HOUR);
        assertThat(broken.opened).containsExactly(Optional.empty(), Optional.of(Map.of("at", 2L)));
        assertThat(loop.records).extracting(SourceRecord::value).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aFeedThatBroughtNothingYetIsOpenedAnewWhereItBegan() {
        ScriptedFeed broken = new ScriptedFeed("report-history")
                .does(() -> new Step(List.of(), 30_000, true))
                .fails(new IllegalStateException("A fault of ours"))
                .brings(0, 1);
        SimulatedLoop loop = new SimulatedLoop(
                41, Optional.empty(), 0, broken, new ScriptedFeed("activity-log").answersForEver(30_000));
        loop.runFor(HOUR);
        assertThat(broken.opened).containsExactly(Optional.empty(), Optional.of(Map.of("v", 1L)));
    }

    @Test
    void aHeartbeatTellsWhereToGoOnToo() {
        ScriptedFeed broken = new ScriptedFeed("report-history")
                .brings(0, 3, 30_000)
                .does(() -> new Step(List.of(), 30_000, true))
                .fails(new IllegalStateException("A fault of ours"));
        SimulatedLoop loop = new SimulatedLoop(
                42, Optional.empty(), 1000, broken, new ScriptedFeed("activity-log").answersForEver(30_000));
        loop.runFor(HOUR);
        assertThat(broken.opened).containsExactly(Optional.empty(), Optional.of(Map.of("v", 1L)));
    }

    @Test
    void anOutageOfOneFeedIsTriedOftenHoweverLongItLastsAndWhateverEndIsSet() {
        ScriptedFeed failing = new ScriptedFeed("stream-executions", "stream 1").failsForEver(down());
        ScriptedFeed log = new ScriptedFeed("activity-log").answersForEver(30_000);
        SimulatedLoop loop = new SimulatedLoop(43, Optional.of(MINUTE), 0, failing, log);
        loop.runFor(HOUR);
        int before = failing.steps.get();
        loop.runFor(HOUR);
        assertThat(failing.steps.get() - before).isGreaterThan(120);
        assertThat(loop.metric("stream-executions", "partitions-parked")).isEqualTo(0L);
    }

    // ---- the task

    @Test
    void aRefusedTokenFailsTheTaskAfterAMinute() {
        SimulatedLoop loop = new SimulatedLoop(5, Optional.empty(), 0, new ScriptedFeed("a").failsForEver(token()));
        requireFailure(loop, MINUTE, MINUTE, "The token is refused.");
    }

    @Test
    void aTokenThatIsRefusedToOneOfManyAtRestIsFoundOutAtOnce() {
        ScriptedFeed log = new ScriptedFeed("activity-log").answersForEver(30_000);
        ScriptedFeed[] streams = new ScriptedFeed[20];
        List<FeedOpener> all = new ArrayList<>(List.of(log));
        for (int i = 0; i < streams.length; i++) {
            streams[i] = new ScriptedFeed("stream-executions", "stream " + i);
            all.add(streams[i].does(() -> new Step(List.of(), 3_600_000, true)).failsForEver(token()));
        }
        SimulatedLoop loop = new SimulatedLoop(6, Optional.empty(), 0, all.toArray(FeedOpener[]::new));
        loop.runFor(Duration.ofMinutes(5));
        log.failsForEver(token());
        requireFailure(loop, MINUTE, MINUTE.multipliedBy(2), "The token is refused.");
        assertThat(Stream.of(streams).mapToInt(stream -> stream.hastened).sum()).isBetween(1, 2);
    }

    @Test
    void aPageThatAnswers401WhileOthersAnswerIsThePagesOwnAffair() {
        ScriptedFeed odd = new ScriptedFeed("activity-log").failsForEver(token());
        ScriptedFeed other = new ScriptedFeed("report-history").answersForEver(3_600_000);
        SimulatedLoop loop = new SimulatedLoop(7, Optional.empty(), 0, odd, other);
        loop.runFor(DAY);
        assertThat(loop.metric("activity-log", "partitions-parked")).isEqualTo(1L);
        assertThat(other.steps.get()).isLessThan(100);
    }

    @Test
    void aTaskThatCanReadNothingFailsAfterAMinuteOfANo() {
        SimulatedLoop loop = new SimulatedLoop(
                8,
                Optional.empty(),
                0,
                new ScriptedFeed("a").failsForEver(forbidden()),
                new ScriptedFeed("b").failsForEver(odd()));
        requireFailure(loop, MINUTE, MINUTE, "can't be read, and none of the task's other feeds");
    }

    @Test
    void anOddNoOnAPageThatWasReadIsRepeated() {
        ScriptedFeed feed = new ScriptedFeed("a").brings(0, 1, 30_000);
        for (int i = 0; i < 12; i++) {
            feed.fails(odd());
        }
        feed.brings(1, 1, 30_000);
        SimulatedLoop loop = new SimulatedLoop(9, Optional.empty(), 0, feed);
        loop.runFor(HOUR);
        assertThat(loop.records).extracting(SourceRecord::value).containsExactly(0, 1);
    }

    @Test
    void anOddNoThatLastsFailsTheTaskThatReadsNothingElse() {
        ScriptedFeed feed = new ScriptedFeed("a").brings(0, 1, 30_000).failsForEver(odd());
        SimulatedLoop loop = new SimulatedLoop(10, Optional.empty(), 0, feed);
        loop.runFor(Duration.ofSeconds(29));
        requireFailure(loop, SimulatedLoop.LOUD_AFTER, SimulatedLoop.LOUD_AFTER.plusSeconds(1), "416");
    }

    @ParameterizedTest
    @MethodSource("passing")
    void aTaskThatCanReadNothingWaitsForEver(Throwable down) {
        ScriptedFeed feed = new ScriptedFeed("a").brings(0, 1, 30_000).failsForEver(down);
        SimulatedLoop loop = new SimulatedLoop(11, Optional.empty(), 0, feed, new ScriptedFeed("b").failsForEver(down));
        loop.runFor(DAY);
        assertThat((long) loop.metric("a", "waiting-ms"))
                .isGreaterThan(DAY.minus(MINUTE).toMillis());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void unlessTheUserHasSetAnEnd(Throwable down) {
        Duration end = Duration.ofMinutes(5);
        SimulatedLoop loop = new SimulatedLoop(12, Optional.of(end), 0, new ScriptedFeed("a").failsForEver(down));
        requireFailure(loop, end, end, down.getMessage());
    }

    @Test
    void theEndIsNoneWhileAnotherFeedCanBeRead() {
        ScriptedFeed busy = new ScriptedFeed("b").bringsForEver(20_000);
        SimulatedLoop loop = new SimulatedLoop(
                13, Optional.of(Duration.ofSeconds(30)), 0, new ScriptedFeed("a").failsForEver(down()), busy);
        loop.runFor(HOUR);
        assertThat(busy.steps.get()).isGreaterThanOrEqualTo(180);
    }

    @Test
    void anErrorOfTheJvmFailsTheTask() {
        Error missing = new NoClassDefFoundError("io/connectdomo/Missing");
        SimulatedLoop loop = new SimulatedLoop(
                14,
                Optional.empty(),
                0,
                new ScriptedFeed("a").fails(missing),
                new ScriptedFeed("b").bringsForEver(1000));
        assertThatThrownBy(() -> loop.runFor(MINUTE))
                .isInstanceOf(ConnectException.class)
                .hasCause(missing);
    }

    // ---- Retry-After

    @Test
    void one429SpeaksForTheToken() {
        DomoException tooMany = new DomoException.Retriable("Too many.", null, true, 429, HOUR);
        ScriptedFeed told =
                new ScriptedFeed("a").brings(0, 1, 30_000).fails(tooMany).bringsForEver(30_000);
        ScriptedFeed other = new ScriptedFeed("b").bringsForEver(10_000);
        SimulatedLoop loop = new SimulatedLoop(15, Optional.of(Duration.ofSeconds(30)), 0, told, other);
        loop.runFor(Duration.ofSeconds(31));
        int before = other.steps.get();
        loop.runFor(HOUR.minusSeconds(2));
        assertThat(other.steps.get()).isEqualTo(before);
        loop.runFor(Duration.ofSeconds(20));
        assertThat(other.steps.get()).isGreaterThan(before);
        assertThat(loop.metric("a", "partitions-waiting")).isEqualTo(0L);
    }

    @Test
    void aRetryAfterOfHoursIsWaitedOut() {
        DomoException maintenance = new DomoException.Retriable("Maintenance.", null, true, 503, HOUR.multipliedBy(6));
        ScriptedFeed feed = new ScriptedFeed("a").fails(maintenance).bringsForEver(30_000);
        SimulatedLoop loop = new SimulatedLoop(16, Optional.empty(), 1000, feed);
        loop.runFor(HOUR.multipliedBy(6).minusSeconds(1));
        assertThat(feed.steps.get()).isEqualTo(1);
        loop.runFor(Duration.ofSeconds(2));
        assertThat(loop.records).isNotEmpty();
    }

    // ---- heartbeats and health

    @Test
    void aFeedThatWasNeverReadDoesNotSpin() {
        ScriptedFeed feed = new ScriptedFeed("a").withoutOffset().doesForEver(() -> new Step(List.of(), 30_000, false));
        SimulatedLoop loop = new SimulatedLoop(17, Optional.empty(), 1000, feed);
        loop.runFor(HOUR);
        assertThat(feed.steps.get()).isBetween(120, 121);
        assertThat(loop.records).isEmpty();
    }

    @Test
    void heartbeatsTellOfDomosAnswers() {
        ScriptedFeed feed =
                new ScriptedFeed("a").brings(0, 1, 30_000).doesForEver(() -> new Step(List.of(), 3_600_000, false));
        SimulatedLoop loop = new SimulatedLoop(18, Optional.empty(), 60_000, feed);
        long answeredAt = loop.now();
        loop.runFor(MINUTE.multipliedBy(10));
        List<Struct> beats = loop.records.stream()
                .filter(record -> record.topic().equals("domo.heartbeat"))
                .map(record -> (Struct) record.value())
                .toList();
        assertThat(beats).hasSizeGreaterThanOrEqualTo(10).allSatisfy(beat -> {
            beat.validate();
            assertThat(beat.get("answeredAt")).isEqualTo(Timestamp.toLogical(Timestamp.SCHEMA, answeredAt));
        });
        assertThat(beats.get(0).getBoolean("idle")).isFalse();
        assertThat(beats.subList(1, beats.size())).allMatch(beat -> beat.getBoolean("idle"));
        assertThat((long) loop.metric("a", "last-success-age-ms")).isEqualTo(loop.now() - answeredAt);
        assertThat(loop.metric("a", "partitions-idle")).isEqualTo(1L);
    }

    @Test
    void thereIsNoHeartbeatOfWhatCannotBeRead() {
        ScriptedFeed feed = new ScriptedFeed("a").brings(0, 1, 30_000).failsForEver(down());
        SimulatedLoop loop = new SimulatedLoop(
                19,
                Optional.empty(),
                60_000,
                feed,
                new ScriptedFeed("b").withoutOffset().answersForEver(30_000));
        loop.runFor(HOUR);
        assertThat(loop.records.stream().filter(record -> record.topic().equals("domo.heartbeat")))
                .hasSize(1);
        assertThat((long) loop.metric("a", "last-success-age-ms")).isEqualTo(HOUR.toMillis());
    }

    // ---- whatever happens, whenever

    /** Every kind of failure at any moment, alone, in a row and in turns: no feed is read more often than is told by due times and back-off. */
    @Test
    void noLoopRunsWithoutADueTime() {
        Map<String, Throwable> kinds = new LinkedHashMap<>();
        ofOneFeed().forEach(kind -> kinds.put(kind.toString(), kind));
        kinds.put("429", new DomoException.Retriable("Too many.", null, true, 429, Duration.ZERO));
        List<Throwable> failures = List.copyOf(kinds.values());
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            List<FeedOpener> feeds = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                feeds.add(atRandom("feed-" + random.nextInt(2), random, failures));
            }
            boolean beats = random.nextBoolean();
            SimulatedLoop loop = new SimulatedLoop(
                    seed,
                    random.nextInt(4) == 0 ? Optional.of(MINUTE) : Optional.empty(),
                    beats ? 1000 : 0,
                    feeds.toArray(FeedOpener[]::new));
            long began = loop.now();
            try {
                loop.runFor(HOUR);
            } catch (ConnectException failed) {
                assertThat(failed).as("seed %d", seed).hasMessageContaining("can't be read");
            }
            double seconds = Math.max(1, (loop.now() - began) / 1000.0);
            // Ten empty steps a second at most, a heartbeat, and a burst of back-offs of half a second now and then.
            assertThat(loop.steps() / seconds)
                    .as("steps a second, seed %d, %d feeds", seed, feeds.size())
                    .isLessThan(12.0 * feeds.size());
        }
    }

    private static ScriptedFeed atRandom(String kind, Random random, List<Throwable> failures) {
        ScriptedFeed feed = new ScriptedFeed(kind, kind + random.nextInt());
        if (random.nextBoolean()) {
            feed.withoutOffset();
        }
        boolean lazy = random.nextInt(3) == 0;
        int share = random.nextInt(11);
        feed.doesForEver(() -> {
            if (random.nextInt(10) < share) {
                Throwable failure = failures.get(random.nextInt(failures.size()));
                throw (RuntimeException) failure;
            }
            return lazy ? new Step(List.of(), 0, false) : new Step(List.of(), 1000 + random.nextInt(30_000), true);
        });
        return feed;
    }

    private static void requireFailure(SimulatedLoop loop, Duration least, Duration most, String words) {
        long began = loop.now();
        assertThatThrownBy(() -> loop.runFor(DAY))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("Nothing is lost");
        assertThat(loop.now() - began).isBetween(least.toMillis(), most.toMillis() + 30_000);
    }

    private static DomoException down() {
        return new DomoException.Retriable("Domo is down.", null, true, 503, null);
    }

    private static DomoException lost() {
        return new DomoException.UnknownOutcome("No answer.", null);
    }

    private static DomoException token() {
        return new DomoException.Unauthorized("The token is refused.", 401);
    }

    private static DomoException forbidden() {
        return new DomoException.Unauthorized("No right.", 403);
    }

    private static DomoException odd() {
        return refused(416, true);
    }

    private static DomoException conflict() {
        return refused(409, true);
    }

    private static DomoException noPage() {
        return refused(404, false);
    }

    private static DomoException refused(int status, boolean json) {
        return new DomoException.Refused("Refused with " + status + ".", status, json, "", "");
    }
}
