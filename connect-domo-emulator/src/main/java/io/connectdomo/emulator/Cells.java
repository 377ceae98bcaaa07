package io.connectdomo.emulator;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Turns a cell's text into the value its column's type stores, and refuses every form that the pages do not show. */
final class Cells {
    /** H2's longest VARCHAR. Domo's limit is not known. */
    static final int MAX_STRING = 1_048_576;

    private final boolean fractions;

    /** @param fractions whether a DATETIME may have milliseconds */
    Cells(boolean fractions) {
        this.fractions = fractions;
    }

    /** @param text the cell; null for NULL, which every type takes */
    Object parse(ColumnType type, String text) throws BadValue {
        if (text == null) {
            return null;
        }
        return switch (type) {
            case STRING -> string(text);
            case LONG -> integer(text);
            case DOUBLE -> floating(text);
            case DECIMAL -> decimal(text);
            case DATE -> date(text);
            case DATETIME -> dateTime(text);
        };
    }

    private static String string(String text) throws BadValue {
        if (text.length() > MAX_STRING) {
            throw new BadValue("longer than " + MAX_STRING + " characters");
        }
        return text;
    }

    private static Long integer(String text) throws BadValue {
        int start = text.startsWith("-") ? 1 : 0;
        requireDigits(text, start, text.length());
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new BadValue("out of range");
        }
    }

    private static Double floating(String text) throws BadValue {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // Keeps out what Java takes and CSV readers do not: NaN, Infinity, hexadecimal, type suffixes, blanks.
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                throw new BadValue("not a number");
            }
        }
        try {
            Double value = Double.valueOf(text);
            if (value.isInfinite()) {
                throw new BadValue("out of range");
            }
            return value;
        } catch (NumberFormatException e) {
            throw new BadValue("not a number");
        }
    }

    private static BigDecimal decimal(String text) throws BadValue {
        int start = text.startsWith("-") ? 1 : 0;
        int point = text.indexOf('.');
        if (point < 0) {
            requireDigits(text, start, text.length());
        } else {
            requireDigits(text, start, point);
            requireDigits(text, point + 1, text.length());
        }
        return new BigDecimal(text);
    }

    private static LocalDate date(String text) throws BadValue {
        if (text.length() != 10) {
            throw new BadValue("not yyyy-MM-dd");
        }
        return dateAt(text);
    }

    private LocalDateTime dateTime(String text) throws BadValue {
        boolean shape = (text.length() == 19 || text.length() == 23)
                && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!shape) {
            throw new BadValue("not yyyy-MM-ddTHH:mm:ss");
        }
        int nanos = 0;
        if (text.length() == 23) {
            if (!fractions) {
                throw new BadValue("has a fraction of a second");
            }
            if (text.charAt(19) != '.') {
                throw new BadValue("not yyyy-MM-ddTHH:mm:ss.SSS");
            }
            nanos = number(text, 20, 23) * 1_000_000;
        }
        try {
            return dateAt(text).atTime(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos);
        } catch (DateTimeException e) {
            throw new BadValue("no such time");
        }
    }

    private static LocalDate dateAt(String text) throws BadValue {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            throw new BadValue("not yyyy-MM-dd");
        }
        try {
            return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
        } catch (DateTimeException e) {
            throw new BadValue("no such day");
        }
    }

    private static int number(String text, int from, int to) throws BadValue {
        requireDigits(text, from, to);
        return Integer.parseInt(text, from, to, 10);
    }

    private static void requireDigits(String text, int from, int to) throws BadValue {
        if (from >= to) {
            throw new BadValue("not a number");
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new BadValue("not a number");
            }
        }
    }
}
