package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Writes values into cells of one column type, converting where nothing is lost (contract.md 2.4). */
abstract sealed class CellWriter
        permits StringCells, LongCells, DoubleCells, DecimalCells, DateCells, DateTimeCells, SemanticCells {
    private static final String TEMPORAL = "a date or time";

    private boolean ofKey;

    /**
     * Appends one cell.
     *
     * @param value not null
     * @param schema the value's schema, null for schemaless data; tells what is inside of arrays and maps. What its name
     *     says is {@link SemanticCells}' affair
     */
    abstract void write(Object value, Schema schema, CsvBuffer out) throws UnfitException;

    /** Appends a date, refused by column types that have none. */
    void writeDate(long epochDay, CsvBuffer out) throws UnfitException {
        throw noTemporals();
    }

    /**
     * Appends a moment, refused by column types that have none.
     *
     * @param nanos what it is finer than {@code epochMillis}, below a million
     */
    void writeMoment(long epochMillis, int nanos, CsvBuffer out) throws UnfitException {
        throw noTemporals();
    }

    /** Appends a time of day; only text can hold one. */
    void writeTime(long nanos, CsvBuffer out) throws UnfitException {
        throw noTemporals();
    }

    /** Why a date or time that is {@code beyond} all others has no cell: as one like any other in column types that have none. */
    UnfitException tooFar(Beyond beyond) {
        return noTemporals();
    }

    /** Appends the first or last that there is; nothing, which is NULL, where nothing stands for it. */
    void clamp(Beyond beyond, CsvBuffer out) throws UnfitException {}

    /** Whether cells are part of a key: nothing may get lost, and equal values are equal text. */
    final boolean isOfKey() {
        return ofKey;
    }

    /** From now on cells are part of a key, or no longer. */
    void setOfKey(boolean isOfKey) {
        ofKey = isOfKey;
    }

    final UnfitException noTemporals() {
        return UnfitException.cell(TEMPORAL + " has no form in this column type");
    }

    static CellWriter of(ColumnType type, CsvText text, JsonText json, boolean datetimeMillis) {
        return switch (type) {
            case STRING -> new StringCells(text, json);
            case LONG -> new LongCells();
            case DOUBLE -> new DoubleCells();
            case DECIMAL -> new DecimalCells();
            case DATE -> new DateCells();
            case DATETIME -> new DateTimeCells(datetimeMillis);
        };
    }

    static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    static byte[] bytesOf(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** The value is of a kind that has no form in this column type. */
    static UnfitException misfit(Object value) {
        String kind = kindOf(value);
        return kind == null ? unknown(value) : UnfitException.cell(kind + " has no form in this column type");
    }

    static UnfitException unknown(Object value) {
        return UnfitException.cell("values of " + value.getClass() + " are not known to Kafka Connect");
    }

    /** What the value is, in the words of data and not of Java; never null. */
    static String inWords(Object value) {
        String kind = kindOf(value);
        return kind == null ? "of " + value.getClass() + ", which Kafka Connect does not know" : kind;
    }

    private static String kindOf(Object value) {
        if (value instanceof String) {
            return "text";
        } else if (value instanceof Boolean) {
            return "a boolean";
        } else if (isWhole(value)
                || value instanceof Double
                || value instanceof Float
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            return "a number";
        } else if (value instanceof java.util.Date) {
            return TEMPORAL;
        } else if (value instanceof byte[] || value instanceof ByteBuffer) {
            return "a value of bytes";
        } else if (value instanceof Struct || value instanceof Map) {
            return "a struct or map";
        }
        return value instanceof Collection ? "an array" : null;
    }
}
