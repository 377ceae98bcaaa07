package io.connectdomo.sink.record;

/** Why records are bad, as far as it is told apart in metrics. */
public enum ErrantCause {
    /** A value does not fit its column or field. */
    UNFIT_VALUE,
    /** A field has no column. */
    NO_COLUMN,
    /** Domo refuses what the record became. */
    REFUSED_BY_DOMO,
    /** The record as a whole: no key, no fields, too large, a truncate, a tombstone that is not allowed. */
    UNUSABLE_RECORD
}
