package io.connectdomo.sink.record;

/** {@code unavailable.value.action}: what becomes of a value that Debezium could not know, and the batch neither. */
public enum UnavailableValueAction {
    /** The record is errant. */
    FAIL,
    /** The cell is NULL. */
    NULL
}
