package io.connectdomo.common.metrics;

import static io.connectdomo.common.metrics.MetricKind.AMOUNT;
import static io.connectdomo.common.metrics.MetricKind.COUNTER;
import static io.connectdomo.common.metrics.MetricKind.LARGEST;

/** What is measured of a sink task as a whole; its bean has the counts of its destinations too. */
public enum SinkTaskMetric implements Metric {
    RECEIVED(
            "records-received-total",
            COUNTER,
            "records",
            "Records that the worker has handed over, those that were read again among them"),
    LAST_RECORD_AGE(
            "last-record-age-ms",
            LARGEST,
            "ms",
            "Age of the record that came last, by its timestamp: how far behind the task reads; -1 before the first"),
    LAST_PUT_AGE(
            "last-put-age-ms",
            LARGEST,
            "ms",
            "Time since the worker last called the task; minutes mean that its thread is stuck"),
    BUFFER_BYTES("buffer-bytes", AMOUNT, "bytes", "Memory that the task holds for all its destinations"),
    BUFFER_PEAK("buffer-peak-bytes", LARGEST, "bytes", "The most of it since the task started"),
    BUFFER_LIMIT("buffer-limit-bytes", AMOUNT, "bytes", "buffer.max.bytes: near it partitions are paused"),
    PARTITIONS("partitions-assigned", AMOUNT, "partitions", "Partitions that the task reads"),
    PAUSED(
            "partitions-paused",
            AMOUNT,
            "partitions",
            "Those of them that the task has paused, for want of memory or because a destination takes nothing now"),
    REWINDS("rewinds-total", COUNTER, "rewinds", "How often a partition was sent back to read records again"),
    DESTINATIONS(
            "destinations",
            AMOUNT,
            "destinations",
            "DataSets, collections, FileSets and topics of files that records went to so far"),
    REQUESTS("requests-total", COUNTER, "requests", "Requests sent to Domo, each try of its own");

    private final String attribute;
    private final MetricKind kind;
    private final String unit;
    private final String meaning;

    SinkTaskMetric(String attribute, MetricKind kind, String unit, String meaning) {
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
