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
    /** Partitions revoked, not lost, since the last put: nobody else can have owned those that come back before the next. */
    private final Map<TopicPartition, AssignedPartition> revokedSincePut = new HashMap<>();

    /** What the framework asked offsets of last, if nothing else has happened since. */
    private Set<TopicPartition> askedLast = Set.of();

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

    void open(Collection<TopicPartition> opened, Collection<? extends Destination> destinations, long nowMs) {
        for (TopicPartition topicPartition : opened) {
            AssignedPartition before = revokedSincePut.remove(topicPartition);
            AssignedPartition partition =
                    new AssignedPartition(topicPartition, position, before == null ? nowMs : before.openedAtMs());
            partitions.put(topicPartition, partition);
            if (before == null) {
                addSurvivors(partition, destinations);
            } else {
                before.feeds().forEach(feed -> addReopened(partition, feed));
            }
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

    private void addSurvivors(AssignedPartition partition, Collection<? extends Destination> destinations) {
        for (Destination destination : destinations) {
            Feed survivor = destination.survivor(partition.topicPartition());
            if (survivor != null) {
                addReopened(partition, survivor);
            }
        }
    }

    private void addReopened(AssignedPartition partition, Feed feed) {
        seenBeforeClose.remove(new FeedKey(partition.topicPartition(), feed.destination()));
        feed.reopen(partition);
        partition.add(feed);
    }

    /** Names of partitions that are closed already are tolerated: the framework repeats itself. */
    Set<TopicPartition> close(Collection<TopicPartition> closing) {
        Set<TopicPartition> closed = new HashSet<>();
        // Lost partitions are closed without having been asked for their offsets.
        boolean revoked = askedLast.equals(Set.copyOf(closing));
        for (TopicPartition topicPartition : closing) {
            AssignedPartition partition = partitions.remove(topicPartition);
            if (partition != null) {
                closed.add(topicPartition);
                rememberFirstSeen(partition);
                if (revoked) {
                    revokedSincePut.put(topicPartition, partition);
                }
            }
        }
        askedLast = Set.of();
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
        for (AssignedPartition closed : revokedSincePut.values()) {
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
        askedLast = Set.of();
        revokedSincePut.clear();
        for (AssignedPartition partition : partitions.values()) {
            partition.putBegins();
        }
    }

    /**
     * The framework asks for offsets: of its own accord, because we asked it to, or because it is about to revoke exactly these.
     *
     * @param silent whether the task thread had not been heard for long before: then the partitions may have been lost
     *     meanwhile, and what follows is no orderly revocation
     */
    void offsetsAsked(Set<TopicPartition> of, boolean silent) {
        askedLast = silent ? Set.of() : Set.copyOf(of);
    }

    /**
     * Sends partitions back to where their destinations want to read again. The framework takes a seek for a commit: an
     * offset only sought to would never reach Kafka.
     */
    void rewind(long nowMs) {
        for (AssignedPartition partition : partitions.values()) {
            if (partition.wantsRewind() && partition.mayRewind()) {
                say(partition);
                long from = partition.rewind(nowMs);
                context.offset(partition.topicPartition(), partition.seekFor(from));
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
        if (partition.seeksBehind(answered, passed)) {
            context.offset(partition.topicPartition(), answered);
        }
    }

    boolean wantsRewind() {
        for (AssignedPartition partition : partitions.values()) {
            if (partition.wantsRewind()) {
                return true;
            }
        }
        return false;
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
        if (partition.wantsRewind()) {
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
