package io.connectdomo.common.metrics;

import static io.connectdomo.common.metrics.MetricKind.AMOUNT;
import static io.connectdomo.common.metrics.MetricKind.COUNTER;
import static io.connectdomo.common.metrics.MetricKind.LARGEST;
import static io.connectdomo.common.metrics.MetricKind.SMALLEST;

/** What is measured of one feed of a source task; of stream-executions over all its streams. */
public enum SourceFeedMetric implements Metric {
    RECORDS(
            "records-total",
            COUNTER,
            "records",
            "Records that were read; the last of them may still wait to be taken by the worker"),
    READS("reads-total", COUNTER, "reads", "Steps of reading, each a request or a few, that Domo answered"),
    FAILURES("failed-reads-total", COUNTER, "reads", "Steps of reading that failed; all are tried again"),
    FAILURES_RATE_LIMITED("failed-reads-rate-limited-total", COUNTER, "reads", "Of these, after 429"),
    FAILURES_SERVER_ERROR(
            "failed-reads-server-error-total", COUNTER, "reads", "Of these, after 5xx or the maintenance page"),
    FAILURES_TIMEOUT("failed-reads-timeout-total", COUNTER, "reads", "Of these, because no answer came in time"),
    FAILURES_CONNECTION(
            "failed-reads-connection-total",
            COUNTER,
            "reads",
            "Of these, because the connection was refused, reset, or could not be made (DNS, TLS)"),
    FAILURES_UNAUTHORIZED("failed-reads-unauthorized-total", COUNTER, "reads", "Of these, after 401 or 403"),
    FAILURES_OTHER("failed-reads-other-total", COUNTER, "reads", "Of these, for any other reason"),
    PARTITIONS_WAITING(
            "partitions-waiting",
            AMOUNT,
            "partitions",
            "Source partitions that can not be read now and are tried again, while the others go on"),
    PARTITIONS_PARKED(
            "partitions-parked",
            AMOUNT,
            "partitions",
            "Of these, those that Domo refuses for good as things are: tried again at pauses of up to an hour"),
    PARTITIONS_IDLE(
            "partitions-idle",
            AMOUNT,
            "partitions",
            "Source partitions at rest, which Domo is asked about again in more than a minute; their last answer may be as old as that"),
    WAITING("waiting-ms", LARGEST, "ms", "How long reading has been failing; 0 while Domo answers"),
    LAST_SUCCESS_AGE(
            "last-success-age-ms",
            LARGEST,
            "ms",
            "Time since Domo last answered, of the source partition where it is longest; before the first answer, since the start"),
    DELAY(
            "delay-ms",
            LARGEST,
            "ms",
            "How far reading is behind Domo now: of the activity log the time up to which it has been read, else the time since the last complete look"),
    WINDOWS(
            "windows-total",
            COUNTER,
            "windows",
            "Windows of the activity log, readings of a stream, or passes through the history of reports that came to their end"),
    SWEEPS("sweeps-total", COUNTER, "sweeps", "Sweeps of the activity log for late events that were read to their end"),
    SEEN(
            "seen-entries",
            AMOUNT,
            "entries",
            "Events that the offset of the activity log remembers (activity.log.seen.max.entries is the limit); of the other feeds the runs that are open"),
    SKIPPED(
            "rows-skipped-total",
            COUNTER,
            "rows",
            "Rows of Domo's that could not be read and were left out: without an id, or without a time where there must be one"),
    BACKFILL_PERCENT(
            "backfill-progress-percent",
            SMALLEST,
            "percent",
            "How much of what there was at the start has been read; 100 when it is done, -1 before it is known"),
    BACKFILL_REMAINING(
            "backfill-remaining-ms",
            LARGEST,
            "ms",
            "How long the rest takes at the rate of the last minute; 0 when it is done, -1 before it is known");

    private final String attribute;
    private final MetricKind kind;
    private final String unit;
    private final String meaning;

    SourceFeedMetric(String attribute, MetricKind kind, String unit, String meaning) {
        this.attribute = attribute;
        this.kind = kind;
        this.unit = unit;
        this.meaning = meaning;
    }

    @Override
    public String attribute() {
        return attribute;
    }

    @Override
    public MetricKind kind() {
        return kind;
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
