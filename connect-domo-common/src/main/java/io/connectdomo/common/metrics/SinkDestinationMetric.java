package io.connectdomo.common.metrics;

import static io.connectdomo.common.metrics.MetricKind.AMOUNT;
import static io.connectdomo.common.metrics.MetricKind.COUNTER;
import static io.connectdomo.common.metrics.MetricKind.LARGEST;
import static io.connectdomo.common.metrics.MetricKind.SMALLEST;

/** What is measured of one destination: a DataSet, a collection, a FileSet, or the files of a topic. */
public enum SinkDestinationMetric implements Metric {
    RECORDS(
            "records-total",
            COUNTER,
            "records",
            "Records that are durable: committed in Domo, set aside as errant, or passed over because the configuration says so"),
    ROWS(
            "rows-total",
            COUNTER,
            "rows",
            "What Domo has committed: rows of a DataSet (with upsert after collapse by key), documents of a collection, files of a FileSet, records of a file; each delete is one"),
    UPLOADED_BYTES(
            "uploaded-bytes-total",
            COUNTER,
            "bytes",
            "Bytes of parts, documents and files that Domo has taken, as they were sent (after compression)"),
    PARTS("parts-total", COUNTER, "parts", "Parts, slices of documents and files that Domo has taken"),
    PARTS_IN_FLIGHT("parts-in-flight", AMOUNT, "parts", "Those on their way now"),
    COMMITS(
            "commits-total",
            COUNTER,
            "commits",
            "Commits that are known to have worked: data versions, files, or batches of documents"),
    CREDITS("credits-total", COUNTER, "credits", "Domo credits that they cost: one for each data version of a DataSet"),
    ABANDONED(
            "batches-abandoned-total",
            COUNTER,
            "batches",
            "Batches that were given up, to be read again from Kafka: after rebalances, changed columns, lost sessions"),
    SESSIONS_LOST(
            "sessions-lost-total",
            COUNTER,
            "sessions",
            "Upload sessions that Domo did not know any more before they were committed"),
    UNKNOWN(
            "unknown-outcomes-total",
            COUNTER,
            "outcomes",
            "Commits, documents and files of which no clear answer came, so that it had to be found out whether they had worked"),
    UNKNOWN_COMMITTED("unknown-outcomes-committed-total", COUNTER, "outcomes", "Of these, found in Domo"),
    UNKNOWN_ABSENT(
            "unknown-outcomes-absent-total", COUNTER, "outcomes", "Of these, found not to be in Domo, and sent again"),
    UNKNOWN_UNRESOLVED(
            "unknown-outcomes-unresolved-total",
            COUNTER,
            "outcomes",
            "Of these, never found out: Domo told nothing within domo.retry.timeout.ms or failed them, the partition was taken over, or there is nothing to find documents by"),
    UNKNOWN_PENDING("unknown-outcomes-pending", AMOUNT, "outcomes", "Of these, being found out now"),
    UNKNOWN_AGE(
            "unknown-outcome-age-ms",
            LARGEST,
            "ms",
            "Since when the oldest of those is being found out; 0 where there is none"),
    ERRANT(
            "errant-records-total",
            COUNTER,
            "records",
            "Bad records handed to the framework (dead-letter queue); one that is read again counts again"),
    ERRANT_UNFIT_VALUE(
            "errant-unfit-value-total", COUNTER, "records", "Of these, because a value does not fit its column"),
    ERRANT_NO_COLUMN("errant-no-column-total", COUNTER, "records", "Of these, because a field has no column"),
    ERRANT_REFUSED(
            "errant-refused-by-domo-total", COUNTER, "records", "Of these, because Domo refuses the document or file"),
    ERRANT_UNUSABLE(
            "errant-unusable-record-total",
            COUNTER,
            "records",
            "Of these, because the record as a whole can not be used: no key, no fields, too large, a truncate, a tombstone that is not allowed"),
    UNREPRESENTABLE(
            "unrepresentable-values-total",
            COUNTER,
            "values",
            "Values written as NULL, or as the first or last date that there is, because they have no form where they go (unrepresentable.value.action); one that is read again counts again"),
    RETRIES("retries-total", COUNTER, "retries", "Requests that failed and are sent again"),
    RETRIES_RATE_LIMITED("retries-rate-limited-total", COUNTER, "retries", "Of these, after 429"),
    RETRIES_SERVER_ERROR(
            "retries-server-error-total", COUNTER, "retries", "Of these, after 5xx or the maintenance page"),
    RETRIES_TIMEOUT("retries-timeout-total", COUNTER, "retries", "Of these, because no answer came in time"),
    RETRIES_CONNECTION(
            "retries-connection-total",
            COUNTER,
            "retries",
            "Of these, because the connection was refused, reset, or could not be made (DNS, TLS)"),
    RETRIES_UNAUTHORIZED("retries-unauthorized-total", COUNTER, "retries", "Of these, after 401 or 403"),
    RETRIES_OTHER(
            "retries-other-total",
            COUNTER,
            "retries",
            "Of these, for any other reason, such as an answer that can not be read"),
    WAITING(
            "waiting-ms",
            LARGEST,
            "ms",
            "How long the destination has been waiting for Domo, which keeps failing; 0 while it answers"),
    WAITING_LEFT(
            "waiting-left-ms",
            SMALLEST,
            "ms",
            "What is left until that is given up: of domo.retry.timeout.ms, or of the minute for which 401 and 403 are borne; -1 while it does not wait, or waits for ever"),
    PARKED(
            "parked",
            AMOUNT,
            "destinations",
            "1 where the destination is parked (destination.failure.action) until the task restarts"),
    PAUSED(
            "partitions-paused",
            AMOUNT,
            "partitions",
            "Partitions with records for the destination that the task has paused"),
    OPEN_BYTES("open-bytes", AMOUNT, "bytes", "Memory of the open batch that sending it would free"),
    OLDEST_AGE(
            "oldest-record-age-ms",
            LARGEST,
            "ms",
            "How long ago the oldest record came that is not durable yet; 0 where all are"),
    LAST_COMMIT_AGE(
            "last-commit-age-ms",
            SMALLEST,
            "ms",
            "Time since the last commit that worked; before the first, since the destination was first written to"),
    COMMIT_LATENCY(
            "commit-latency-ms",
            LARGEST,
            "ms",
            "From asking for the last commit to its certain outcome, resolving included; -1 before the first"),
    COMMIT_LATENCY_MAX(
            "commit-latency-ms-max", LARGEST, "ms", "The longest of the last minute; -1 where there was none"),
    RECORD_TO_COMMITTED(
            "record-to-committed-ms",
            LARGEST,
            "ms",
            "From the timestamp of the first record of the last batch to its commit, of several partitions the longest: how late data is in Domo; -1 before the first. Indexing, if Domo does it apart, comes on top"),
    RECORD_TO_COMMITTED_MIN("record-to-committed-ms-min", SMALLEST, "ms", "The same from the last record of the batch"),
    RECORD_TO_COMMITTED_MAX(
            "record-to-committed-ms-max",
            LARGEST,
            "ms",
            "The longest record-to-committed-ms of the last minute; -1 where there was none");

    private final String attribute;
    private final MetricKind kind;
    private final String unit;
    private final String meaning;

    SinkDestinationMetric(String attribute, MetricKind kind, String unit, String meaning) {
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
