package io.connectdomo.common.metrics;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers for people. */
public final class Words {
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final double KIBI = 1024;

    private Words() {}

    /** {@code 17 200}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
    }

    /** {@code 12 min}, {@code 3 h 5 min}; the largest two units. */
    public static String duration(long ms) {
        if (ms < MINUTE) {
            return ms / SECOND + " s";
        } else if (ms < HOUR) {
            return ms / MINUTE + " min";
        } else if (ms < DAY) {
            return ms / HOUR + " h " + ms % HOUR / MINUTE + " min";
        }
        return ms / DAY + " d " + ms % DAY / HOUR + " h";
    }

    /** {@code 1.5 MiB}. */
    public static String bytes(long bytes) {
        String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= KIBI && unit < units.length - 1) {
            value /= KIBI;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** In UTC, to the second. */
    public static String time(long epochMs) {
        return Instant.ofEpochMilli(epochMs).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
