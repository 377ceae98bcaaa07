package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Encodings of semantic types that are a number, a text or a decimal. Times before 1970 are rounded down, as is what is finer
 * than a column can show. The greatest and least number of 64 bits, and of 32 where the type has so many, is an infinity, also
 * where it would be a date or time like others.
 */
final class SemanticForms {
    private static final int NANOS_OF_MICRO = 1000;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private SemanticForms() {}

    // ---- Connect's logical types: java.util.Date

    static void connectDate(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long millis = millisOf(value);
        long day = Math.floorDiv(millis, TemporalText.DAY_MILLIS);
        if (millis != day * TemporalText.DAY_MILLIS && TemporalText.isDay(day)) {
            throw UnfitException.cell("the date has a time of day");
        }
        writeDay(day, cell, out);
    }

    static void connectTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeTime(nanosOf(millisOf(value), NANOS_OF_MILLI, cell), out);
    }

    static void connectTimestamp(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeMoment(millisOf(value), 0, out);
    }

    private static long millisOf(Object value) throws UnfitException {
        if (value instanceof java.util.Date date) {
            return TemporalText.millisOf(date);
        }
        throw notAsItsSchemaSays();
    }

    // ---- days, times of day and moments as whole numbers

    static void days(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        writeDay(whole(value), cell, out);
    }

    private static void writeDay(long day, CellWriter cell, CsvBuffer out) throws UnfitException {
        if (!TemporalText.isDay(day)) {
            throw cell.tooFar(Beyond.date(Infinities.isLate(day)));
        }
        cell.writeDate(day, out);
    }

    static void milliTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long millis = whole(value);
        if (isExtreme(value)) {
            throw cell.tooFar(Beyond.time(millis > 0));
        }
        cell.writeTime(nanosOf(millis, NANOS_OF_MILLI, cell), out);
    }

    static void microTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeTime(nanosOf(whole(value), NANOS_OF_MICRO, cell), out);
    }

    static void nanoTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeTime(whole(value), out);
    }

    static void millis(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeMoment(whole(value), 0, out);
    }

    static void micros(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long micros = whole(value);
        cell.writeMoment(Math.floorDiv(micros, 1000), Math.floorMod(micros, 1000) * NANOS_OF_MICRO, out);
    }

    static void nanos(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long nanos = whole(value);
        if (isExtreme(value)) {
            throw cell.tooFar(Beyond.moment(nanos > 0));
        }
        cell.writeMoment(Math.floorDiv(nanos, NANOS_OF_MILLI), Math.floorMod(nanos, NANOS_OF_MILLI), out);
    }

    private static long nanosOf(long time, int nanosOfUnit, CellWriter cell) throws UnfitException {
        long limit = TemporalText.MAX_TIME_NANOS / nanosOfUnit;
        if (time < -limit || time > limit) {
            throw cell.tooFar(Beyond.time(time > 0));
        }
        return time * nanosOfUnit;
    }

    /** Years and durations: numbers, but for the infinities. */
    static void count(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        if (!isExtreme(value)) {
            cell.write(value, schema, out);
        } else {
            cell.write(0, null, out); // refuses all numbers where they have no form
            throw UnfitException.beyond(Beyond.NUMBER, "an infinite year or duration has no form in Domo");
        }
    }

    private static boolean isExtreme(Object value) {
        return value instanceof Long number
                ? number == Long.MAX_VALUE || number == Long.MIN_VALUE
                : value instanceof Integer small && (small == Integer.MAX_VALUE || small == Integer.MIN_VALUE);
    }

    private static long whole(Object value) throws UnfitException {
        if (value instanceof Long number) {
            return number;
        } else if (CellWriter.isWhole(value)) {
            return ((Number) value).longValue();
        }
        throw notAsItsSchemaSays();
    }

    // ---- text: a local date or time that carries the Z of its encoding, which is no part of it

    static void isoDate(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long day;
        try {
            day = TemporalSyntax.toEpochDay(text(value));
        } catch (UnfitException e) {
            throw e.beyond == null ? e : cell.tooFar(e.beyond);
        }
        cell.writeDate(day, out);
    }

    static void isoTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        String text = text(value);
        cell.write(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text, null, out);
    }

    private static String text(Object value) throws UnfitException {
        if (value instanceof String text) {
            return text;
        }
        throw notAsItsSchemaSays();
    }

    // ---- decimals that carry their scale

    static void variableScaleDecimal(Object value, Schema schema, CellWriter cell, CsvBuffer out)
            throws UnfitException {
        if (!(value instanceof Struct struct) || !(StructuredForms.valueOf(struct, "scale") instanceof Integer scale)) {
            throw notAsItsSchemaSays();
        }
        BigDecimal number = new BigDecimal(new BigInteger(bytes(StructuredForms.valueOf(struct, "value"))), scale);
        cell.write(cell.isOfKey() ? NumberText.canonical(number) : number, null, out);
    }

    private static byte[] bytes(Object value) throws UnfitException {
        byte[] bytes = value instanceof ByteBuffer buffer
                ? CellWriter.bytesOf(buffer)
                : value instanceof byte[] array ? array : new byte[0];
        if (bytes.length == 0) {
            throw notAsItsSchemaSays();
        }
        return bytes;
    }

    static UnfitException notAsItsSchemaSays() {
        return UnfitException.cell("the value is not what the name of its schema says");
    }
}
