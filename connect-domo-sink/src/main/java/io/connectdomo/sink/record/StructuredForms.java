package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Debezium's structured dates and times ({@code time.precision.mode=structured}): a struct with a field for each unit. */
final class StructuredForms {
    private static final long END_OF_DAY_NANOS = TemporalText.DAY_MILLIS * 1_000_000;

    /** Far beyond the year 9999, and no more than milliseconds can count. */
    private static final long FAR_SECONDS = 1_000_000_000_000L;

    private StructuredForms() {}

    static void date(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        Struct struct = structOf(value);
        Boolean late = isLate(struct);
        if (late != null) {
            throw cell.tooFar(Beyond.date(late));
        }
        cell.writeDate(checked(() -> dateOf(struct)).toEpochDay(), out);
    }

    static void time(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        Struct struct = structOf(value);
        cell.writeTime(
                isEndOfDay(struct)
                        ? END_OF_DAY_NANOS
                        : checked(() -> timeOf(struct)).toNanoOfDay(),
                out);
    }

    static void timestamp(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        Struct struct = finite(value, cell);
        moment(checked(() -> dateTimeOf(struct).toInstant(ZoneOffset.UTC)), cell, out);
    }

    static void zonedTimestamp(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        Struct struct = finite(value, cell);
        moment(checked(() -> dateTimeOf(struct).atZone(zoneOf(struct)).toInstant()), cell, out);
    }

    static void zonedTime(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        Struct struct = structOf(value);
        String text = isEndOfDay(struct)
                ? "24:00:00" + checked(() -> offsetOf(struct)).getId()
                : DateTimeFormatter.ISO_OFFSET_TIME.format(
                        checked(() -> timeOf(struct).atOffset(offsetOf(struct))));
        cell.write(text, null, out);
    }

    /** In the form of {@code io.debezium.time.Interval}. */
    static void duration(Object value, Schema schema, CellWriter cell, CsvBuffer out) throws UnfitException {
        Struct struct = structOf(value);
        String text = "P" + whole(struct, "years") + "Y" + whole(struct, "months") + "M" + whole(struct, "days") + "DT"
                + whole(struct, "hours") + "H" + whole(struct, "minutes") + "M" + seconds(struct) + "S";
        cell.write(text, null, out);
    }

    private static void moment(Instant instant, CellWriter cell, CsvBuffer out) throws UnfitException {
        if (Math.abs(instant.getEpochSecond()) > FAR_SECONDS) {
            throw cell.tooFar(Beyond.moment(instant.getEpochSecond() > 0));
        }
        Duration finer = Duration.between(instant.truncatedTo(ChronoUnit.MILLIS), instant);
        cell.writeMoment(instant.toEpochMilli(), Math.toIntExact(finer.toNanos()), out);
    }

    private static LocalDate dateOf(Struct struct) {
        return LocalDate.of(number(struct, "year"), number(struct, "month"), number(struct, "day"));
    }

    private static LocalTime timeOf(Struct struct) {
        return LocalTime.of(
                number(struct, "hour"), number(struct, "minute"), number(struct, "second"), number(struct, "nanos"));
    }

    private static LocalDateTime dateTimeOf(Struct struct) {
        return LocalDateTime.of(dateOf(struct), timeOf(struct));
    }

    /** The offset where it is known, because a zone's name alone is ambiguous when clocks go back. */
    private static ZoneId zoneOf(Struct struct) {
        Object zone = valueOf(struct, "zoneId");
        boolean byName = valueOf(struct, "offsetSeconds") == null && zone != null;
        return byName ? ZoneId.of(zone.toString()) : offsetOf(struct);
    }

    private static ZoneOffset offsetOf(Struct struct) {
        return ZoneOffset.ofTotalSeconds(number(struct, "offsetSeconds"));
    }

    private static String seconds(Struct struct) {
        return new BigDecimal(whole(struct, "seconds"))
                .add(BigDecimal.valueOf(whole(struct, "nanos"), 9))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static int number(Struct struct, String field) {
        return Math.toIntExact(whole(struct, field));
    }

    /** A unit that is not there is zero. */
    private static long whole(Struct struct, String field) {
        return valueOf(struct, field) instanceof Number number ? number.longValue() : 0;
    }

    /** Null also where the schema has no such field, whatever its name promises. */
    static Object valueOf(Struct struct, String field) {
        return struct.schema().field(field) == null ? null : struct.getWithoutDefault(field);
    }

    private static Struct structOf(Object value) throws UnfitException {
        if (value instanceof Struct struct) {
            return struct;
        }
        throw SemanticForms.notAsItsSchemaSays();
    }

    /** The struct of a moment, refused where it is infinite. */
    private static Struct finite(Object value, CellWriter cell) throws UnfitException {
        Struct struct = structOf(value);
        Boolean late = isLate(struct);
        if (late != null) {
            throw cell.tooFar(Beyond.moment(late));
        }
        return struct;
    }

    /** Which end of time it is; null for a date as others. */
    private static Boolean isLate(Struct struct) {
        Object special = valueOf(struct, "specialValue");
        if (special != null) {
            return !special.toString().startsWith("NEGATIVE");
        }
        long year = whole(struct, "year");
        if (year < Year.MIN_VALUE || year > Year.MAX_VALUE) {
            return year > 0;
        }
        boolean isZeroDate = valueOf(struct, "year") != null
                && year == 0
                && (whole(struct, "month") == 0 || whole(struct, "day") == 0);
        return isZeroDate ? false : null;
    }

    /** PostgreSQL's 24:00:00, which is not the 00:00:00 of the next day. */
    private static boolean isEndOfDay(Struct struct) {
        return whole(struct, "hour") == 24
                && whole(struct, "minute") == 0
                && whole(struct, "second") == 0
                && whole(struct, "nanos") == 0;
    }

    private interface Reading<T> {
        T read();
    }

    private static <T> T checked(Reading<T> reading) throws UnfitException {
        try {
            return reading.read();
        } catch (DateTimeException | ArithmeticException e) {
            throw UnfitException.cell("the date or time does not exist", e);
        }
    }
}
