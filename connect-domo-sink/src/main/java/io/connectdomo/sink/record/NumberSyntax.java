package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Text and numbers to numbers of another type, where nothing is lost. Text is an ASCII decimal number with optional
 * sign, fraction and exponent, and nothing around it.
 */
final class NumberSyntax {
    private static final int MAX_TEXT = NumberText.MAX_PLAIN_DIGITS + 20;
    private static final int MAX_EXPONENT_DIGITS = 4;
    private static final int ALWAYS_A_LONG = 18;

    private NumberSyntax() {}

    static long toLong(String text) throws UnfitException {
        int count = text.length();
        int from = count > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (count > from && count - from <= ALWAYS_A_LONG) {
            long value = 0;
            int i = from;
            for (; i < count && isDigit(text.charAt(i)); i++) {
                value = value * 10 + (text.charAt(i) - '0');
            }
            if (i == count) {
                return text.charAt(0) == '-' ? -value : value;
            }
        }
        return toLong(toDecimal(text));
    }

    static long toLong(BigDecimal value) throws UnfitException {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw UnfitException.cell("the number is not a whole one of 64 bits", e);
        }
    }

    static long toLong(double value) throws UnfitException {
        long whole = (long) value;
        if (whole != value || value == 0x1p63) {
            throw UnfitException.cell("the number is not a whole one of 64 bits");
        }
        return whole;
    }

    static double toDouble(long value) throws UnfitException {
        double result = (double) value;
        if ((long) result != value || result == 0x1p63) {
            throw UnfitException.cell("the number has more digits than a DOUBLE can hold");
        }
        return result;
    }

    static double toDouble(String text) throws UnfitException {
        return toDouble(toDecimal(text));
    }

    /** Refused unless the decimal is what its number of digits can show of the double, or the double's shortest text. */
    static double toDouble(BigDecimal value) throws UnfitException {
        double result = value.doubleValue();
        if (Double.isInfinite(result) || !shows(value, result)) {
            throw UnfitException.cell("the number has more digits, or is larger, than a DOUBLE can hold");
        }
        return result;
    }

    private static boolean shows(BigDecimal value, double result) {
        if (value.signum() == 0) {
            return true;
        }
        int precision = value.precision();
        return new BigDecimal(result)
                                .round(new MathContext(precision, RoundingMode.HALF_EVEN))
                                .compareTo(value)
                        == 0
                || BigDecimal.valueOf(result).compareTo(value) == 0;
    }

    static BigDecimal toDecimal(String text) throws UnfitException {
        if (text.length() > MAX_TEXT || !isNumber(text)) {
            throw UnfitException.cell("the text is no decimal number");
        }
        return new BigDecimal(text);
    }

    private static boolean isNumber(String text) {
        int count = text.length();
        int i = signEnd(text, 0);
        int whole = digitsEnd(text, i) - i;
        i += whole;
        int fraction = 0;
        if (i < count && text.charAt(i) == '.') {
            fraction = digitsEnd(text, i + 1) - (i + 1);
            i += 1 + fraction;
        }
        if (whole + fraction == 0) {
            return false;
        }
        if (i < count && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int from = signEnd(text, i + 1);
            i = digitsEnd(text, from);
            return i == count && i > from && i - from <= MAX_EXPONENT_DIGITS;
        }
        return i == count;
    }

    private static int signEnd(String text, int from) {
        return from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+') ? from + 1 : from;
    }

    private static int digitsEnd(String text, int from) {
        int i = from;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
