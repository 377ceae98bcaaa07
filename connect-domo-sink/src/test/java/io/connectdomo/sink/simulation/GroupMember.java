package io.connectdomo.sink.simulation;

import io.connectdomo.sink.task.ConsumerMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Kafka's own {@code MockConsumer} as a member of a group in a {@link Cluster}: rebalances happen within a poll, a poll waits in simulated
 * time (its monitor is nobody else's), offsets that are out of range are reset to the earliest, and one that the group has given up is told nothing before it polls.
 */
final class GroupMember extends MockConsumer<byte[], byte[]> {
    private static final long LONGEST_POLL_MS = 200;

    private final Cluster cluster;
    private final SimulatedTime time;
    private final int maxPollRecords;
    private final Deque<Runnable> inPoll = new ArrayDeque<>();
    private final Map<TopicPartition, Integer> incarnations = new HashMap<>();
    private final Map<TopicPartition, Long> lags = new HashMap<>();
    /** Reset, and nothing has come since. */
    private final Set<TopicPartition> reset = new HashSet<>();

    private boolean losing;
    private boolean cutOff;
    private boolean connectorPaused;
    private boolean woken;
    /** Of which it will be told in its next poll; until then the group takes no offsets of it. */
    private int losses;

    private long fetches;

    GroupMember(Cluster cluster, SimulatedTime time, int maxPollRecords) {
        super(OffsetResetStrategy.EARLIEST);
        this.cluster = cluster;
        this.time = time;
        this.maxPollRecords = maxPollRecords;
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        cluster.partitions().forEach(partition -> beginnings.put(partition, 0L));
        updateBeginningOffsets(beginnings);
    }

    /** Neither records nor commits pass any more. */
    void cutOff() {
        cutOff = true;
    }

    void connectorPaused(boolean now) {
        connectorPaused = now;
    }

    /** What a real one shows in JMX. */
    ConsumerMetrics shown() {
        return new ConsumerMetrics() {
            @Override
            public boolean paused() {
                return connectorPaused;
            }

            @Override
            public OptionalDouble fetches() {
                return OptionalDouble.of((double) fetches);
            }

            @Override
            public OptionalDouble lag(TopicPartition partition) {
                Long lag = lags.get(partition);
                return lag == null ? OptionalDouble.empty() : OptionalDouble.of((double) lag);
            }
        };
    }

    /** Whether the consumer shows a partition as read to its end that is not. */
    boolean looksReadThough(TopicPartition partition) {
        Long lag = lags.get(partition);
        return lag != null
                && lag == 0
                && position(partition) < cluster.log(partition).entries().size();
    }

    void assignInPoll(Collection<TopicPartition> partitions) {
        inPoll.add(() -> rebalanceTo(partitions, Set.of()));
    }

    void revokeInPoll(Collection<TopicPartition> partitions) {
        inPoll.add(() -> rebalanceTo(Set.of(), partitions));
    }

    /** The group has given them away already; told within the next poll. */
    void loseInPoll(Collection<TopicPartition> partitions) {
        losses++;
        inPoll.add(() -> {
            losses--;
            losing = true;
            rebalanceTo(Set.of(), partitions);
            losing = false;
        });
    }

    private void rebalanceTo(Collection<TopicPartition> added, Collection<TopicPartition> removed) {
        // Unlike a real consumer, the mock keeps pauses of what it loses, and offsets that others have committed since.
        Set<TopicPartition> forgotten = new LinkedHashSet<>(paused());
        forgotten.retainAll(removed);
        resume(forgotten);
        for (TopicPartition partition : added) {
            incarnations.put(partition, cluster.log(partition).incarnation());
            lags.remove(partition);
            reset.remove(partition);
            super.commitAsync(Map.of(partition, new OffsetAndMetadata(startOf(partition))), null);
        }
        Set<TopicPartition> after = new LinkedHashSet<>(assignment());
        after.removeAll(removed);
        after.addAll(added);
        rebalance(after);
    }

    /** Of an offset behind the log's end nothing can be fetched: it is reset. */
    private long startOf(TopicPartition partition) {
        long committed = cluster.committed(partition);
        return committed > cluster.log(partition).entries().size() ? 0 : committed;
    }

    @Override
    public void subscribe(Collection<String> subscribed, ConsumerRebalanceListener listener) {
        super.subscribe(subscribed, new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                if (losing) {
                    listener.onPartitionsLost(partitions);
                } else {
                    listener.onPartitionsRevoked(partitions);
                }
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                listener.onPartitionsAssigned(partitions);
            }
        });
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        while (!inPoll.isEmpty()) {
            inPoll.poll().run();
        }
        // The mock throws, and would keep what was fetched over a seek; a real one forgets it.
        boolean any = !cutOff && !woken && fetch();
        woken = false;
        time.sleep(any ? 1 : Math.max(1, Math.min(timeout.toMillis(), LONGEST_POLL_MS)));
        return super.poll(timeout);
    }

    @Override
    public synchronized void wakeup() {
        woken = true;
        super.wakeup();
    }

    private boolean fetch() {
        List<TopicPartition> fetched = new ArrayList<>(assignment());
        fetched.removeAll(paused());
        fetched.removeIf(partition -> !cluster.hasLeader(partition));
        int room = maxPollRecords;
        for (TopicPartition partition : fetched) {
            resetIfOutOfRange(partition);
            List<Entry> log = cluster.log(partition).entries();
            long offset = position(partition);
            for (; offset < log.size() && room > 0; offset++, room--) {
                addRecord(record(partition, offset, log.get((int) offset)));
                reset.remove(partition);
            }
            lags.put(partition, log.size() - offset);
        }
        fetches += fetched.isEmpty() ? 0 : 1;
        return room < maxPollRecords;
    }

    private void resetIfOutOfRange(TopicPartition partition) {
        Cluster.Log log = cluster.log(partition);
        if (log.incarnation() != incarnations.get(partition)
                || position(partition) > log.entries().size()) {
            incarnations.put(partition, log.incarnation());
            reset.add(partition);
            seek(partition, 0);
        }
    }

    private ConsumerRecord<byte[], byte[]> record(TopicPartition partition, long offset, Entry entry) {
        String text = entry.kind() + " " + entry.id() + " " + entry.number() + " "
                + (entry.snapshot() == null ? "-" : entry.snapshot()) + " "
                + cluster.log(partition).incarnation() + " "
                + (entry.column() == null ? "-" : entry.column());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                entry.timestamp(),
                TimestampType.CREATE_TIME,
                bytes.length,
                bytes.length,
                bytes,
                bytes,
                new RecordHeaders(),
                Optional.empty());
    }

    @Override
    public synchronized void commitAsync(
            Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
        if (isFenced()) {
            inPoll.add(() -> callback.onComplete(offsets, new CommitFailedException()));
            return;
        }
        commit(offsets);
        // Out of the call that asked for it, as a real consumer's.
        inPoll.add(() -> callback.onComplete(offsets, null));
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (isFenced()) {
            throw new CommitFailedException();
        }
        commit(offsets);
    }

    private boolean isFenced() {
        return cutOff || losses > 0;
    }

    /**
     * Offsets of a topic that was made anew, and of which nothing was read since, are not kept: that an offset of the old log may
     * hide records of the new one, neither Kafka nor a task can tell.
     */
    private void commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> {
            boolean ofThisLog =
                    incarnations.get(partition) == cluster.log(partition).incarnation();
            if (ofThisLog && !reset.contains(partition)) {
                cluster.commit(partition, offset.offset());
            }
        });
    }
}
