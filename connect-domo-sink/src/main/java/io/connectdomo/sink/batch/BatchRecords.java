package io.connectdomo.sink.batch;

import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.OffsetRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The records that one batch answers for: their offsets, and the bad ones until they are in the dead-letter queue. Task thread only. */
public final class BatchRecords {
    /** Finished reports are let go of this often, so that a batch of nothing but bad records stays small. */
    private static final int REPORTS_KEPT = 1000;

    private final Map<Feed, OffsetRange> ranges = new HashMap<>();
    private final ArrayDeque<Errant> unreported = new ArrayDeque<>();
    /** Those that may fit the columns of now, which are being read, and what came behind them. */
    private final ArrayDeque<Errant> undecided = new ArrayDeque<>();

    private final List<Future<Void>> errants = new ArrayList<>();
    private final DestinationMetrics metrics;
    private long count;
    private long firstSeenMs = Long.MAX_VALUE;

    /** The range of the last record, so that the usual record needs no look-up. */
    private OffsetRange lastRange;

    private record Errant(SinkRecord record, BadRecordException cause) {}

    public BatchRecords(DestinationMetrics metrics) {
        this.metrics = metrics;
    }

    // ---- while the batch is open

    /** The batch holds the record at {@code offset}, or has passed it. */
    public void took(Feed feed, long offset, long nowMs) {
        OffsetRange range = lastRange;
        if (range == null || range.feed() != feed || range.isOfAnotherLog()) {
            range = ranges.get(feed);
            if (range == null || range.isOfAnotherLog()) {
                range = feed.begin(offset, nowMs);
                ranges.put(feed, range);
                firstSeenMs = Math.min(firstSeenMs, range.firstSeenMs());
            }
            lastRange = range;
        }
        feed.took(range, offset);
        count++;
    }

    /** It takes no more. */
    public void sealed() {
        ranges.values().forEach(OffsetRange::sealed);
    }

    /** A bad record: the batch is not durable before it is in the dead-letter queue. */
    public void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        took(feed, offset, nowMs);
        // Behind one that is undecided it waits too: bad records are reported in their order.
        (undecided.isEmpty() ? unreported : undecided).add(new Errant(record, bad));
    }

    /** As {@link #errant}, of a record that is bad only if the destination is still what it was known to be. */
    public void undecided(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        took(feed, offset, nowMs);
        undecided.add(new Errant(record, bad));
    }

    /** The destination is what it was known to be: those records are bad. */
    public void decided() {
        unreported.addAll(undecided);
        undecided.clear();
    }

    /** A record that the batch holds has turned out to be bad. */
    public void refused(SinkRecord record, BadRecordException bad) {
        unreported.add(new Errant(record, bad));
    }

    /** When the batch is due by time: so long after its oldest record was first seen, in ticker time. */
    public long dueMs(long intervalMs) {
        long due = firstSeenMs + intervalMs;
        return due < firstSeenMs ? Long.MAX_VALUE : due;
    }

    public Set<Feed> feeds() {
        return ranges.keySet();
    }

    public Collection<OffsetRange> ranges() {
        return ranges.values();
    }

    public boolean holds(Set<TopicPartition> partitions) {
        for (OffsetRange range : ranges.values()) {
            if (partitions.contains(range.topicPartition())) {
                return true;
            }
        }
        return false;
    }

    /** The take-over of its youngest partition, in ticker time. */
    public long lastOpenedMs() {
        long last = Long.MIN_VALUE;
        for (OffsetRange range : ranges.values()) {
            last = Math.max(last, range.feed().partition().openedAtMs());
        }
        return last;
    }

    // ---- bad records

    /** Hands over those that came since; see {@link ErrantRecords#report}. */
    public void reportErrants(ErrantRecords reporter) {
        while (!unreported.isEmpty()) {
            Errant next = unreported.peek();
            errants.add(reporter.report(next.record(), next.cause()));
            unreported.poll();
            metrics.errant(next.cause());
            if (errants.size() % REPORTS_KEPT == 0) {
                errants.removeIf(BatchRecords::isSafe);
            }
        }
    }

    private boolean errantsSettled() {
        if (!undecided.isEmpty() || !unreported.isEmpty()) {
            return false;
        }
        for (Future<Void> reported : errants) {
            if (!isSafe(reported)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether all bad records are in the dead-letter queue, also those of which its futures tell nothing and those that the
     * framework put there itself, because no converter could read them.
     *
     * @throws ConnectException if one could not be written there
     */
    public boolean errantsAreSafe(ErrantRecords reporter) {
        if (!errantsSettled()) {
            return false;
        }
        reporter.checkDeadLetterQueue();
        return true;
    }

    private static boolean isSafe(Future<Void> reported) {
        if (!reported.isDone()) {
            return false;
        }
        settled(reported);
        return true;
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

    // ---- the end

    /** What the batch held is where it belongs: its offsets may be committed. */
    public void durable() {
        metrics.durable(count);
        timestamps();
        ranges.values().forEach(range -> range.feed().durable(range));
    }

    private void timestamps() {
        LongSummaryStatistics first = new LongSummaryStatistics();
        LongSummaryStatistics last = new LongSummaryStatistics();
        for (OffsetRange range : ranges.values()) {
            if (range.firstTimestamp() != null && range.lastTimestamp() != null) {
                first.accept(range.firstTimestamp());
                last.accept(range.lastTimestamp());
            }
        }
        if (first.getCount() > 0) {
            metrics.timestamps(first.getMin(), last.getMax());
        }
    }

    /** The batch was given up: its records are read again. */
    public void abandoned() {
        metrics.abandoned();
        ranges.values().forEach(range -> range.feed().abandoned(range));
    }

    /** Connector, task, partitions and offsets, in words for Domo, logs and messages. */
    public String describe(String connector, int task) {
        return CommitMessage.of(connector, task, ranges.values());
    }
}
