package io.connectdomo.sink.dataset;

import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a snapshot ends ({@code replace.boundary=idle}, delivery.md 2.6): when every partition is at rest, or its next record
 * is that much younger than the youngest of the snapshot, so that a replay cuts where the first run cut. Task thread only.
 */
final class SnapshotBoundary {
    private static final long NOT_KNOWN = Long.MIN_VALUE;

    private final long idleMs;
    private final Collection<AssignedPartition> assigned;
    /** Feeds whose next record is too young for the snapshot, and its timestamp. */
    private final Map<Feed, Long> beyond = new HashMap<>();

    private long newest = NOT_KNOWN;

    SnapshotBoundary(long idleMs, Collection<AssignedPartition> assigned) {
        this.idleMs = idleMs;
        this.assigned = assigned;
    }

    /** Whether the record belongs to the snapshot; if not, its feed waits for the end of the snapshot. */
    boolean takes(Feed feed, Long timestamp, boolean snapshotOpen) {
        if (!snapshotOpen) {
            reset();
        }
        if (timestamp == null) {
            return true;
        }
        if (isBeyond(timestamp)) {
            beyond.put(feed, timestamp);
            return false;
        }
        newest = Math.max(newest, timestamp);
        return true;
    }

    /** Whether the feed may go on: the others may have closed the gap in the meantime. */
    boolean accepts(Feed feed, boolean snapshotOpen) {
        Long next = beyond.get(feed);
        return next == null || !snapshotOpen || !isBeyond(next);
    }

    private boolean isBeyond(long timestamp) {
        return newest != NOT_KNOWN && timestamp > newest + idleMs;
    }

    /** Whether every partition that may feed the destination has nothing more for the snapshot. */
    boolean ended(Destination destination, long nowMs) {
        boolean any = false;
        for (AssignedPartition partition : assigned) {
            if (concerns(partition, destination)) {
                any = true;
                if (!isBeyond(partition, destination) && !atRest(partition, nowMs)) {
                    return false;
                }
            }
        }
        return any;
    }

    /** When {@link #ended} may become true, if nothing comes. */
    long nextDueMs(Destination destination) {
        long due = Long.MIN_VALUE;
        for (AssignedPartition partition : assigned) {
            if (concerns(partition, destination) && !isBeyond(partition, destination)) {
                due = Math.max(due, partition.lastCameMs() + idleMs);
            }
        }
        return due;
    }

    /** Also a partition that has delivered nothing yet: its topic may be renamed by a transformation. */
    private static boolean concerns(AssignedPartition partition, Destination destination) {
        return !partition.hasDelivered() || partition.feedOf(destination) != null;
    }

    private boolean isBeyond(AssignedPartition partition, Destination destination) {
        Long next = beyond.get(partition.feedOf(destination));
        return next != null && isBeyond(next);
    }

    private boolean atRest(AssignedPartition partition, long nowMs) {
        return partition.listening() && nowMs - partition.lastCameMs() >= idleMs;
    }

    /** The snapshot is over, or begins anew. */
    void reset() {
        beyond.clear();
        newest = NOT_KNOWN;
    }
}
