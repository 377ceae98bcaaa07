package io.connectdomo.sink.record;

/** {@code tombstone.action}: what a record without a value does. */
public enum TombstoneAction {
    /** Deletes the row of the record's key; upsert and delete only. */
    DELETE,
    /** Nothing; its offset passes. */
    IGNORE,
    /** It is an errant record. */
    FAIL
}
