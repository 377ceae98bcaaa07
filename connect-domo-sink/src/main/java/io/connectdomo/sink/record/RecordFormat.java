package io.connectdomo.sink.record;

/** {@code record.format}: what a record's value is. */
public enum RecordFormat {
    /** The row itself. */
    PLAIN,
    /** Debezium's change-event envelope, as it comes. */
    DEBEZIUM
}
