package io.connectdomo.sink.record;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Numbers to text. Doubles are written with the fewest digits that read back as the same double, in plain notation
 * between 1e-7 and 1e21 and with an exponent outside; most of them without a {@code String}.
 */
final class NumberText {
    /** No number in plain notation is longer; {@code 1E999999999} must not become a gigabyte of zeros. */
    static final int MAX_PLAIN_DIGITS = 1000;

    static final String NOT_FINITE = "NaN and infinite numbers have no form in Domo";

    private static final int MAX_LONG_DIGITS = 19;
    private static final long[] TEN_TO = new long[MAX_LONG_DIGITS];
    private static final byte[] DIGIT_PAIRS = new byte[200];

    /** Exact as doubles; more decimals than that are left to the general algorithm. */
    private static final double[] SHORT_SCALES = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** Below this, neighbouring decimals of one scale are never the same double, so a decimal found is the shortest. */
    private static final double UNIQUE_DECIMAL_LIMIT = 1e15;

    private static final double UNIQUE_FLOAT_DECIMAL_LIMIT = 1e6;

    static {
        TEN_TO[0] = 1;
        for (int i = 1; i < TEN_TO.length; i++) {
            TEN_TO[i] = 10 * TEN_TO[i - 1];
        }
        for (int i = 0; i < 100; i++) {
            DIGIT_PAIRS[2 * i] = (byte) ('0' + i / 10);
            DIGIT_PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private NumberText() {}

    static void putLong(long value, CsvBuffer out) {
        if (value == Long.MIN_VALUE) {
            out.putAscii("-9223372036854775808");
            return;
        }
        out.reserve(MAX_LONG_DIGITS + 1);
        if (value < 0) {
            out.bytes[out.length++] = '-';
            value = -value;
        }
        putDigits(value, digitsOf(value), out);
    }

    /** Shortest text that reads back equal; {@code -0.0} is written as {@code 0.0}, so that both are one key. */
    static void putDouble(double value, CsvBuffer out) throws UnfitException {
        if (!putShortDecimal(value, out, true)) {
            String text = shortest(value);
            int exponent = text.indexOf('E');
            boolean plain = exponent > 0 && Math.abs(value) >= 1e-7 && Math.abs(value) < 1e21;
            out.putAscii(plain ? plainWithPoint(text) : text);
        }
    }

    /** The same for a DECIMAL column: never an exponent, no zeros at the end. */
    static void putDoubleAsDecimal(double value, CsvBuffer out) throws UnfitException {
        if (!putShortDecimal(value, out, false)) {
            putDecimal(new BigDecimal(shortest(value)), out, true);
        }
    }

    /**
     * Plain notation.
     *
     * @param canonical whether zeros at the end of the fraction are left out, so that equal numbers are equal text
     */
    static void putDecimal(BigDecimal value, CsvBuffer out, boolean canonical) throws UnfitException {
        int scale = value.scale();
        if (scale >= 0 && scale < MAX_LONG_DIGITS && value.precision() < MAX_LONG_DIGITS) {
            putScaled(value.scaleByPowerOfTen(scale).longValue(), scale, canonical, out);
        } else {
            out.putAscii(plain(value, canonical));
        }
    }

    static String plain(BigDecimal value, boolean canonical) throws UnfitException {
        BigDecimal bare = canonical ? canonical(value) : value;
        if (bare.scale() > MAX_PLAIN_DIGITS || wholeDigits(bare) > MAX_PLAIN_DIGITS) {
            throw UnfitException.beyond(
                    Beyond.NUMBER, "the number has more than " + MAX_PLAIN_DIGITS + " digits in plain notation");
        }
        return bare.toPlainString();
    }

    /** Without zeros at the end, but those of a number so large that its scale could overflow. */
    static BigDecimal canonical(BigDecimal value) {
        boolean strips = value.signum() == 0 || wholeDigits(value) <= MAX_PLAIN_DIGITS;
        return strips ? value.stripTrailingZeros() : value;
    }

    private static long wholeDigits(BigDecimal value) {
        return (long) value.precision() - value.scale();
    }

    /** The double with the same shortest decimal text: 0.1f is 0.1, not 0.10000000149011612. */
    static double widen(float value) throws UnfitException {
        requireFinite(value);
        for (double scale : SHORT_SCALES) {
            double decimal = Math.rint(value * scale);
            if (Math.abs(decimal) >= UNIQUE_FLOAT_DECIMAL_LIMIT) {
                break;
            }
            double candidate = decimal / scale;
            if ((float) candidate == value) {
                return candidate;
            }
        }
        return Double.parseDouble(NumberOutput.toString(value, true));
    }

    static void requireFinite(double value) throws UnfitException {
        if (!Double.isFinite(value)) {
            throw UnfitException.beyond(Beyond.NUMBER, NOT_FINITE);
        }
    }

    /**
     * A double is a short decimal if an integer divided by a power of ten gives it back: both are exact, and division
     * rounds as reading the decimal text does.
     */
    private static boolean putShortDecimal(double value, CsvBuffer out, boolean pointZero) throws UnfitException {
        requireFinite(value);
        for (int scale = 0; scale < SHORT_SCALES.length; scale++) {
            double decimal = Math.rint(value * SHORT_SCALES[scale]);
            if (Math.abs(decimal) >= UNIQUE_DECIMAL_LIMIT) {
                return false;
            }
            if (decimal / SHORT_SCALES[scale] == value) {
                if (scale == 0 && pointZero) {
                    putScaled(10 * (long) decimal, 1, false, out);
                } else {
                    putScaled((long) decimal, scale, false, out);
                }
                return true;
            }
        }
        return false;
    }

    private static void putScaled(long unscaled, int scale, boolean canonical, CsvBuffer out) {
        if (canonical) {
            while (scale > 0 && unscaled % 10 == 0) {
                unscaled /= 10;
                scale--;
            }
        }
        out.reserve(MAX_LONG_DIGITS + 3);
        if (unscaled < 0) {
            out.bytes[out.length++] = '-';
            unscaled = -unscaled;
        }
        if (scale == 0) {
            putDigits(unscaled, digitsOf(unscaled), out);
            return;
        }
        long whole = unscaled / TEN_TO[scale];
        putDigits(whole, digitsOf(whole), out);
        out.bytes[out.length++] = '.';
        putDigits(unscaled - whole * TEN_TO[scale], scale, out);
    }

    /** Exactly {@code count} digits, with zeros in front; room was reserved. */
    static void putDigits(long value, int count, CsvBuffer out) {
        byte[] bytes = out.bytes;
        int start = out.length;
        int at = start + count;
        out.length = at;
        while (at - start >= 2) {
            long rest = value / 100;
            int pair = (int) (value - rest * 100) * 2;
            bytes[--at] = DIGIT_PAIRS[pair + 1];
            bytes[--at] = DIGIT_PAIRS[pair];
            value = rest;
        }
        if (at > start) {
            bytes[start] = (byte) ('0' + value);
        }
    }

    /** Two digits of a number below 100; room was reserved. */
    static void putPair(int value, CsvBuffer out) {
        byte[] bytes = out.bytes;
        int at = out.length;
        bytes[at] = DIGIT_PAIRS[2 * value];
        bytes[at + 1] = DIGIT_PAIRS[2 * value + 1];
        out.length = at + 2;
    }

    private static int digitsOf(long value) {
        int estimate = ((64 - Long.numberOfLeadingZeros(value | 1)) * 1233) >> 12;
        return (estimate < MAX_LONG_DIGITS && value >= TEN_TO[estimate]) ? estimate + 1 : Math.max(estimate, 1);
    }

    /** In any notation. */
    static String shortest(double value) {
        return NumberOutput.toString(value, true);
    }

    private static String plainWithPoint(String scientific) {
        String plain = new BigDecimal(scientific).toPlainString();
        return plain.indexOf('.') < 0 ? plain + ".0" : plain;
    }
}
