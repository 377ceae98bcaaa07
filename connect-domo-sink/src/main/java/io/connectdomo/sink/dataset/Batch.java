package io.connectdomo.sink.dataset;

import io.connectdomo.sink.batch.BatchRecords;
import io.connectdomo.sink.batch.OrderedBatch;
import io.connectdomo.sink.commit.Commit;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.Feed;
import java.util.ArrayDeque;

/** The rows of one DataSet between two commits. Task thread only. */
final class Batch implements OrderedBatch {
    private final BatchRecords records;
    private final ArrayDeque<UploadSession> uncommitted = new ArrayDeque<>();
    private BatchRows rows = NoRows.NONE;
    private Commit<?> commit;
    private String giveUpReason;

    Batch(DestinationMetrics metrics) {
        this.records = new BatchRecords(metrics);
    }

    @Override
    public BatchRecords records() {
        return records;
    }

    BatchRows rows() {
        return rows;
    }

    // ---- while it is open

    /** Whether it holds nothing but bad records and offsets, so that it can't {@link #write} yet. */
    boolean hasNoRows() {
        return rows == NoRows.NONE;
    }

    void begin(BatchRows first) {
        rows = first;
    }

    void write(Feed feed, long offset, long nowMs, RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        records.took(feed, offset, nowMs);
        rows.write(kind, row, key, header);
    }

    /**
     * All rows go: those of this batch are dropped, although it still answers for their offsets, and its commit leaves none of
     * those before. It takes no more.
     */
    void truncate(Feed feed, long offset, long nowMs, BatchRows emptying) {
        records.took(feed, offset, nowMs);
        rows.discard();
        rows = emptying;
    }

    // ---- on the way to durable

    @Override
    public void seal() {
        uncommitted.addAll(rows.seal());
    }

    boolean has(UploadSession session) {
        return rows.has(session);
    }

    /** The session to commit next, or null when all are. */
    UploadSession nextSession() {
        return uncommitted.peek();
    }

    void committing(Commit<?> operation) {
        commit = operation;
    }

    @Override
    public boolean isCommitting() {
        return commit != null;
    }

    /** Its outcome is known. */
    void commitEnded() {
        commit = null;
    }

    void sessionCommitted() {
        uncommitted.poll();
    }

    /** To be given up as soon as the commit that was sent is resolved. */
    void giveUpWhenResolved(String why) {
        giveUpReason = why;
    }

    /** Null where it is not to be given up. */
    String giveUpReason() {
        return giveUpReason;
    }

    @Override
    public boolean takeBack() {
        return commit == null || commit.cancel();
    }

    /** A session behind the commit that was sent is not committed any more. */
    @Override
    public void disown(String why) {
        if (commit != null) {
            commit.disown();
        }
        if (uncommitted.size() > 1) {
            giveUpWhenResolved(why);
        }
    }

    @Override
    public void discard() {
        rows.discard();
    }
}
