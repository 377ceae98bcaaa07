package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.record.Housekeeping;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.TaskParts;
import java.util.Optional;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What is known in {@code replace} of the snapshot that the open batch holds: which records belong to it, which partition of the
 * DataSet it replaces, and when it is complete. Without an open batch there is none, whatever records that were passed over or
 * are to be read again have shown. Task thread only.
 */
final class OpenSnapshot {
    private final SnapshotBoundary boundary;
    private final PartitionTags tags;
    private final Batches<Batch> batches;

    OpenSnapshot(DataSetLabel label, DataSetSettings settings, TaskParts parts, Batches<Batch> batches) {
        this.boundary = SnapshotBoundary.of(
                settings,
                parts.assignment().all(),
                parts.silence().watch("DataSet " + label, settings.replaceIdleMs()));
        this.tags = new PartitionTags(label, settings.tagTemplate());
        this.batches = batches;
    }

    /**
     * Whether the record belongs to it, or begins one; if not, it waits for the next.
     *
     * @throws io.connectdomo.sink.record.BadRecordException if it can belong to none
     */
    boolean takes(Feed feed, SinkRecord record) {
        if (batches.sealedCount() > 0) {
            return false;
        }
        if (batches.open() == null) {
            givenUp();
        }
        if (record.value() == null || Housekeeping.of(record).isPresent()) {
            return true; // no row of any snapshot
        }
        SnapshotBoundary.Verdict verdict = boundary.judge(feed, record);
        if (verdict == SnapshotBoundary.Verdict.TAKE_INSTEAD) {
            batches.abandonUnsent("the records of an older snapshot go first");
            verdict = boundary.judge(feed, record);
        }
        if (verdict == SnapshotBoundary.Verdict.HOLD) {
            return false;
        }
        tags.judge(record);
        return true;
    }

    /** Whether the feed may go on now. */
    boolean accepts(Feed feed) {
        return batches.sealedCount() == 0 && boundary.accepts(feed);
    }

    /** The DataSet partition to replace; empty for the whole DataSet. */
    Optional<String> tag() {
        return tags.current();
    }

    boolean ended(Destination destination) {
        return boundary.ended(destination);
    }

    long nextDueMs(Destination destination) {
        return boundary.nextDueMs(destination);
    }

    /** It is complete and about to be committed. */
    void sealed() {
        boundary.sealed();
        tags.close();
    }

    /** What was open or sealed is read again from its start. */
    void givenUp() {
        boundary.givenUp();
        tags.close();
    }

    /** What was sealed is in Domo. */
    void committed() {
        boundary.committed();
    }
}
