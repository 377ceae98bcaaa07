package io.connectdomo.sink.dataset;

import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import java.util.Collection;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a snapshot ends (delivery.md 2.6): when every partition that may feed the destination is at rest, or is held because
 * its next record belongs to another snapshot. Task thread only.
 */
abstract class SnapshotBoundary {
    private final long idleMs;
    private final Collection<AssignedPartition> assigned;

    SnapshotBoundary(long idleMs, Collection<AssignedPartition> assigned) {
        this.idleMs = idleMs;
        this.assigned = assigned;
    }

    static SnapshotBoundary of(DataSetSettings settings, Collection<AssignedPartition> assigned) {
        return settings.snapshotId()
                .<SnapshotBoundary>map(id -> new SnapshotIdBoundary(id, settings.replaceIdleMs(), assigned))
                .orElseGet(() -> new IdleBoundary(settings.replaceIdleMs(), assigned));
    }

    /** What to do with a record. */
    enum Verdict {
        /** It belongs to the snapshot that is open, or begins one. */
        TAKE,
        /** It belongs to a later snapshot: its feed waits, and is read again from here. */
        HOLD,
        /** It belongs to an earlier snapshot than the open one, which is given up and read again afterwards. */
        TAKE_INSTEAD
    }

    /**
     * Decides on the next record of a feed.
     *
     * @throws io.connectdomo.sink.record.BadRecordException if it can belong to no snapshot
     */
    abstract Verdict judge(Feed feed, SinkRecord record);

    /** Whether the feed may go on now. */
    abstract boolean accepts(Feed feed);

    /** Whether the feed's next record belongs to another snapshot. */
    abstract boolean holds(Feed feed);

    /** The open snapshot is complete and about to be committed. */
    abstract void sealed();

    /** The snapshot that was open or sealed is read again from its start. */
    abstract void givenUp();

    /** The snapshot that was sealed is in Domo. */
    abstract void committed();

    final long idleMs() {
        return idleMs;
    }

    /** Whether every partition that may feed the destination has nothing more for the snapshot. */
    final boolean ended(Destination destination, long nowMs) {
        boolean any = false;
        for (AssignedPartition partition : assigned) {
            if (concerns(partition, destination)) {
                any = true;
                if (!held(partition, destination) && !atRest(partition, nowMs)) {
                    return false;
                }
            }
        }
        return any;
    }

    /** When {@link #ended} may become true, if nothing comes. */
    final long nextDueMs(Destination destination) {
        long due = Long.MIN_VALUE;
        for (AssignedPartition partition : assigned) {
            if (concerns(partition, destination) && !held(partition, destination)) {
                // Nothing becomes due by time while we don't listen.
                due = partition.listening() ? Math.max(due, partition.lastCameMs() + idleMs) : Long.MAX_VALUE;
            }
            if (due == Long.MAX_VALUE) {
                return due;
            }
        }
        return due;
    }

    /** Also a partition that has delivered nothing yet: its topic may be renamed by a transformation. */
    private static boolean concerns(AssignedPartition partition, Destination destination) {
        return !partition.hasDelivered() || partition.feedOf(destination) != null;
    }

    private boolean held(AssignedPartition partition, Destination destination) {
        Feed feed = partition.feedOf(destination);
        return feed != null && holds(feed);
    }

    private boolean atRest(AssignedPartition partition, long nowMs) {
        return partition.listening() && nowMs - partition.lastCameMs() >= idleMs;
    }
}
