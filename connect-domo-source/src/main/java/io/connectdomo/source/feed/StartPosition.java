package io.connectdomo.source.feed;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where a feed without an offset begins: {@code earliest}, {@code now}, an instant, or a negative duration. */
public sealed interface StartPosition {
    /** Older than any entry: Domo was founded in 2010. */
    long EARLIEST_MS = Instant.parse("2010-01-01T00:00:00Z").toEpochMilli();

    /** Epoch milliseconds, given Domo's time. */
    long resolve(long serverNow);

    record Earliest() implements StartPosition {
        @Override
        public long resolve(long serverNow) {
            return EARLIEST_MS;
        }
    }

    record Now() implements StartPosition {
        @Override
        public long resolve(long serverNow) {
            return serverNow;
        }
    }

    record At(Instant instant) implements StartPosition {
        @Override
        public long resolve(long serverNow) {
            return Math.max(EARLIEST_MS, instant.toEpochMilli());
        }
    }

    record Before(Period days, Duration time) implements StartPosition {
        @Override
        public long resolve(long serverNow) {
            Instant from = Instant.ofEpochMilli(serverNow)
                    .atOffset(ZoneOffset.UTC)
                    .plus(days)
                    .toInstant()
                    .plus(time);
            return Math.max(EARLIEST_MS, from.toEpochMilli());
        }
    }

    /**
     * Reads the form in which users write it.
     *
     * @throws DateTimeException where it is none of the four; the message says what is allowed
     */
    static StartPosition parse(String written) {
        String text = written.trim();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "earliest" -> new Earliest();
            case "now" -> new Now();
            default -> text.startsWith("-") ? before(text) : at(text);
        };
    }

    private static StartPosition at(String text) {
        try {
            return new At(Instant.parse(text));
        } catch (DateTimeException e) {
            throw refused(text, e);
        }
    }

    private static StartPosition before(String text) {
        String[] parts = text.toUpperCase(Locale.ROOT).split("T", 2);
        try {
            Period days = parts[0].equals("-P") ? Period.ZERO : Period.parse(parts[0]);
            Duration time = parts.length == 1 ? Duration.ZERO : Duration.parse("-PT" + parts[1]);
            return new Before(days, time);
        } catch (DateTimeException e) {
            throw refused(text, e);
        }
    }

    private static DateTimeException refused(String text, DateTimeException cause) {
        return new DateTimeException(
                "'" + text + "' is no start: write earliest, now, an instant such as 2026-01-31T00:00:00Z, or how far"
                        + " back as a negative ISO-8601 duration such as -P7D or -PT12H",
                cause);
    }
}
