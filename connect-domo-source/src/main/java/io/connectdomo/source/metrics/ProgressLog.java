package io.connectdomo.source.metrics;

import io.connectdomo.common.metrics.SourceFeedMetric;
import io.connectdomo.common.metrics.Words;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once a minute how far the backfill of a feed is, and ever more seldom since when it can't be read. That an outage began and ended is said
 * where it does; what takes less than a minute is said nowhere else. Task thread only.
 */
final class ProgressLog {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);

    static final long PAUSE_MS = 60_000;

    /** The longest pause between two words about an outage that lasts. */
    private static final long LONGEST_PAUSE_MS = 3_600_000;

    private final FeedMetrics feed;
    private final LongSupplier wallClockMs;
    private long saidMs;
    private long recordsThen;
    private boolean backfilling;
    private long outageSaidMs;
    private long outagePauseMs = PAUSE_MS;

    ProgressLog(FeedMetrics feed, LongSupplier wallClockMs, long nowMs) {
        this.feed = feed;
        this.wallClockMs = wallClockMs;
        this.saidMs = nowMs;
    }

    void say(long nowMs) {
        if (nowMs - saidMs < PAUSE_MS) {
            return;
        }
        sayOutage(nowMs);
        sayBackfill(nowMs);
        recordsThen = value(SourceFeedMetric.RECORDS);
        saidMs = nowMs;
    }

    private void sayOutage(long nowMs) {
        long failing = value(SourceFeedMetric.WAITING);
        if (failing == 0) {
            outagePauseMs = PAUSE_MS;
        } else if (nowMs - outageSaidMs >= outagePauseMs || outagePauseMs == PAUSE_MS) {
            outageSaidMs = nowMs;
            outagePauseMs = Math.min(LONGEST_PAUSE_MS, outagePauseMs * 2);
            LOG.info(
                    "{}: {} of {} source partitions can't be read, since {} ({}); they are tried again for as long as it"
                            + " takes, and nothing of them is lost",
                    feed.name(),
                    value(SourceFeedMetric.PARTITIONS_WAITING),
                    feed.backfill().partitions(),
                    Words.time(wallClockMs.getAsLong() - failing),
                    Words.duration(failing));
        }
    }

    private void sayBackfill(long nowMs) {
        Backfills backfill = feed.backfill();
        long records = value(SourceFeedMetric.RECORDS);
        if (backfill.isDone()) {
            if (backfilling) {
                backfilling = false;
                LOG.info("{}: the backfill is done, {} records so far", feed.name(), Words.count(records));
            }
        } else if (backfill.share() >= 0) {
            backfilling = true;
            long left = value(SourceFeedMetric.BACKFILL_REMAINING);
            LOG.info(
                    "{}: {}, {} % of the backfill, {} records/s, {}",
                    feed.name(),
                    backfill.where(),
                    backfill.percent(),
                    Words.count((records - recordsThen) * 1000 / (nowMs - saidMs)),
                    left < 0 ? "no telling how long the rest takes" : "about " + Words.duration(left) + " left");
        }
    }

    private long value(SourceFeedMetric metric) {
        return feed.readings().get(metric);
    }
}
