package io.connectdomo.sink.task;

import io.connectdomo.sink.record.Coordinates;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Carries the records of one list to their destinations, a long list on a thread of its own, while the framework reads and
 * converts the next: converting costs several times as much as writing rows, and the two together would be the rate.
 *
 * <p>The state of partitions, feeds and batches belongs to one thread at a time: the task thread {@link #join}s before it touches
 * any of it, and hands over when it has nothing more to do.
 */
final class Delivery implements AutoCloseable {
    /** Below this a list is delivered at once: the hand-over would cost more than it saves. */
    private static final int LONG_LIST = 100;

    private final Assignment assignment;
    private final Destinations destinations;
    private final MemoryGuard memory;
    private final Position position;
    private final Failure failure;
    private final ExecutorService thread;
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    /** The partition of the last record, so that the usual record needs no look-up. */
    private AssignedPartition lastPartition;

    Delivery(
            Assignment assignment,
            Destinations destinations,
            MemoryGuard memory,
            Failure failure,
            ExecutorService thread) {
        this.assignment = assignment;
        this.position = assignment.position();
        this.destinations = destinations;
        this.memory = memory;
        this.failure = failure;
        this.thread = thread;
    }

    static boolean isLong(Collection<SinkRecord> records) {
        return records.size() >= LONG_LIST;
    }

    /** Delivers on the calling thread. */
    void now(Collection<SinkRecord> records, long nowMs) {
        deliver(List.copyOf(records), nowMs);
    }

    /** Delivers on the other thread; the caller touches no state before it has joined. */
    void ahead(Collection<SinkRecord> records, long nowMs) {
        List<SinkRecord> list = List.copyOf(records);
        running = CompletableFuture.runAsync(() -> deliver(list, nowMs), thread);
    }

    /** Says which partitions the list speaks for, before anybody concludes from their silence. */
    void announce(Collection<SinkRecord> records, long nowMs) {
        TopicPartition last = null;
        for (SinkRecord record : records) {
            if (last == null || !isOf(record, last)) {
                last = new TopicPartition(Coordinates.topic(record), Coordinates.partition(record));
                AssignedPartition partition = assignment.get(last);
                if (partition != null) {
                    partition.heard(nowMs);
                }
            }
        }
    }

    private static boolean isOf(SinkRecord record, TopicPartition partition) {
        return partition.partition() == Coordinates.partition(record)
                && partition.topic().equals(Coordinates.topic(record));
    }

    /** Waits for the list under way; how it failed is in {@link Failure}. */
    void join() {
        running.join();
    }

    void assignmentChanged() {
        lastPartition = null;
    }

    /** Throws nothing: a list that fails stops where it failed, and no offset from there on is safe. */
    private void deliver(List<SinkRecord> records, long nowMs) {
        memory.listBegins();
        int delivered = 0;
        position.begins(records);
        try {
            for (; delivered < records.size(); delivered++) {
                position.at(delivered);
                deliver(records.get(delivered), nowMs);
            }
        } catch (RuntimeException | Error cause) {
            failure.report(cause);
            records.subList(delivered, records.size()).forEach(this::stopAt);
        }
        if (lastPartition != null && delivered > 0) {
            lastPartition.lastTimestamp(records.get(delivered - 1).timestamp());
        }
        position.ends();
        memory.listEnds(records.size());
    }

    private void deliver(SinkRecord record, long nowMs) {
        AssignedPartition partition = partitionOf(record);
        if (partition == null) {
            return; // not ours any more: its new owner reads it
        }
        long offset = Coordinates.offset(record);
        partition.came(offset, nowMs);
        String topic = record.topic();
        Route route = partition.routeOf(topic);
        if (partition.offsets().ignores(offset)) {
            if (route != null) {
                route.foresee(record);
            }
            return;
        }
        Feed feed = partition.lastFeed();
        if (route == null) {
            route = destinations.routeOf(topic);
            feed = assignment.feed(partition, route.destination());
            partition.remember(topic, route, feed);
        }
        if (!feed.has(offset)) {
            route.write(feed, record, offset, nowMs);
        } else if (feed.endsWhatIsDurable(offset)) {
            partition.durableCameAgain();
        }
    }

    private void stopAt(SinkRecord record) {
        AssignedPartition partition = partitionOf(record);
        if (partition != null) {
            partition.offsets().stopAt(Coordinates.offset(record));
        }
    }

    private AssignedPartition partitionOf(SinkRecord record) {
        AssignedPartition last = lastPartition;
        if (last != null && isOf(record, last.topicPartition())) {
            return last;
        }
        if (last != null) {
            last.lastTimestamp(position.timestampBefore());
        }
        lastPartition = assignment.get(new TopicPartition(Coordinates.topic(record), Coordinates.partition(record)));
        return lastPartition;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
