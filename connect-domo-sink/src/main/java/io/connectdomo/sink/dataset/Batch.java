package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.OffsetRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The rows of one DataSet between two commits, and the offsets they answer for. Task thread only. */
final class Batch {
    private BatchRows rows;
    private final Map<Feed, OffsetRange> ranges = new HashMap<>();
    private final ArrayDeque<Errant> unreported = new ArrayDeque<>();
    private final List<Future<Void>> errants = new ArrayList<>();
    private final ArrayDeque<UploadSession> uncommitted = new ArrayDeque<>();
    private CommitOperation commit;
    private boolean hadErrants;
    private String giveUpReason;
    private long firstSeenMs = Long.MAX_VALUE;

    /** The range of the last record, so that the usual record needs no look-up. */
    private OffsetRange lastRange;

    private record Errant(SinkRecord record, BadRecordException cause) {}

    Batch(BatchRows rows) {
        this.rows = rows;
    }

    // ---- while it is open

    void write(Feed feed, long offset, long nowMs, RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        answerFor(feed, offset, nowMs);
        rows.write(kind, row, key, header);
    }

    /**
     * All rows go: those of this batch are dropped, although it still answers for their offsets, and its commit leaves none of
     * those before. It takes no more.
     */
    void truncate(Feed feed, long offset, long nowMs, BatchRows emptying) {
        answerFor(feed, offset, nowMs);
        rows.discard();
        rows = emptying;
    }

    /** A bad record: the batch is not durable before it is in the dead-letter queue. */
    void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        answerFor(feed, offset, nowMs);
        hadErrants = true;
        unreported.add(new Errant(record, bad));
    }

    void reportErrants(ErrantRecords reporter) {
        while (!unreported.isEmpty()) {
            Errant next = unreported.peek();
            errants.add(reporter.report(next.record(), next.cause()));
            unreported.poll();
            if (errants.size() % 1000 == 0) {
                errants.removeIf(Batch::isSafe);
            }
        }
    }

    private static boolean isSafe(Future<Void> reported) {
        if (!reported.isDone()) {
            return false;
        }
        settled(reported);
        return true;
    }

    private void answerFor(Feed feed, long offset, long nowMs) {
        OffsetRange range = lastRange;
        if (range == null || range.feed() != feed) {
            range = ranges.get(feed);
            if (range == null) {
                range = feed.begin(offset, nowMs);
                ranges.put(feed, range);
                firstSeenMs = Math.min(firstSeenMs, range.firstSeenMs());
            }
            lastRange = range;
        }
        feed.took(range, offset);
    }

    /** When its oldest record was first seen. */
    long firstSeenMs() {
        return firstSeenMs;
    }

    BatchRows rows() {
        return rows;
    }

    Set<Feed> feeds() {
        return ranges.keySet();
    }

    boolean holds(Set<TopicPartition> partitions) {
        for (OffsetRange range : ranges.values()) {
            if (partitions.contains(range.topicPartition())) {
                return true;
            }
        }
        return false;
    }

    // ---- on the way to durable

    void seal() {
        uncommitted.addAll(rows.seal());
    }

    /**
     * Whether all bad records are in the dead-letter queue.
     *
     * @throws ConnectException if one could not be written there
     */
    boolean errantsSettled() {
        if (!unreported.isEmpty()) {
            return false;
        }
        for (Future<Void> reported : errants) {
            if (!reported.isDone()) {
                return false;
            }
            settled(reported);
        }
        return true;
    }

    /** Whether any record was bad, in the dead-letter queue by now or not. */
    boolean hadErrants() {
        return hadErrants;
    }

    private static void settled(Future<Void> reported) {
        try {
            reported.get();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ConnectException(
                    "Interrupted while a bad record was on its way to the dead-letter queue", stopping);
        } catch (ExecutionException lost) {
            throw new ConnectException(
                    "A bad record could not be written to the dead-letter queue; its offset is not committed, so it is read"
                            + " again after a restart.",
                    lost.getCause());
        }
    }

    /** The take-over of its youngest partition, in ticker time. */
    long lastOpenedMs() {
        long last = Long.MIN_VALUE;
        for (OffsetRange range : ranges.values()) {
            last = Math.max(last, range.feed().partition().openedAtMs());
        }
        return last;
    }

    boolean has(UploadSession session) {
        return rows.has(session);
    }

    /** The session to commit next, or null when all are. */
    UploadSession nextSession() {
        return uncommitted.peek();
    }

    void committing(CommitOperation operation) {
        commit = operation;
    }

    boolean isCommitting() {
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

    /** Whether the batch may be given up: no commit of it is under way, or it could be taken back unsent. */
    boolean takeBack() {
        return commit == null || commit.cancel();
    }

    /** The commit that was sent is only resolved; a session behind it is not committed any more. */
    void disown(String why) {
        if (commit != null) {
            commit.disown();
        }
        if (uncommitted.size() > 1) {
            giveUpWhenResolved(why);
        }
    }

    void durable() {
        ranges.values().forEach(range -> range.feed().durable(range));
        rows.discard();
    }

    /** Gives everything up; the records are read again. */
    void abandon() {
        rows.discard();
        ranges.values().forEach(range -> range.feed().abandoned(range));
    }

    String describe(String connector, int task) {
        return CommitMessage.of(connector, task, ranges.values());
    }
}
