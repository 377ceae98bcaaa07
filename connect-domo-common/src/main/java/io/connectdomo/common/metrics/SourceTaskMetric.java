package io.connectdomo.common.metrics;

import static io.connectdomo.common.metrics.MetricKind.AMOUNT;
import static io.connectdomo.common.metrics.MetricKind.COUNTER;
import static io.connectdomo.common.metrics.MetricKind.LARGEST;

/** What is measured of a source task as a whole; its bean has the counts of its feeds too. */
public enum SourceTaskMetric implements Metric {
    LAST_POLL_AGE("last-poll-age-ms", LARGEST, "ms", "Time since the worker last asked the task for records"),
    PARTITIONS(
            "source-partitions",
            AMOUNT,
            "partitions",
            "Source partitions that the task reads: one for a feed, of stream-executions one for a stream"),
    CLOCK_SPREAD(
            "clock-spread-ms",
            LARGEST,
            "ms",
            "How far apart the clocks of Domo's recent replies are; the slowest plausible one is followed"),
    REQUESTS("requests-total", COUNTER, "requests", "Requests sent to Domo, each try of its own");

    private final String attribute;
    private final MetricKind kind;
    private final String unit;
    private final String meaning;

    SourceTaskMetric(String attribute, MetricKind kind, String unit, String meaning) {
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
