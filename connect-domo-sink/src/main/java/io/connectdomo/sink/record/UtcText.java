package io.connectdomo.sink.record;

/**
 * The text that most producers send for a moment, {@code 2024-02-29T10:15:30Z} with or without {@code .123}, is a DATETIME
 * cell but for its {@code Z}: checked and copied at a fraction of what it costs to read a number from it and write that.
 */
final class UtcText {
    private static final int DATE_TIME = "2024-02-29T10:15:30".length();
    private static final int WITH_MILLIS = DATE_TIME + ".123".length();

    private UtcText() {}

    /**
     * Appends the cell, if the text is one.
     *
     * @param millis whether a fraction that is not zero is kept
     * @return false where nothing was appended and {@link TemporalSyntax} has to judge
     */
    static boolean copy(String text, boolean millis, CsvBuffer out) {
        int end = text.length() - 1;
        if ((end != DATE_TIME && end != WITH_MILLIS) || text.charAt(end) != 'Z' || !isDate(text) || !isTime(text)) {
            return false;
        }
        int kept = DATE_TIME;
        if (end == WITH_MILLIS) {
            int tenths = digit(text, 20);
            int rest = pair(text, 21);
            if (text.charAt(DATE_TIME) != '.' || (tenths | rest) < 0) {
                return false;
            }
            kept = millis && (tenths | rest) != 0 ? WITH_MILLIS : DATE_TIME;
        }
        append(text, kept, out);
        return true;
    }

    private static boolean isDate(String text) {
        int year = pair(text, 0) * 100 + pair(text, 2);
        int month = pair(text, 5);
        int day = pair(text, 8);
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && pair(text, 2) >= 0
                && year >= 1
                && month >= 1
                && month <= 12
                && day >= 1
                && (day <= 28 || day <= TemporalSyntax.daysIn(year, month));
    }

    private static boolean isTime(String text) {
        int hour = pair(text, 11);
        int minute = pair(text, 14);
        int second = pair(text, 17);
        return text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (hour | minute | second) >= 0
                && hour <= 23
                && minute <= 59
                && second <= 59;
    }

    /** Negative where they are not two digits. */
    private static int pair(String text, int at) {
        int tens = digit(text, at);
        int ones = digit(text, at + 1);
        return (tens | ones) < 0 ? -1 : tens * 10 + ones;
    }

    /** Negative where it is none. */
    private static int digit(String text, int at) {
        int digit = text.charAt(at) - '0';
        return digit > 9 ? -1 : digit;
    }

    private static void append(String text, int count, CsvBuffer out) {
        out.reserve(count);
        byte[] bytes = out.bytes;
        int at = out.length;
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) text.charAt(i);
        }
        out.length = at + count;
    }
}
