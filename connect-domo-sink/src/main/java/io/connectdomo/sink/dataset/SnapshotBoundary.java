package io.connectdomo.sink.dataset;

import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.SilenceWatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a snapshot ends (delivery.md 2.6): when every partition that may feed the destination is at rest, or is held because
 * its next record belongs to another snapshot. Task thread only.
 */
abstract class SnapshotBoundary {
    private final Collection<AssignedPartition> assigned;
    private final SilenceWatch silence;

    /**
     * @param assigned all partitions of the task, live
     */
    SnapshotBoundary(Collection<AssignedPartition> assigned, SilenceWatch silence) {
        this.assigned = assigned;
        this.silence = silence;
    }

    static SnapshotBoundary of(DataSetSettings settings, Collection<AssignedPartition> assigned, SilenceWatch silence) {
        return settings.snapshotId()
                .<SnapshotBoundary>map(id -> new SnapshotIdBoundary(id, assigned, silence))
                .orElseGet(() -> new IdleBoundary(settings.replaceIdleMs(), assigned, silence));
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

    /** Whether every partition that may feed the destination has nothing more for the snapshot. */
    final boolean ended(Destination destination) {
        boolean any = assigned.stream().anyMatch(partition -> concerns(partition, destination));
        return any && silence.nothingLeft(notHeld(destination));
    }

    /** When {@link #ended} may become true, if nothing comes. */
    final long nextDueMs(Destination destination) {
        return silence.nextLookMs(notHeld(destination));
    }

    /** Those of which only silence tells that they have nothing more. */
    private List<AssignedPartition> notHeld(Destination destination) {
        List<AssignedPartition> notHeld = new ArrayList<>();
        for (AssignedPartition partition : assigned) {
            Feed feed = partition.feedOf(destination);
            if (concerns(partition, destination) && (feed == null || !holds(feed))) {
                notHeld.add(partition);
            }
        }
        return notHeld;
    }

    /** Also a partition that has delivered nothing yet: its topic may be renamed by a transformation. */
    private static boolean concerns(AssignedPartition partition, Destination destination) {
        return !partition.hasDelivered() || partition.feedOf(destination) != null;
    }
}
