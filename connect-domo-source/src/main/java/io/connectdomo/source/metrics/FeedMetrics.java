package io.connectdomo.source.metrics;

import io.connectdomo.common.http.FailureCause;
import io.connectdomo.common.metrics.Readings;
import io.connectdomo.common.metrics.SourceFeedMetric;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What is counted of one feed, over all its source partitions. Thread-safe. */
public final class FeedMetrics {
    private final String name;
    private final LongSupplier nowMs;
    private final List<PartitionMetrics> partitions = new CopyOnWriteArrayList<>();
    private final Readings<SourceFeedMetric> readings;
    private final Rate rate;

    FeedMetrics(String name, LongSupplier nowMs) {
        this.name = name;
        this.nowMs = nowMs;
        this.rate = new Rate(nowMs);
        this.readings = new Readings<>(SourceFeedMetric.class)
                .reading(SourceFeedMetric.PARTITIONS_WAITING, () -> count(PartitionMetrics::isFailing))
                .reading(SourceFeedMetric.PARTITIONS_PARKED, () -> count(PartitionMetrics::isParked))
                .reading(SourceFeedMetric.PARTITIONS_IDLE, () -> count(PartitionMetrics::isIdle))
                .reading(SourceFeedMetric.WAITING, () -> largest(PartitionMetrics::failingMs, 0))
                .reading(SourceFeedMetric.LAST_SUCCESS_AGE, () -> largest(PartitionMetrics::sinceAnswerMs, 0))
                .reading(SourceFeedMetric.DELAY, () -> largest(PartitionMetrics::delayMs, -1))
                .reading(SourceFeedMetric.WINDOWS, () -> sum(Progress::windows))
                .reading(SourceFeedMetric.SWEEPS, () -> sum(Progress::sweeps))
                .reading(SourceFeedMetric.SEEN, () -> sum(Progress::remembered))
                .reading(SourceFeedMetric.SKIPPED, () -> sum(Progress::skipped))
                .reading(SourceFeedMetric.BACKFILL_PERCENT, () -> backfill().percent())
                .reading(SourceFeedMetric.BACKFILL_REMAINING, () -> backfill().remainingMs(rate));
    }

    PartitionMetrics partition() {
        PartitionMetrics partition = new PartitionMetrics(this, nowMs);
        partitions.add(partition);
        return partition;
    }

    String name() {
        return name;
    }

    Readings<SourceFeedMetric> readings() {
        return readings;
    }

    void read(int records, boolean answered) {
        readings.add(SourceFeedMetric.READS, answered ? 1 : 0);
        readings.add(SourceFeedMetric.RECORDS, records);
        Backfills backfill = backfill();
        if (backfill.share() >= 0) {
            rate.at(backfill.share());
        }
    }

    /** @param cause null where it is none of Domo's */
    void failed(FailureCause cause) {
        readings.count(SourceFeedMetric.FAILURES);
        readings.count(
                switch (cause == null ? FailureCause.OTHER : cause) {
                    case RATE_LIMITED -> SourceFeedMetric.FAILURES_RATE_LIMITED;
                    case SERVER_ERROR -> SourceFeedMetric.FAILURES_SERVER_ERROR;
                    case TIMEOUT -> SourceFeedMetric.FAILURES_TIMEOUT;
                    case CONNECTION -> SourceFeedMetric.FAILURES_CONNECTION;
                    case UNAUTHORIZED -> SourceFeedMetric.FAILURES_UNAUTHORIZED;
                    case OTHER -> SourceFeedMetric.FAILURES_OTHER;
                });
    }

    private long count(Predicate<PartitionMetrics> which) {
        return partitions.stream().filter(which).count();
    }

    private long largest(ToLongFunction<PartitionMetrics> value, long none) {
        return partitions.stream().mapToLong(value).max().orElse(none);
    }

    private long sum(ToLongFunction<Progress> value) {
        return partitions.stream()
                .map(PartitionMetrics::progress)
                .mapToLong(value)
                .sum();
    }

    /** Over all source partitions. */
    Backfills backfill() {
        return Backfills.of(
                partitions.stream().map(each -> each.progress().backfill()).toList());
    }
}
