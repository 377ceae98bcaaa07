package io.connectdomo.sink.record;

/**
 * Why a value does not fit, before it is known whose value it was; {@link RecordEncoder} turns it into a
 * {@link BadRecordException}. Without a stack trace, because a topic may be full of such records. The reason never
 * contains the value.
 */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether the column at hand is concerned; else the record as a whole, or {@link #field}. */
    final boolean ofCell;

    /** The field to blame where no column is. */
    final String field;

    /** Whether {@link #field} is to blame because the DataSet has no column for it. */
    final boolean noColumn;

    private UnfitException(String reason, boolean ofCell, String field, boolean noColumn, Throwable cause) {
        super(reason, cause, false, false);
        this.ofCell = ofCell;
        this.field = field;
        this.noColumn = noColumn;
    }

    /** The value at hand does not fit into the column at hand. */
    static UnfitException cell(String reason) {
        return new UnfitException(reason, true, null, false, null);
    }

    static UnfitException cell(String reason, Throwable cause) {
        return new UnfitException(reason, true, null, false, cause);
    }

    /** The record can't be read as fields at all, or has no usable key; {@code reason} says what to do. */
    static UnfitException record(String reason) {
        return new UnfitException(reason, false, null, false, null);
    }

    /** A field that stands outside the columns; {@code reason} says what to do. */
    static UnfitException field(String field, String reason) {
        return new UnfitException(reason, false, field, false, null);
    }

    /** A field that the DataSet has no column for; {@code reason} says what to do. */
    static UnfitException noColumn(String field, String reason) {
        return new UnfitException(reason, false, field, true, null);
    }
}
