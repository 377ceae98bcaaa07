package io.connectdomo.source.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** What is wrong with a time that a person wrote as a number, and what may have been meant. */
final class TimeReading {
    private static final long FIRST = StartPosition.EARLIEST_MS;
    private static final long LAST = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
    private static final int THOUSAND = 1_000;

    /** A clock may be that much behind another. */
    private static final long TOLERANCE = Duration.ofMinutes(30).toMillis();

    private TimeReading() {}

    /**
     * Empty where it can be what was meant.
     *
     * @param written not negative
     * @param now epoch milliseconds
     */
    static Optional<String> problem(long written, long now) {
        Optional<Long> meant = meant(written);
        if (meant.isPresent()) {
            return Optional.of("is " + written + ": that is " + inWords(written)
                    + "; milliseconds since 1970 are meant: perhaps " + meant.get());
        }
        if (written > now + TOLERANCE) {
            return Optional.of("is " + written + ": that is " + inWords(written)
                    + ", and what happens until then would never be read; this worker's clock says "
                    + Instant.ofEpochMilli(now).truncatedTo(ChronoUnit.SECONDS));
        }
        return Optional.empty();
    }

    /** Where the number makes sense in another unit only. */
    private static Optional<Long> meant(long written) {
        if (within(written)) {
            return Optional.empty();
        }
        long seconds = written > LAST / THOUSAND ? -1 : written * THOUSAND;
        long micros = written / THOUSAND;
        long nanos = micros / THOUSAND;
        return within(seconds)
                ? Optional.of(seconds)
                : within(micros) ? Optional.of(micros) : Optional.of(nanos).filter(TimeReading::within);
    }

    private static boolean within(long time) {
        return time >= FIRST && time < LAST;
    }

    private static String inWords(long time) {
        Instant instant = Instant.ofEpochMilli(time);
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        return year < 10_000
                ? instant.truncatedTo(ChronoUnit.SECONDS).toString()
                : "the year " + String.format(Locale.ROOT, "%,d", year).replace(',', ' ');
    }
}
