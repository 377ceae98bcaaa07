package io.connectdomo.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What counts as silence, with a clock that the test turns. */
class SilenceTest {
    private static final long IDLE = 10_000;

    private final FakeConsumer consumer = new FakeConsumer();
    private final Silence silence = new Silence(consumer, 0);
    private final AssignedPartition partition =
            new AssignedPartition(new TopicPartition("orders", 0), new Position(), 0);
    private final Collection<AssignedPartition> partitions = List.of(partition);
    private final SilenceWatch watch = silence.watch("DataSet", IDLE);
    private long now;

    /** What a worker without JMX shows. */
    private static final class FakeConsumer implements ConsumerMetrics {
        private boolean paused;
        private OptionalDouble fetches = OptionalDouble.empty();
        private OptionalDouble lag = OptionalDouble.empty();

        @Override
        public boolean paused() {
            return paused;
        }

        @Override
        public OptionalDouble fetches() {
            return fetches;
        }

        @Override
        public OptionalDouble lag(TopicPartition of) {
            return lag;
        }

        void answers() {
            fetches = OptionalDouble.of(fetches.orElse(0) + 1);
        }
    }

    private void putAt(long ms) {
        now = ms;
        silence.putBegins(ms);
    }

    /** The framework polls as it should. */
    private void pollUntil(long ms) {
        while (now < ms) {
            putAt(Math.min(ms, now + 1_000));
        }
    }

    private void sendBack(long offset) {
        Feed feed = new Feed(null, partition);
        partition.add(feed);
        feed.pinAt(offset);
        partition.rewind(now);
    }

    private boolean nothingLeft() {
        return watch.nothingLeft(partitions);
    }

    @Test
    void itEndsAfterItsTimeAndNotBefore() {
        pollUntil(IDLE - 1);
        assertThat(nothingLeft()).isFalse();
        pollUntil(IDLE);
        assertThat(nothingLeft()).isTrue();
        partition.heard(now);
        assertThat(nothingLeft()).isFalse();
    }

    @Test
    void aSilenceThatIsNeverLongEnoughNeverEnds() {
        SilenceWatch never = silence.watch("DataSet", Long.MAX_VALUE);
        pollUntil(IDLE);
        assertThat(never.nothingLeft(partitions)).isFalse();
        assertThat(never.nextLookMs(partitions)).isEqualTo(IDLE + 5_000);
    }

    @Test
    void whatWasNotPolledIsNoSilence() {
        pollUntil(4_000);
        putAt(now + IDLE / 2 + 1);
        pollUntil(9_001 + IDLE - 1);
        assertThat(nothingLeft()).as("the clock began anew").isFalse();
        pollUntil(9_001 + IDLE);
        assertThat(nothingLeft()).isTrue();
    }

    @Test
    void neverMoreThanTheLongestStandstillIsTakenForSilenceHoweverLongItIsToBe() {
        SilenceWatch hours = silence.watch("DataSet", 10_000_000);
        assertThat(hours.longestGapMs()).isEqualTo(10_000);
        assertThat(silence.watch("DataSet", 300).longestGapMs()).isEqualTo(250);
        assertThat(silence.watch("DataSet", 20).longestGapMs()).isEqualTo(20);
    }

    @Test
    void theTaskIsCalledSoOftenThatItsOwnWaitingIsNoStandstill() {
        pollUntil(1_000);
        assertThat(watch.nextLookMs(partitions)).isEqualTo(1_000 + IDLE / 4);
        pollUntil(IDLE - 100);
        assertThat(watch.nextLookMs(partitions)).isEqualTo(IDLE);
        consumer.lag = OptionalDouble.of(1);
        pollUntil(IDLE);
        assertThat(nothingLeft()).isFalse();
        assertThat(watch.nextLookMs(partitions)).as("it does not spin").isEqualTo(IDLE + 100);
    }

    @Test
    void aPauseIsNoneAndNoSilenceIsLeftOfTheTimeBefore() {
        pollUntil(5_000);
        consumer.paused = true;
        pollUntil(50_000);
        consumer.paused = false;
        pollUntil(50_000 + IDLE - 1);
        assertThat(nothingLeft()).isFalse();
        pollUntil(50_000 + IDLE);
        assertThat(nothingLeft()).isTrue();
    }

    /** The answer may have come with records that the next call of put brings. */
    @Test
    void aFetchIsToBeAnsweredAfterItsTimeAndWhatItBroughtDelivered() {
        consumer.lag = OptionalDouble.of(0);
        consumer.answers();
        pollUntil(IDLE - 1);
        consumer.answers();
        pollUntil(IDLE);
        assertThat(nothingLeft()).as("the last was answered before").isFalse();
        pollUntil(IDLE + 100);
        assertThat(nothingLeft()).isFalse();
        consumer.answers();
        pollUntil(IDLE + 200);
        assertThat(nothingLeft()).as("answered, and not delivered yet").isFalse();
        pollUntil(IDLE + 300);
        assertThat(nothingLeft()).isTrue();
    }

    @Test
    void answersInEveryPollEndItToo() {
        for (long ms = 0; ms <= IDLE + 600; ms += 500) {
            consumer.answers();
            consumer.lag = OptionalDouble.of(0);
            putAt(ms);
        }
        consumer.answers();
        putAt(IDLE + 1_000);
        assertThat(nothingLeft()).isTrue();
    }

    @Test
    void aPartitionWithoutALagIsWaitedForButNotForEver() {
        for (long ms = 0; ms < 599_000; ms += 1_000) {
            consumer.answers();
            putAt(ms);
            assertThat(nothingLeft()).isFalse();
        }
        consumer.answers();
        putAt(600_000);
        assertThat(nothingLeft()).isTrue();
    }

    /** Its record may have been deleted in the meantime. */
    @Test
    void aPartitionThatWasSentBackIsWaitedForButNotForEver() {
        sendBack(7);
        partition.offsets().putBegins();
        pollUntil(599_000);
        assertThat(nothingLeft()).isFalse();
        pollUntil(600_000);
        assertThat(nothingLeft()).isTrue();
    }

    @Test
    void aPartitionThatWasSentBackIsSilentAgainOnceItsRecordHasCome() {
        sendBack(7);
        partition.came(8, 0);
        partition.offsets().putBegins();
        pollUntil(IDLE);
        assertThat(nothingLeft()).as("that was the rest of the list").isFalse();
        partition.came(7, now);
        pollUntil(2 * IDLE);
        assertThat(nothingLeft()).isTrue();
    }
}
