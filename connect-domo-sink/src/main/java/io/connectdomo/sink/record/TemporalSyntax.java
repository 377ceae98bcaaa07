package io.connectdomo.sink.record;

/**
 * ISO 8601 text to milliseconds since 1970 in UTC: {@code 2024-02-29}, {@code 2024-02-29T10:15},
 * {@code 2024-02-29 10:15:30.123456+02:00}. A date alone is midnight; without an offset the time is UTC; {@code T} may be a
 * space. Text that is a date, but none of the years 0001 to 9999, is told apart from text that is none.
 */
final class TemporalSyntax {
    private static final int DATE_LENGTH = 10;
    private static final int MAX_OFFSET_HOURS = 18;

    private final String text;
    private int at;
    private boolean finer;
    private long epochMillis;

    private TemporalSyntax(String text) {
        this.text = text;
    }

    static TemporalSyntax moment(String text) throws UnfitException {
        TemporalSyntax syntax = new TemporalSyntax(text);
        try {
            syntax.epochMillis = syntax.parse();
            return syntax;
        } catch (UnfitException notOne) {
            Boolean late = Infinities.isLate(text);
            throw late == null ? notOne : Beyond.moment(late).unfit();
        }
    }

    static long toEpochMillis(String text) throws UnfitException {
        return moment(text).epochMillis;
    }

    long epochMillis() {
        return epochMillis;
    }

    /** Whether the text has more than that: digits other than 0 behind the milliseconds. */
    boolean isFiner() {
        return finer;
    }

    /** {@code 2024-02-29}, with or without an offset, which changes nothing: the date is local. */
    static long toEpochDay(String text) throws UnfitException {
        TemporalSyntax syntax = new TemporalSyntax(text);
        try {
            long day = syntax.date();
            syntax.offset();
            if (syntax.at != text.length()) {
                throw notIso();
            }
            return day;
        } catch (UnfitException notOne) {
            Boolean late = Infinities.isLate(text);
            throw late == null ? notOne : Beyond.date(late).unfit();
        }
    }

    private long parse() throws UnfitException {
        long millis = date() * TemporalText.DAY_MILLIS;
        if (at == text.length()) {
            return millis;
        }
        if (!accept('T') && !accept('t') && !accept(' ')) {
            throw notIso();
        }
        millis += timeOfDay();
        millis -= offset();
        if (at != text.length()) {
            throw notIso();
        }
        return millis;
    }

    private long date() throws UnfitException {
        if (text.length() < DATE_LENGTH) {
            throw notIso();
        }
        int year = digits(4);
        require('-');
        int month = digits(2);
        require('-');
        int day = digits(2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
            throw notIso();
        }
        return TemporalText.epochDay(year, month, day);
    }

    private long timeOfDay() throws UnfitException {
        int hour = digits(2);
        require(':');
        int minute = digits(2);
        int second = 0;
        int fraction = 0;
        if (accept(':')) {
            second = digits(2);
            if (accept('.') || accept(',')) {
                fraction = millisOfFraction();
            }
        }
        if (hour > 23 || minute > 59 || second > 59) {
            throw notIso();
        }
        return ((hour * 60L + minute) * 60 + second) * 1000 + fraction;
    }

    private int millisOfFraction() throws UnfitException {
        int millis = 0;
        int scale = 100;
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            int digit = text.charAt(at++) - '0';
            finer |= scale == 0 && digit != 0;
            millis += digit * scale;
            scale /= 10;
        }
        if (at == from) {
            throw notIso();
        }
        return millis;
    }

    private long offset() throws UnfitException {
        if (at == text.length() || accept('Z') || accept('z')) {
            return 0;
        }
        boolean west = accept('-');
        if (!west) {
            require('+');
        }
        int hours = digits(2);
        int minutes = 0;
        if (at < text.length()) {
            accept(':');
            minutes = digits(2);
        }
        if (hours > MAX_OFFSET_HOURS || minutes > 59) {
            throw notIso();
        }
        long millis = (hours * 60L + minutes) * 60_000;
        return west ? -millis : millis;
    }

    private int digits(int count) throws UnfitException {
        if (text.length() - at < count) {
            throw notIso();
        }
        int value = 0;
        for (int end = at + count; at < end; at++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                throw notIso();
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private boolean accept(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void require(char wanted) throws UnfitException {
        if (!accept(wanted)) {
            throw notIso();
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static int daysIn(int year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    private static UnfitException notIso() {
        return UnfitException.cell("the text is no ISO 8601 date or date-time (such as 2024-02-29T10:15:30Z)");
    }
}
