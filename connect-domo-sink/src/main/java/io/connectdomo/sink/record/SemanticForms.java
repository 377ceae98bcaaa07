package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Encodings of semantic types that are a number, a text or a decimal. Times before 1970 are rounded down, as is what is finer
 * than a column can show.
 */
final class SemanticForms {
    private static final int NANOS_OF_MICRO = 1000;
    private static final int NANOS_OF_MILLI = 1_000_000;

    private SemanticForms() {}

    // ---- Connect's logical types: java.util.Date

    static void connectDate(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long millis = millisOf(value);
        long day = Math.floorDiv(millis, TemporalText.DAY_MILLIS);
        if (millis != day * TemporalText.DAY_MILLIS) {
            throw UnfitException.cell("the date has a time of day");
        }
        cell.writeDate(day, out);
    }

    static void connectTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        long millis = millisOf(value);
        if (millis < 0 || millis >= TemporalText.DAY_MILLIS) {
            throw UnfitException.cell("the time of day is outside 00:00 to 24:00");
        }
        cell.writeTime(millis * NANOS_OF_MILLI, out);
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
        cell.writeDate(whole(value), out);
    }

    static void milliTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeTime(nanos(whole(value), NANOS_OF_MILLI), out);
    }

    static void microTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        cell.writeTime(nanos(whole(value), NANOS_OF_MICRO), out);
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
        cell.writeMoment(Math.floorDiv(nanos, NANOS_OF_MILLI), Math.floorMod(nanos, NANOS_OF_MILLI), out);
    }

    private static long nanos(long time, int nanosOfUnit) throws UnfitException {
        long limit = TemporalText.MAX_TIME_NANOS / nanosOfUnit;
        if (time < -limit || time > limit) {
            throw TemporalText.noTime();
        }
        return time * nanosOfUnit;
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
        cell.writeDate(TemporalSyntax.toEpochDay(text(value)), out);
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
        if (!(value instanceof Struct struct)
                || !(struct.get("scale") instanceof Integer scale)
                || struct.get("value") == null) {
            throw notAsItsSchemaSays();
        }
        BigInteger unscaled = new BigInteger(bytes(struct.get("value")));
        cell.write(new BigDecimal(unscaled, scale), null, out);
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
