package io.connectdomo.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The rules of {@link PartitionOffsets}, where no worker can be made to meet two things in one put. */
class PartitionOffsetsTest {
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    private final List<Feed> feeds = new ArrayList<>();
    private final PartitionOffsets offsets = new PartitionOffsets(feeds);
    private final Feed feed = new Feed(readyForAll(), new AssignedPartition(PARTITION, new Position(), 0));

    PartitionOffsetsTest() {
        feeds.add(feed);
    }

    private static Destination readyForAll() {
        return (Destination) Proxy.newProxyInstance(
                Destination.class.getClassLoader(),
                new Class<?>[] {Destination.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class
                        ? method.getName().equals("accepts")
                        : null);
    }

    private void come(long from, long to) {
        for (long offset = from; offset < to; offset++) {
            offsets.came(offset);
        }
    }

    @Test
    void theFirstThatIsHeldRulesWhateverWasSought() {
        come(0, 100);
        OffsetRange held = feed.begin(10, 0);
        held.extendTo(19);
        feed.pinAt(50);
        assertThat(offsets.rewind()).isEqualTo(49);
        assertThat(offsets.answer(100)).as("before the seek").isEqualTo(10);
        assertThat(offsets.answer(49)).as("in the poll that sought").isEqualTo(10);
        offsets.putBegins();
        assertThat(offsets.answer(49)).as("after it").isEqualTo(10);
        feed.durable(held);
        assertThat(offsets.answer(49)).isEqualTo(49);
        come(49, 60);
        assertThat(offsets.answer(60)).isEqualTo(60);
    }

    @Test
    void aSeekGoesBehindWhatKafkaHasNever() {
        come(0, 100);
        OffsetRange held = feed.begin(50, 0);
        assertThat(offsets.answer(100)).isEqualTo(50);
        feed.abandoned(held);
        feed.pinAt(50);
        assertThat(offsets.rewind()).isEqualTo(50);
    }

    @Test
    void aSeekThatWasAimedBeforeKafkaKnewIsAimedAgain() {
        come(0, 100);
        feed.pinAt(50);
        assertThat(offsets.rewind()).isEqualTo(49);
        assertThat(offsets.answer(100)).isEqualTo(50);
        assertThat(offsets.aimsAgain(50, 100)).isTrue();
        assertThat(offsets.answer(50)).as("in the poll that sought").isEqualTo(50);
        assertThat(offsets.aimsAgain(50, 50)).isFalse();
    }

    /** The list of the put that asks for the seek was fetched before it. */
    @Test
    void aLogThatBeginsAnewWhileASeekIsUnderWayIsSoughtAtItsBeginning() {
        come(0, 100);
        feed.pinAt(50);
        assertThat(offsets.rewind()).isEqualTo(49);
        assertThat(offsets.goesBack(0)).isTrue();
        offsets.beginAnew(0);
        come(0, 90);
        assertThat(offsets.ignores(5)).isTrue();
        assertThat(offsets.answer(90)).isZero();
        offsets.putBegins();
        assertThat(offsets.goesBack(49)).as("what was sought in the old log").isFalse();
        assertThat(offsets.ignores(49)).isTrue();
        assertThat(offsets.mayRewind()).isTrue();
        assertThat(offsets.rewind()).isZero();
        offsets.putBegins();
        assertThat(offsets.goesBack(0)).isFalse();
        assertThat(offsets.ignores(0)).isFalse();
    }

    @Test
    void whatWasReadAgainOfTheOldLogIsReadOfTheNewOne() {
        come(0, 100);
        feed.pinAt(90);
        offsets.rewind();
        offsets.putBegins();
        assertThat(offsets.ignores(10)).isTrue();
        offsets.beginAnew(0);
        assertThat(offsets.ignores(10)).isFalse();
    }

    @Test
    void offsetsThatArePassedWithoutRecordsGoBackToo() {
        assertThat(offsets.answer(100)).isEqualTo(100);
        assertThat(offsets.passedGoesBack(50)).isTrue();
        assertThat(offsets.passedGoesBack(100)).isFalse();
    }

    @Test
    void aListThatFailedHalfWayIsNoSignOfAnotherLog() {
        come(0, 50);
        assertThat(offsets.answer(50)).isEqualTo(50);
        come(50, 80);
        offsets.stopAt(80);
        assertThat(offsets.passedGoesBack(50)).isFalse();
        assertThat(offsets.answer(50)).isEqualTo(50);
    }

    @Test
    void anAssignmentThatBeginsBehindWhatKafkaWasToldIsOfAnotherLog() {
        come(0, 60);
        assertThat(offsets.answer(60)).isEqualTo(60);
        PartitionOffsets again = new PartitionOffsets(new ArrayList<>());
        again.continues(offsets);
        PartitionOffsets andAgain = new PartitionOffsets(new ArrayList<>());
        andAgain.continues(again);
        assertThat(andAgain.goesBack(0)).isTrue();
        assertThat(andAgain.goesBack(60)).isFalse();
    }

    /** Asked before anything has come, the framework passes where the assignment begins. */
    @Test
    void nothingHasToComeOfAnotherLogBeforeItShows() {
        come(0, 60);
        assertThat(offsets.answer(60)).isEqualTo(60);
        PartitionOffsets again = new PartitionOffsets(new ArrayList<>());
        again.continues(offsets);
        assertThat(again.passedGoesBack(60)).isFalse();
        assertThat(again.passedGoesBack(0)).isTrue();
        again.beginAnew(0);
        assertThat(again.answer(0)).isZero();
    }
}
