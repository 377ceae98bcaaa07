package io.connectdomo.sink.record;

/**
 * {@code unrepresentable.value.action}: what becomes of a proper value that the column can't hold, such as a date outside the
 * years 0001 to 9999, an infinite one, or a number that is none.
 */
public enum UnrepresentableValueAction {
    /** The record is errant. */
    FAIL,
    /** The cell is NULL. */
    NULL,
    /** Dates and moments become the first or last that there is; NaN and infinite numbers NULL. */
    CLAMP
}
