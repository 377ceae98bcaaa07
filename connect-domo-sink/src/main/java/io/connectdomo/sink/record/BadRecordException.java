package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import java.util.Optional;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record that can't become a row. The message says which record (coordinates before transformations), which field,
 * column and type, why, and what to do; never the value.
 */
public final class BadRecordException extends DataException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final transient Column column;
    private final boolean refused;

    BadRecordException(String message, String field, Column column, Throwable cause) {
        this(message, field, column, cause, false);
    }

    private BadRecordException(String message, String field, Column column, Throwable cause, boolean refused) {
        super(message, cause);
        this.field = field;
        this.column = column;
        this.refused = refused;
    }

    /**
     * A record that is bad as a whole.
     *
     * @param why a clause without a full stop; no value
     */
    public static BadRecordException of(SinkRecord record, String why) {
        return new BadRecordException(
                "Record " + Coordinates.describe(record) + " can't become a row: " + why + ".", null, null, null);
    }

    /**
     * A record that can't become a document or file.
     *
     * @param what it can't become, with its article
     * @param why a sentence; no value
     */
    public static BadRecordException of(SinkRecord record, String what, String why, Throwable cause) {
        return new BadRecordException(
                "Record " + Coordinates.describe(record) + " can't become " + what + ": " + why, null, null, cause);
    }

    /** The same with a reason that names a field, or none. */
    static BadRecordException of(SinkRecord record, String what, UnfitException cause) {
        String field = cause.field == null ? "" : "field '" + cause.field + "': ";
        return of(record, what, field + cause.getMessage() + (cause.ofCell ? "." : ""), cause);
    }

    /** As {@link #of(SinkRecord, String, String, Throwable)}, because Domo refuses what the record became. */
    public static BadRecordException refused(SinkRecord record, String what, String why, Throwable cause) {
        BadRecordException bad = of(record, what, why, cause);
        return new BadRecordException(bad.getMessage(), null, null, cause, true);
    }

    public ErrantCause errantCause() {
        if (refused) {
            return ErrantCause.REFUSED_BY_DOMO;
        }
        UnfitException unfit = getCause() instanceof UnfitException cause ? cause : null;
        if (unfit != null && unfit.noColumn) {
            return ErrantCause.NO_COLUMN;
        }
        boolean cell = column != null || (unfit != null && unfit.ofCell);
        return cell ? ErrantCause.UNFIT_VALUE : ErrantCause.UNUSABLE_RECORD;
    }

    /** The record's field, where one is to blame. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Whether the record might become a row if the DataSet had other columns, or columns of other types. */
    public boolean mayFitOtherColumns() {
        return column != null || (getCause() instanceof UnfitException unfit && unfit.noColumn);
    }

    /** The DataSet's column with its type, where one is concerned. */
    public Optional<Column> column() {
        return Optional.ofNullable(column);
    }
}
