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
    private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);

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
            throw isAboveLong(value) ? tooLarge() : notWhole();
        }
    }

    private static boolean isAboveLong(BigDecimal value) {
        // By the number of its digits first: a scale may make it longer than memory is.
        long whole = (long) value.precision() - value.scale();
        return whole > ALWAYS_A_LONG
                && (whole > ALWAYS_A_LONG + 1 || value.compareTo(GREATEST_LONG) > 0 || value.compareTo(LEAST_LONG) < 0);
    }

    static long toLong(double value) throws UnfitException {
        long whole = (long) value;
        if (whole != value || value == 0x1p63) {
            throw Math.abs(value) >= 0x1p63 ? tooLarge() : notWhole();
        }
        return whole;
    }

    private static UnfitException tooLarge() {
        return UnfitException.beyond(Beyond.NUMBER, "the number is larger than the 64 bits of a LONG");
    }

    private static UnfitException notWhole() {
        return UnfitException.cut("the number is no whole one, as a LONG is");
    }

    static double toDouble(long value) throws UnfitException {
        double result = (double) value;
        if ((long) result != value || result == 0x1p63) {
            throw tooManyDigits();
        }
        return result;
    }

    private static UnfitException tooManyDigits() {
        return UnfitException.cut("the number has more digits than a DOUBLE can hold");
    }

    /**
     * Refused unless the cell of the double shows the very number: two numbers with one cell would be one key.
     *
     * @param result what it became
     */
    static void requireSame(BigDecimal number, double result) throws UnfitException {
        if (new BigDecimal(NumberText.shortest(result)).compareTo(number) != 0) {
            throw tooManyDigits();
        }
    }

    static double toDouble(String text) throws UnfitException {
        return toDouble(toDecimal(text));
    }

    /** Refused unless the decimal is what its number of digits can show of the double, or the double's shortest text. */
    static double toDouble(BigDecimal value) throws UnfitException {
        double result = value.doubleValue();
        if (Double.isInfinite(result)) {
            throw UnfitException.beyond(Beyond.NUMBER, "the number is larger than a DOUBLE can hold");
        }
        if (!shows(value, result)) {
            throw tooManyDigits();
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
        int exponent = exponentDigits(text);
        if (exponent < 0) {
            throw isNoFiniteNumber(text)
                    ? UnfitException.beyond(Beyond.NUMBER, NumberText.NOT_FINITE)
                    : UnfitException.cell("the text is no decimal number");
        }
        if (text.length() > MAX_TEXT || exponent > MAX_EXPONENT_DIGITS) {
            throw UnfitException.beyond(Beyond.NUMBER, "the number has more digits than any column can hold");
        }
        return new BigDecimal(text);
    }

    /** As PostgreSQL and Java write them, and Debezium with {@code decimal.handling.mode=string}. */
    private static boolean isNoFiniteNumber(String text) {
        return switch (text) {
            case "NaN", "Infinity", "+Infinity", "-Infinity", "NAN", "POSITIVE_INFINITY", "NEGATIVE_INFINITY" -> true;
            default -> false;
        };
    }

    /** How many digits the exponent of a decimal number has; negative where the text is none. */
    private static int exponentDigits(String text) {
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
            return -1;
        }
        if (i < count && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
            int from = signEnd(text, i + 1);
            i = digitsEnd(text, from);
            int significant = from;
            while (significant < i - 1 && text.charAt(significant) == '0') {
                significant++;
            }
            return i == count && i > from ? i - significant : -1;
        }
        return i == count ? 0 : -1;
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
