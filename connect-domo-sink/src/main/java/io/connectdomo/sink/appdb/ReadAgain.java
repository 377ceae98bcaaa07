package io.connectdomo.sink.appdb;

import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.OffsetRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * What is known of records that are read again because their batch could not be written whole: which of them Domo refuses, and which
 * are settled, because they are in the dead-letter queue, or in the collection although nothing there tells. Task thread only.
 */
final class ReadAgain {
    private final Map<TopicPartition, Of> partitions = new HashMap<>();

    private static final class Of {
        private final TreeMap<Long, String> refused = new TreeMap<>();

        /** Ascending. */
        private long[] settled = {};
    }

    /** Keeps what the records of {@code batch} are to be spared when they come again. */
    void remember(DocumentBatch batch, WriteOutcome.Partly outcome) {
        for (Refusal refusal : outcome.refusals()) {
            if (!batch.hasBegunAnew(refusal.change().feed())) {
                of(refusal.change().feed()).refused.put(refusal.change().offset(), refusal.why());
            }
        }
        Map<Feed, List<Long>> written = new HashMap<>();
        for (DocumentChange change : outcome.written()) {
            if (!batch.hasBegunAnew(change.feed())) {
                written.computeIfAbsent(change.feed(), feed -> new ArrayList<>())
                        .add(change.offset());
            }
        }
        written.forEach(this::settled);
    }

    /** These are in the dead-letter queue. */
    void settled(Map<Feed, List<Long>> errants) {
        errants.forEach(this::settled);
    }

    private void settled(Feed feed, List<Long> offsets) {
        Of partition = of(feed);
        partition.settled = merged(partition.settled, offsets);
        partition.refused.keySet().removeAll(offsets);
    }

    private static long[] merged(long[] before, List<Long> more) {
        long[] all = Arrays.copyOf(before, before.length + more.size());
        for (int i = 0; i < more.size(); i++) {
            all[before.length + i] = more.get(i);
        }
        Arrays.sort(all);
        return all;
    }

    private Of of(Feed feed) {
        return partitions.computeIfAbsent(feed.partition().topicPartition(), each -> new Of());
    }

    boolean isEmpty() {
        return partitions.isEmpty();
    }

    /** Why Domo refuses the record at {@code offset}; null where it is not known to. */
    String refusalOf(Feed feed, long offset) {
        Of partition = partitions.get(feed.partition().topicPartition());
        return partition == null ? null : partition.refused.get(offset);
    }

    /** Whether the record at {@code offset} is in the collection, or in the dead-letter queue. */
    boolean isSettled(Feed feed, long offset) {
        Of partition = partitions.get(feed.partition().topicPartition());
        return partition != null && Arrays.binarySearch(partition.settled, offset) >= 0;
    }

    /** These are durable and do not come again. */
    void forget(OffsetRange durable) {
        Of partition = partitions.get(durable.topicPartition());
        if (partition == null) {
            return;
        }
        partition.refused.headMap(durable.last(), true).clear();
        int gone = Arrays.binarySearch(partition.settled, durable.last() + 1);
        partition.settled =
                Arrays.copyOfRange(partition.settled, gone < 0 ? -gone - 1 : gone, partition.settled.length);
        if (partition.refused.isEmpty() && partition.settled.length == 0) {
            partitions.remove(durable.topicPartition());
        }
    }

    /** Somebody else writes them now. */
    void forget(Set<TopicPartition> closed) {
        partitions.keySet().removeAll(closed);
    }
}
