package io.connectdomo.sink.appdb;

import io.connectdomo.sink.batch.BatchRecords;
import io.connectdomo.sink.batch.OrderedBatch;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.task.Feed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/** The documents of one collection that are written together. Task thread only. */
final class DocumentBatch implements OrderedBatch {
    private final BatchRecords records;
    private final DocumentChanges changes;
    private final Map<Feed, List<Long>> errants = new HashMap<>();
    private final Set<Feed> begunAnew = new HashSet<>();
    private BatchWrite write;
    private boolean written;

    DocumentBatch(DocumentChanges changes, DestinationMetrics metrics) {
        this.records = new BatchRecords(metrics);
        this.changes = changes;
    }

    @Override
    public BatchRecords records() {
        return records;
    }

    DocumentChanges changes() {
        return changes;
    }

    void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        records.errant(feed, offset, nowMs, record, bad);
        errants.computeIfAbsent(feed, each -> new ArrayList<>()).add(offset);
    }

    /** The log of the feed has begun anew: what becomes of these changes tells nothing of records that come now. */
    void logBegunAnew(Feed feed) {
        begunAnew.add(feed);
        errants.remove(feed);
    }

    /** Whether its changes of the feed may be of a log that is no more. */
    boolean hasBegunAnew(Feed feed) {
        return begunAnew.contains(feed);
    }

    /** Offsets of the bad records, ascending: in the dead-letter queue before anything of the batch is written. */
    Map<Feed, List<Long>> errants() {
        return errants;
    }

    @Override
    public void seal() {
        written = changes.size() == 0;
    }

    void writing(BatchWrite begun) {
        write = begun;
    }

    /** Its outcome is known. */
    void writeEnded() {
        write = null;
    }

    void everythingIsThere() {
        written = true;
    }

    /** Whether every document is in the collection. */
    boolean isWritten() {
        return written;
    }

    @Override
    public boolean isCommitting() {
        return write != null;
    }

    @Override
    public boolean takeBack() {
        return write == null || write.cancel();
    }

    @Override
    public void disown(String why) {
        if (write != null) {
            write.disown();
        }
    }

    @Override
    public void discard() {
        changes.discard();
    }
}
