package io.connectdomo.sink.task;

import io.connectdomo.sink.metrics.SinkMetrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of this task: which there are, which are paused, and which go back. The only place that pauses, resumes
 * and rewinds. Task thread only.
 */
public final class Assignment {
    private static final Logger log = LoggerFactory.getLogger(Assignment.class);

    private final SinkTaskContext context;
    private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
    /** First-seen times of records that were not durable when their partition was closed. */
    private final Map<FeedKey, Long> seenBeforeClose = new HashMap<>();
    /** Eager assignors close everything and open most of it again within one poll: what feeds of those had is known still. */
    private final Map<TopicPartition, AssignedPartition> closedSincePut = new HashMap<>();

    private record FeedKey(TopicPartition topicPartition, Destination destination) {}

    /** Why records of a destination were read again, as far as it was said. */
    private final Map<Destination, Set<String>> said = new HashMap<>();

    private final SinkMetrics metrics;
    private final Position position = new Position();

    public Assignment(SinkTaskContext context, SinkMetrics metrics) {
        this.context = context;
        this.metrics = metrics;
    }

    /** A live view. */
    public Collection<AssignedPartition> all() {
        return partitions.values();
    }

    Position position() {
        return position;
    }

    AssignedPartition get(TopicPartition topicPartition) {
        return partitions.get(topicPartition);
    }

    // ---- open and close

    /**
     * Each is a take-over, also of what was closed a moment ago: {@code close} does not tell whether a partition was revoked, or lost
     * and so perhaps somebody else's meanwhile. Offsets are asked for before a revocation, but the framework may ask for the same
     * ones of its own accord right before a loss.
     */
    void open(Collection<TopicPartition> opened, Collection<? extends Destination> destinations, long nowMs) {
        for (TopicPartition topicPartition : opened) {
            AssignedPartition before = closedSincePut.remove(topicPartition);
            AssignedPartition partition = new AssignedPartition(topicPartition, position, nowMs);
            partitions.put(topicPartition, partition);
            List<Feed> known = before == null ? survivors(topicPartition, destinations) : before.feeds();
            known.forEach(feed -> addReopened(partition, feed));
        }
    }

    /** The partition's records go to the destination, and are not read before it can take them. */
    void foresee(TopicPartition topicPartition, Destination destination, long nowMs) {
        AssignedPartition partition = partitions.get(topicPartition);
        Feed feed = feed(partition, destination);
        // What a commit of an earlier assignment holds is passed over, the sooner the better.
        if (!feed.awaitsOldCommit() && holdsBack(partition)) {
            context.pause(topicPartition);
            partition.paused(true, nowMs);
        }
    }

    private static List<Feed> survivors(TopicPartition topicPartition, Collection<? extends Destination> destinations) {
        List<Feed> survivors = new ArrayList<>();
        for (Destination destination : destinations) {
            Feed survivor = destination.survivor(topicPartition);
            if (survivor != null) {
                survivors.add(survivor);
            }
        }
        return survivors;
    }

    private void addReopened(AssignedPartition partition, Feed feed) {
        seenBeforeClose.remove(new FeedKey(partition.topicPartition(), feed.destination()));
        partition.offsets().continues(feed.partition().offsets());
        feed.reopen(partition);
        partition.add(feed);
    }

    /** Names of partitions that are closed already are tolerated: the framework repeats itself. */
    Set<TopicPartition> close(Collection<TopicPartition> closing) {
        Set<TopicPartition> closed = new HashSet<>();
        for (TopicPartition topicPartition : closing) {
            AssignedPartition partition = partitions.remove(topicPartition);
            if (partition != null) {
                closed.add(topicPartition);
                rememberFirstSeen(partition);
                closedSincePut.put(topicPartition, partition);
            }
        }
        return closed;
    }

    private void rememberFirstSeen(AssignedPartition partition) {
        for (Feed feed : partition.feeds()) {
            if (feed.oldestSeenMs() != Feed.NONE) {
                seenBeforeClose.put(new FeedKey(partition.topicPartition(), feed.destination()), feed.oldestSeenMs());
            }
        }
    }

    Feed feed(AssignedPartition partition, Destination destination) {
        Feed known = partition.feedOf(destination);
        if (known != null) {
            return known;
        }
        Feed feed = new Feed(destination, partition);
        Long seen = seenBeforeClose.remove(new FeedKey(partition.topicPartition(), destination));
        if (seen != null) {
            feed.rememberFirstSeen(seen);
        }
        partition.add(feed);
        return feed;
    }

    /**
     * One destination takes the place of another: what that one had pinned is read again into the new one. Of what was closed
     * meanwhile nothing is left to do but to forget it.
     */
    public void handOver(Destination from, Destination to) {
        for (AssignedPartition partition : partitions.values()) {
            Feed before = partition.feedOf(from);
            if (before != null) {
                partition.remove(before);
                feed(partition, to).takeOver(before);
            }
        }
        for (AssignedPartition closed : closedSincePut.values()) {
            Feed before = closed.feedOf(from);
            if (before != null) {
                closed.remove(before);
            }
        }
        seenBeforeClose.keySet().removeIf(key -> key.destination() == from);
        said.remove(from);
    }

    // ---- the rhythm of the framework

    void putBegins() {
        closedSincePut.clear();
        for (AssignedPartition partition : partitions.values()) {
            partition.offsets().putBegins();
        }
    }

    /** Sends partitions back to where their destinations want to read again. */
    void rewind(long nowMs) {
        for (AssignedPartition partition : partitions.values()) {
            if (partition.offsets().isPinned() && partition.offsets().mayRewind()) {
                say(partition);
                context.offset(partition.topicPartition(), partition.rewind(nowMs));
                metrics.rewound();
            }
        }
    }

    /** Once for each reason and destination: the framework converts those records again, and repeats what it has to say of them. */
    private void say(AssignedPartition partition) {
        for (Feed feed : partition.feeds()) {
            String why = feed.pinnedFor();
            if (why != null
                    && said.computeIfAbsent(feed.destination(), each -> new HashSet<>())
                            .add(why)) {
                log.info(
                        "{}: partition {} is read again from offset {}: {}. This is said once",
                        feed.destination().name(),
                        partition,
                        feed.pin(),
                        why);
            }
        }
    }

    /** A rewind whose seek has not happened yet goes to what Kafka knows now, not behind it. */
    void aimAgain(AssignedPartition partition, long answered, long passed) {
        if (partition.offsets().aimsAgain(answered, passed)) {
            context.offset(partition.topicPartition(), answered);
        }
    }

    boolean wantsRewind() {
        for (AssignedPartition partition : partitions.values()) {
            if (partition.offsets().isPinned()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a partition goes on elsewhere than Kafka knows, since the last call, though no batch became durable. */
    boolean takeTellsKafka() {
        boolean any = false;
        for (AssignedPartition partition : partitions.values()) {
            any |= partition.takeTellsKafka();
        }
        return any;
    }

    /** Pauses and resumes so that exactly the wanted partitions are read. */
    void reconcilePauses(boolean memoryShort, long nowMs) {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (AssignedPartition partition : partitions.values()) {
            boolean wanted = memoryShort || holdsBack(partition);
            if (partition.pauseDiffers(wanted)) {
                (wanted ? pause : resume).add(partition.topicPartition());
                partition.paused(wanted, nowMs);
            }
        }
        if (!pause.isEmpty()) {
            context.pause(pause.toArray(TopicPartition[]::new));
        }
        if (!resume.isEmpty()) {
            context.resume(resume.toArray(TopicPartition[]::new));
        }
    }

    private static boolean holdsBack(AssignedPartition partition) {
        if (partition.offsets().isPinned()) {
            return true;
        }
        for (Feed feed : partition.feeds()) {
            if (!feed.destination().accepts(feed)) {
                return true;
            }
        }
        return false;
    }
}
