package io.connectdomo.sink.record;

/**
 * Why a value does not fit, before it is known whose value it was; {@link RecordEncoder} turns it into a
 * {@link BadRecordException}. Without a stack trace, because a topic may be full of such records. The reason never
 * contains the value.
 */
final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String BEYOND_CURE =
            ". Set unrepresentable.value.action to null or clamp to have the rest of such records, or correct the producer.";
    private static final String BEYOND_IN_KEY_CURE =
            ". A key is never changed, whatever unrepresentable.value.action says. Correct the producer.";
    private static final String CUT_IN_KEY_CURE = ". Rows whose keys differ in the lost digits alone would become one."
            + " Make the key column STRING, in a new DataSet where Domo won't change it.";

    /** What is wrong. The one place that says which values {@code unrepresentable.value.action} is about. */
    enum Kind {
        /** The record can't be read as fields at all, or has no usable key. */
        RECORD,
        /** A field that stands outside the columns. */
        FIELD,
        /** A field that the DataSet has no column for. */
        NO_COLUMN,
        /** The value is no value of the column's type: a column of another type, or another producer, is needed. */
        MISFIT,
        /** The column could hold the value with fewer digits only. */
        CUT,
        /** A proper value beyond what the column can hold; {@link #beyond} says on which side. */
        BEYOND
    }

    final Kind kind;

    /** Whether the column at hand is concerned; else the record as a whole, or {@link #field}. */
    final boolean ofCell;

    /** The field to blame where no column is. */
    final String field;

    /** Whether {@link #field} is to blame because the DataSet has no column for it. */
    final boolean noColumn;

    /** Null for all kinds but {@link Kind#BEYOND}. */
    final Beyond beyond;

    /** What to do, where that is special to the reason; else null. */
    final String cure;

    private UnfitException(Kind kind, String reason, String field, Beyond beyond, String cure, Throwable cause) {
        super(reason, cause, false, false);
        this.kind = kind;
        this.ofCell = kind == Kind.MISFIT || kind == Kind.CUT || kind == Kind.BEYOND;
        this.field = field;
        this.noColumn = kind == Kind.NO_COLUMN;
        this.beyond = beyond;
        this.cure = cure;
    }

    /** The value at hand does not fit into the column at hand. */
    static UnfitException cell(String reason) {
        return new UnfitException(Kind.MISFIT, reason, null, null, null, null);
    }

    static UnfitException cell(String reason, Throwable cause) {
        return new UnfitException(Kind.MISFIT, reason, null, null, null, cause);
    }

    /** The same, where something else helps than what helps most cells. */
    static UnfitException cellWithCure(String reason, String cure) {
        return new UnfitException(Kind.MISFIT, reason, null, null, cure, null);
    }

    /** The column at hand would keep less of the value than there is. */
    static UnfitException cut(String reason) {
        return new UnfitException(Kind.CUT, reason, null, null, null, null);
    }

    /** The value at hand is a proper one, and beyond what the column at hand can hold. */
    static UnfitException beyond(Beyond beyond, String reason) {
        return new UnfitException(Kind.BEYOND, reason, null, beyond, null, null);
    }

    /** The record can't be read as fields at all, or has no usable key; {@code reason} says what to do. */
    static UnfitException record(String reason) {
        return new UnfitException(Kind.RECORD, reason, null, null, null, null);
    }

    /** A field that stands outside the columns; {@code reason} says what to do. */
    static UnfitException field(String field, String reason) {
        return new UnfitException(Kind.FIELD, reason, field, null, null, null);
    }

    /** A field that the DataSet has no column for; {@code reason} says what to do. */
    static UnfitException noColumn(String field, String reason) {
        return new UnfitException(Kind.NO_COLUMN, reason, field, null, null, null);
    }

    /**
     * What to do about a cell, as the end of a sentence.
     *
     * @param inKey whether it is part of a key, which is never changed or left out
     * @param usual what helps where nothing better is known
     */
    String cure(boolean inKey, String usual) {
        if (cure != null) {
            return cure;
        }
        return switch (kind) {
            case BEYOND -> inKey ? BEYOND_IN_KEY_CURE : BEYOND_CURE;
            case CUT -> inKey ? CUT_IN_KEY_CURE : usual;
            default -> usual;
        };
    }

    /** A record without a key, where rows are found by it: such are those of a table without a primary key. */
    static UnfitException noKey() {
        return record(
                "it has no key. Upsert and delete need one. There are two ways out: give it a key (the table's primary key,"
                        + " message.key.columns in Debezium, ValueToKey, or key.source=record_value with key.fields), or set"
                        + " write.mode=append for its topic.");
    }
}
