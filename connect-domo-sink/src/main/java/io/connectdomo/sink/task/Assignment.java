package io.connectdomo.sink.task;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The partitions of this task: which there are, which are paused, and which go back. The only place that pauses, resumes
 * and rewinds. Task thread only.
 */
public final class Assignment {
    private final SinkTaskContext context;
    private final Map<TopicPartition, AssignedPartition> partitions = new HashMap<>();
    /** First-seen times of records that were not durable when their partition was closed. */
    private final Map<FeedKey, Long> seenBeforeClose = new HashMap<>();
    /** Partitions revoked, not lost, since the last put: when they were taken over first. */
    private final Map<TopicPartition, Long> revokedSincePut = new HashMap<>();

    private boolean offsetsAskedSincePut;

    private record FeedKey(TopicPartition topicPartition, Destination destination) {}

    public Assignment(SinkTaskContext context) {
        this.context = context;
    }

    /** A live view. */
    public Collection<AssignedPartition> all() {
        return partitions.values();
    }

    AssignedPartition get(TopicPartition topicPartition) {
        return partitions.get(topicPartition);
    }

    // ---- open and close

    void open(Collection<TopicPartition> opened, Collection<? extends Destination> destinations, long nowMs) {
        for (TopicPartition topicPartition : opened) {
            // Revoked and back within one poll: nobody else can have owned it in between.
            Long since = revokedSincePut.remove(topicPartition);
            AssignedPartition partition = new AssignedPartition(topicPartition, since == null ? nowMs : since);
            partitions.put(topicPartition, partition);
            for (Destination destination : destinations) {
                Feed survivor = destination.survivor(topicPartition);
                if (survivor != null) {
                    survivor.reopen(partition);
                    partition.add(survivor);
                }
            }
        }
    }

    /** Names of partitions that are closed already are tolerated: the framework repeats itself. */
    Set<TopicPartition> close(Collection<TopicPartition> closing) {
        Set<TopicPartition> closed = new HashSet<>();
        for (TopicPartition topicPartition : closing) {
            AssignedPartition partition = partitions.remove(topicPartition);
            if (partition == null) {
                continue;
            }
            closed.add(topicPartition);
            // Lost partitions are closed without a preCommit before.
            if (offsetsAskedSincePut) {
                revokedSincePut.put(topicPartition, partition.openedAtMs());
            }
            for (Feed feed : partition.feeds()) {
                if (feed.oldestSeenMs() != Feed.NONE) {
                    seenBeforeClose.put(new FeedKey(topicPartition, feed.destination()), feed.oldestSeenMs());
                }
            }
        }
        return closed;
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

    // ---- the rhythm of the framework

    void putBegins() {
        offsetsAskedSincePut = false;
        revokedSincePut.clear();
        for (AssignedPartition partition : partitions.values()) {
            partition.putBegins();
        }
    }

    void offsetsAsked() {
        offsetsAskedSincePut = true;
    }

    /**
     * Sends partitions back to where their destinations want to read again. The framework takes a seek for a commit: an
     * offset only sought to would never reach Kafka.
     */
    void rewind(long nowMs) {
        for (AssignedPartition partition : partitions.values()) {
            if (partition.wantsRewind() && partition.mayRewind()) {
                long from = partition.rewind(nowMs);
                context.offset(partition.topicPartition(), partition.seekFor(from));
            }
        }
    }

    /** Pauses and resumes so that exactly the wanted partitions are read. */
    void reconcilePauses(boolean memoryShort, long nowMs) {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (AssignedPartition partition : partitions.values()) {
            boolean wanted = memoryShort || holdsBack(partition);
            if (!partition.isPaused(wanted)) {
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
