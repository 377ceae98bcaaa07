package io.connectdomo.sink.record;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates that no column has: which end of time they stand for. Debezium has no form for PostgreSQL's infinite dates, and what its
 * arithmetic makes of them often lies at the wrong end ({@code PostgresValueConverter} and {@code io.debezium.time.Date}, 3.7).
 */
final class Infinities {
    /** {@code infinity}, streamed: -5877611-06-21; {@code -infinity} is the day after. */
    private static final long STREAMED_INFINITY = -2_147_472_692L;

    /** {@code infinity}, of a snapshot: +292278994-08-16 or the day after, by the time zone of Debezium, cut to 32 bits. */
    private static final long SNAPSHOT_INFINITY = -622_191_234L;

    /** {@code -infinity}, of a snapshot, as text: +292269055-12-02, because it lost its era; a day more or less by the time zone. */
    private static final long SNAPSHOT_MINUS_INFINITY = 106_748_361_128L;

    /** A date with a year of any length, perhaps a time, perhaps an offset. */
    private static final Pattern FAR = Pattern.compile("([+-]?)(\\d{4,10})-(\\d\\d)-(\\d\\d)"
            + "(?:[Tt ](?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?)?"
            + "(?:[Zz]|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?)?( BC)?");

    private Infinities() {}

    /** Of a day that DATE and DATETIME do not have. */
    static boolean isLate(long epochDay) {
        if (epochDay == STREAMED_INFINITY || Math.abs(epochDay - SNAPSHOT_INFINITY) <= 1) {
            return true;
        }
        return epochDay > 0 && Math.abs(epochDay - SNAPSHOT_MINUS_INFINITY) > 1;
    }

    /** Whether the text is a date or moment that no column has; null where it is none, or one like any other. */
    static Boolean isLate(String text) {
        if (text.equals("infinity") || text.equals("-infinity")) { // small as dates have it, and numbers have not
            return text.charAt(0) == 'i';
        }
        Matcher far = FAR.matcher(text);
        if (!far.matches()) {
            return null;
        }
        boolean before = far.group(1).equals("-") || far.group(5) != null;
        long year = (before ? -1 : 1) * Long.parseLong(far.group(2));
        return (year >= 1 && year <= 9999) ? null : isLate(year, far.group(3), far.group(4));
    }

    private static Boolean isLate(long year, String month, String day) {
        if (year == 0 && (month.equals("00") || day.equals("00"))) {
            return false; // MySQL's zero dates: before all others
        }
        try {
            return isLate(LocalDate.of(
                            (int) Math.max(-999_999_999, Math.min(999_999_999, year)), number(month), number(day))
                    .toEpochDay());
        } catch (DateTimeException notEvenThere) {
            return null;
        }
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
