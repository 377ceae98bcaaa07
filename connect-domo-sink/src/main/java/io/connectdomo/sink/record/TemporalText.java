package io.connectdomo.sink.record;

/**
 * Milliseconds since 1970-01-01T00:00:00Z to the text of DATE and DATETIME columns, UTC, proleptic Gregorian, by hand
 * because {@code java.time} costs more than the rest of a row. Years 0001 to 9999; others are refused.
 */
final class TemporalText {
    static final long DAY_MILLIS = 86_400_000L;

    private static final long NANOS_OF_SECOND = 1_000_000_000L;
    private static final int NANOS_OF_MILLI = 1_000_000;

    /** Just below 839 hours, the largest TIME of MySQL and far more than any other database has. */
    static final long MAX_TIME_NANOS = 839L * 3600 * NANOS_OF_SECOND - 1;

    /** 838:59:59, which is the largest one that MySQL has of whole seconds. */
    static final long GREATEST_TIME_NANOS = 839L * 3600 * NANOS_OF_SECOND - NANOS_OF_SECOND;

    private static final int FIRST_DAY = -719_162;
    private static final int LAST_DAY = 2_932_896;
    private static final long LAST_MOMENT = (LAST_DAY + 1) * DAY_MILLIS - 1;
    private static final int LONGEST = "yyyy-MM-ddTHH:mm:ss.SSS".length();

    /** Days from 0000-03-01, where the algorithm's years begin, to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private static final int DAYS_OF_400_YEARS = 146_097;

    private TemporalText() {}

    /** {@code yyyy-MM-dd}; refused unless the time is midnight. */
    static void putDate(long epochMillis, int nanos, CsvBuffer out) throws UnfitException {
        long day = Math.floorDiv(epochMillis, DAY_MILLIS);
        if ((nanos != 0 || epochMillis != day * DAY_MILLIS) && isDay(day)) {
            throw UnfitException.cut("the value has a time of day, which a DATE can't hold");
        }
        putEpochDay(day, out);
    }

    /** {@code yyyy-MM-dd}. */
    static void putEpochDay(long epochDay, CsvBuffer out) throws UnfitException {
        if (!isDay(epochDay)) {
            throw Beyond.date(Infinities.isLate(epochDay)).unfit();
        }
        out.reserve(LONGEST);
        putDay(epochDay, out);
    }

    /** {@code yyyy-MM-dd'T'HH:mm:ss}, and {@code .SSS} where {@code millis} allows it and they are not zero. */
    static void putDateTime(long epochMillis, boolean millis, CsvBuffer out) throws UnfitException {
        long day = existing(Math.floorDiv(epochMillis, DAY_MILLIS));
        out.reserve(LONGEST);
        putDay(day, out);
        out.bytes[out.length++] = 'T';
        putTimeOfDay((int) (epochMillis - day * DAY_MILLIS), millis, out);
    }

    /** The same with a fraction of three, six or nine digits, as few as show all of {@code nanos}, which is below a million. */
    static void putDateTime(long epochMillis, int nanos, CsvBuffer out) throws UnfitException {
        putDateTime(epochMillis, false, out);
        putFraction(Math.floorMod(epochMillis, 1000) * NANOS_OF_MILLI + nanos, out);
    }

    /**
     * {@code HH:mm:ss}, with a fraction of three, six or nine digits where it is not zero. Up to 838:59:59 in both directions,
     * because MySQL's TIME is also a difference between two times.
     */
    static void putTime(long nanos, CsvBuffer out) throws UnfitException {
        if (nanos < -MAX_TIME_NANOS || nanos > MAX_TIME_NANOS) {
            throw Beyond.time(nanos > 0).unfit();
        }
        out.reserve(LONGEST);
        if (nanos < 0) {
            out.bytes[out.length++] = '-';
        }
        long size = Math.abs(nanos);
        int seconds = (int) (size / NANOS_OF_SECOND);
        int hours = seconds / 3600;
        if (hours >= 100) {
            out.bytes[out.length++] = (byte) ('0' + hours / 100);
        }
        NumberText.putPair(hours % 100, out);
        putMinuteAndSecond(seconds, out);
        putFraction((int) (size % NANOS_OF_SECOND), out);
    }

    /** Whether DATE and DATETIME have the day. */
    static boolean isDay(long epochDay) {
        return epochDay >= FIRST_DAY && epochDay <= LAST_DAY;
    }

    /** The day of a moment, if there is one of it. */
    static long existing(long epochDay) throws UnfitException {
        if (!isDay(epochDay)) {
            throw Beyond.moment(Infinities.isLate(epochDay)).unfit();
        }
        return epochDay;
    }

    static long lastOrFirstDay(Beyond beyond) {
        return beyond.isLate() ? LAST_DAY : FIRST_DAY;
    }

    /** Milliseconds since 1970. */
    static long lastOrFirstMoment(Beyond beyond) {
        return beyond.isLate() ? LAST_MOMENT : FIRST_DAY * DAY_MILLIS;
    }

    /** Days since 1970-01-01 of a date that is known to exist. */
    static long epochDay(int year, int month, int day) {
        int shifted = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(shifted, 400);
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_EPOCH;
    }

    /** Connect hands its dates and times over as {@code java.util.Date}; nothing but its milliseconds is used. */
    @SuppressWarnings("JavaUtilDate")
    static long millisOf(java.util.Date date) {
        return date.getTime();
    }

    private static void putDay(long epochDay, CsvBuffer out) {
        int fromMarch = (int) epochDay + DAYS_TO_EPOCH;
        int era = fromMarch / DAYS_OF_400_YEARS;
        int dayOfEra = fromMarch - era * DAYS_OF_400_YEARS;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        NumberText.putPair(year / 100, out);
        NumberText.putPair(year % 100, out);
        out.bytes[out.length++] = '-';
        NumberText.putPair(month, out);
        out.bytes[out.length++] = '-';
        NumberText.putPair(day, out);
    }

    private static void putTimeOfDay(int millisOfDay, boolean millis, CsvBuffer out) {
        int seconds = millisOfDay / 1000;
        int fraction = millisOfDay - seconds * 1000;
        NumberText.putPair(seconds / 3600, out);
        putMinuteAndSecond(seconds, out);
        if (millis && fraction != 0) {
            out.bytes[out.length++] = '.';
            NumberText.putDigits(fraction, 3, out);
        }
    }

    private static void putMinuteAndSecond(int seconds, CsvBuffer out) {
        out.bytes[out.length++] = ':';
        NumberText.putPair(seconds / 60 % 60, out);
        out.bytes[out.length++] = ':';
        NumberText.putPair(seconds % 60, out);
    }

    private static void putFraction(int nanosOfSecond, CsvBuffer out) {
        if (nanosOfSecond == 0) {
            return;
        }
        int digits = nanosOfSecond % NANOS_OF_MILLI == 0 ? 3 : nanosOfSecond % 1000 == 0 ? 6 : 9;
        out.reserve(digits + 1);
        out.bytes[out.length++] = '.';
        NumberText.putDigits(
                digits == 3 ? nanosOfSecond / NANOS_OF_MILLI : digits == 6 ? nanosOfSecond / 1000 : nanosOfSecond,
                digits,
                out);
    }
}
