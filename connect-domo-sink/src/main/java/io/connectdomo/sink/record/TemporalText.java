package io.connectdomo.sink.record;

/**
 * Milliseconds since 1970-01-01T00:00:00Z to the text of DATE and DATETIME columns, UTC, proleptic Gregorian, by hand
 * because {@code java.time} costs more than the rest of a row. Years 0001 to 9999; others are refused.
 */
final class TemporalText {
    static final long DAY_MILLIS = 86_400_000L;

    private static final int FIRST_DAY = -719_162;
    private static final int LAST_DAY = 2_932_896;
    private static final int LONGEST = "yyyy-MM-ddTHH:mm:ss.SSS".length();

    /** Days from 0000-03-01, where the algorithm's years begin, to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private static final int DAYS_OF_400_YEARS = 146_097;

    private TemporalText() {}

    /** {@code yyyy-MM-dd}; refused unless the time is midnight. */
    static void putDate(long epochMillis, CsvBuffer out) throws UnfitException {
        long day = Math.floorDiv(epochMillis, DAY_MILLIS);
        if (epochMillis != day * DAY_MILLIS) {
            throw UnfitException.cell("the value has a time of day, which a DATE can't hold");
        }
        out.reserve(LONGEST);
        putDay(day, out);
    }

    /** {@code yyyy-MM-dd'T'HH:mm:ss}, and {@code .SSS} where {@code millis} allows it and they are not zero. */
    static void putDateTime(long epochMillis, boolean millis, CsvBuffer out) throws UnfitException {
        long day = Math.floorDiv(epochMillis, DAY_MILLIS);
        out.reserve(LONGEST);
        putDay(day, out);
        out.bytes[out.length++] = 'T';
        putTimeOfDay((int) (epochMillis - day * DAY_MILLIS), millis, out);
    }

    /** {@code HH:mm:ss}, and {@code .SSS} where not zero. */
    static void putTime(long millisOfDay, CsvBuffer out) throws UnfitException {
        if (millisOfDay < 0 || millisOfDay >= DAY_MILLIS) {
            throw UnfitException.cell("the time of day is outside 00:00 to 24:00");
        }
        out.reserve(LONGEST);
        putTimeOfDay((int) millisOfDay, true, out);
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

    private static void putDay(long epochDay, CsvBuffer out) throws UnfitException {
        if (epochDay < FIRST_DAY || epochDay > LAST_DAY) {
            throw UnfitException.cell("the date is outside the years 0001 to 9999");
        }
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
        out.bytes[out.length++] = ':';
        NumberText.putPair(seconds / 60 % 60, out);
        out.bytes[out.length++] = ':';
        NumberText.putPair(seconds % 60, out);
        if (millis && fraction != 0) {
            out.bytes[out.length++] = '.';
            NumberText.putDigits(fraction, 3, out);
        }
    }
}
