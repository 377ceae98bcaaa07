package io.connectdomo.sink.dataset;

import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.SilenceWatch;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code replace.boundary=idle}: a record that is younger than the youngest of the snapshot by the silence that ends one
 * belongs to the next, and one that is older than the oldest by it to the one before, so that a replay cuts where the first run
 * cut, whichever partition is read first.
 */
final class IdleBoundary extends SnapshotBoundary {
    private static final long NOT_KNOWN = Long.MIN_VALUE;

    /** Feeds whose next record is too young for the snapshot, and its timestamp. */
    private final Map<Feed, Long> beyond = new HashMap<>();

    private final long idleMs;
    /** Feeds with records in the open snapshot: what they show next comes after it, whatever its timestamp. */
    private final Set<Feed> delivering = new HashSet<>();

    private long oldest = NOT_KNOWN;
    private long newest = NOT_KNOWN;

    IdleBoundary(long idleMs, Collection<AssignedPartition> assigned, SilenceWatch silence) {
        super(assigned, silence);
        this.idleMs = idleMs;
    }

    @Override
    Verdict judge(Feed feed, SinkRecord record) {
        Long timestamp = record.timestamp();
        if (timestamp == null) {
            return Verdict.TAKE;
        }
        if (isBeyond(timestamp)) {
            beyond.put(feed, timestamp);
            return Verdict.HOLD;
        }
        if (isBefore(timestamp) && !delivering.contains(feed)) {
            return Verdict.TAKE_INSTEAD;
        }
        delivering.add(feed);
        oldest = oldest == NOT_KNOWN ? timestamp : Math.min(oldest, timestamp);
        newest = Math.max(newest, timestamp);
        return Verdict.TAKE;
    }

    /** The others may have closed the gap in the meantime. */
    @Override
    boolean accepts(Feed feed) {
        return !holds(feed);
    }

    @Override
    boolean holds(Feed feed) {
        Long next = beyond.get(feed);
        return next != null && isBeyond(next);
    }

    private boolean isBeyond(long timestamp) {
        return newest != NOT_KNOWN && timestamp - newest > idleMs;
    }

    private boolean isBefore(long timestamp) {
        return oldest != NOT_KNOWN && oldest - timestamp > idleMs;
    }

    @Override
    void sealed() {
        givenUp();
    }

    @Override
    void givenUp() {
        beyond.clear();
        delivering.clear();
        oldest = NOT_KNOWN;
        newest = NOT_KNOWN;
    }

    @Override
    void committed() {}
}
