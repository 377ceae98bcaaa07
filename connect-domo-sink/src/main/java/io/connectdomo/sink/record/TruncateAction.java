package io.connectdomo.sink.record;

/** {@code truncate.action}: what Debezium's record of a TRUNCATE does. */
public enum TruncateAction {
    /** It is an errant record. */
    FAIL,
    /** Nothing; its offset passes. */
    IGNORE,
    /** All rows of the DataSet go; upsert only, and from topics of a single partition. */
    REPLACE
}
