package io.connectdomo.common.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads fields as Domo's replies really hold them: numbers as numbers or strings, times as seconds, milliseconds or ISO
 * text (observed-behaviour.md 6, 7, 12). What is absent, null or unreadable is empty, never an exception.
 */
public final class Lenient {
    /** As milliseconds this is March 1973, as seconds the year 5138: what is smaller must be seconds. */
    private static final BigDecimal SMALLEST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** What a number of milliseconds holds. */
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);

    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private Lenient() {}

    /** The text of a string, number or boolean field; empty for the empty string too. */
    public static Optional<String> text(JsonNode parent, String field) {
        JsonNode node = parent.path(field);
        return node.isValueNode() && !node.isNull()
                ? Optional.of(written(node)).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** A whole number, written as number or string, with or without {@code .0}. */
    public static OptionalLong number(JsonNode parent, String field) {
        Optional<BigDecimal> decimal = decimal(parent, field);
        try {
            return decimal.isPresent() ? OptionalLong.of(decimal.get().longValueExact()) : OptionalLong.empty();
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /** True only for {@code true} and {@code "true"}. */
    public static boolean flag(JsonNode parent, String field) {
        return text(parent, field).filter("true"::equalsIgnoreCase).isPresent();
    }

    /** A point in time: epoch seconds, epoch milliseconds, or ISO text (UTC where it names no offset). */
    public static Optional<Instant> instant(JsonNode parent, String field) {
        Optional<BigDecimal> epoch = decimal(parent, field);
        return epoch.isPresent()
                ? epoch.flatMap(Lenient::epoch)
                : text(parent, field).flatMap(Lenient::iso);
    }

    private static String written(JsonNode node) {
        return node.isBigDecimal() && modest(node.decimalValue())
                ? node.decimalValue().toPlainString()
                : node.asText();
    }

    /** Keeps 1e999999999 from becoming a number of a billion digits. */
    private static boolean modest(BigDecimal value) {
        return Math.abs((long) value.scale()) < 40;
    }

    private static Optional<Instant> epoch(BigDecimal value) {
        try {
            BigDecimal millis = value.abs().compareTo(SMALLEST_MILLIS) < 0 ? value.movePointRight(3) : value;
            return Optional.of(Instant.ofEpochMilli(millis.toBigInteger().longValueExact()));
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> iso(String text) {
        try {
            TemporalAccessor read = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = read instanceof OffsetDateTime time
                    ? time.toInstant()
                    : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
            return Optional.of(instant).filter(time -> !time.isBefore(FIRST) && !time.isAfter(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> decimal(JsonNode parent, String field) {
        try {
            return text(parent, field).map(BigDecimal::new).filter(Lenient::modest);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
