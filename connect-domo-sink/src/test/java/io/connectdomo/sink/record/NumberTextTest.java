package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class NumberTextTest {
    @Property
    void longsAreJavasText(@ForAll long value) {
        assertThat(text(out -> NumberText.putLong(value, out))).isEqualTo(Long.toString(value));
    }

    @Example
    void longsAtEveryPowerOfTen() {
        for (long power = 1; power > 0 && power <= Long.MAX_VALUE / 10; power *= 10) {
            for (long value : new long[] {power - 1, power, power + 1, -power, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThat(text(out -> NumberText.putLong(value, out))).isEqualTo(Long.toString(value));
            }
        }
    }

    @Property(tries = 3000)
    void anyDoubleReadsBackEqual(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        Assume.that(Double.isFinite(value));
        assertThat(Double.parseDouble(text(out -> NumberText.putDouble(value, out))))
                .isEqualTo(value + 0.0);
        assertThat(Double.parseDouble(text(out -> NumberText.putDoubleAsDecimal(value, out))))
                .isEqualTo(value + 0.0);
    }

    @Property(tries = 3000)
    void doublesOfEverydaySizeArePlainAndShortest(@ForAll @DoubleRange(min = -1e9, max = 1e9) double value) {
        String text = text(out -> NumberText.putDouble(value, out));
        assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
        if (Math.abs(value) >= 1e-7) {
            assertThat(text).doesNotContain("E");
        }
        assertThat(new BigDecimal(text).stripTrailingZeros().precision())
                .isLessThanOrEqualTo(
                        BigDecimal.valueOf(value).stripTrailingZeros().precision());
    }

    @Property
    void prices(@ForAll @IntRange(min = -1_000_000_000, max = 1_000_000_000) int cents) {
        double value = cents / 100.0;
        BigDecimal exact = BigDecimal.valueOf(cents, 2);
        assertThat(new BigDecimal(text(out -> NumberText.putDouble(value, out))))
                .isEqualByComparingTo(exact);
        assertThat(text(out -> NumberText.putDoubleAsDecimal(value, out))).isEqualTo(canonical(exact));
    }

    @Property
    void floatsAreTheShortestTextOfTheFloat(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        Assume.that(Float.isFinite(value));
        String text = text(out -> NumberText.putDouble(NumberText.widen(value), out));
        assertThat((float) Double.parseDouble(text)).isEqualTo(value + 0.0f);
        assertThat(new BigDecimal(text).stripTrailingZeros().precision())
                .isLessThanOrEqualTo(Math.max(
                        2,
                        new BigDecimal(Float.toString(value))
                                .stripTrailingZeros()
                                .precision()));
    }

    @Property
    void decimalsArePlain(
            @ForAll @BigRange(min = "-1000000000000000000000000000000", max = "1000000000000000000000000000000")
                    BigInteger unscaled,
            @ForAll @IntRange(min = -30, max = 40) int scale) {
        BigDecimal value = new BigDecimal(unscaled, scale);
        assertThat(text(out -> NumberText.putDecimal(value, out, false))).isEqualTo(value.toPlainString());
        assertThat(text(out -> NumberText.putDecimal(value, out, true))).isEqualTo(canonical(value));
    }

    @Property
    void smallDecimalsArePlain(@ForAll long unscaled, @ForAll @IntRange(min = 0, max = 20) int scale) {
        decimalsArePlain(BigInteger.valueOf(unscaled), scale);
    }

    @Example
    void everyZeroIsOneText() {
        assertThat(text(out -> NumberText.putDouble(-0.0, out))).isEqualTo("0.0");
        assertThat(text(out -> NumberText.putDoubleAsDecimal(-0.0, out))).isEqualTo("0");
        assertThat(text(out -> NumberText.putDecimal(new BigDecimal("0E-30"), out, true)))
                .isEqualTo("0");
        assertThat(text(out -> NumberText.putDecimal(new BigDecimal("0E+30"), out, true)))
                .isEqualTo("0");
    }

    @Example
    void numbersJsonWritesWithAnExponentAreAsPlainAsTheyCanBe() {
        assertThat(text(out -> NumberText.putDouble(1e20, out))).isEqualTo("100000000000000000000.0");
        assertThat(text(out -> NumberText.putDouble(1.5e300, out))).isEqualTo("1.5E300");
        assertThat(text(out -> NumberText.putDouble(1.25e-5, out))).isEqualTo("0.0000125");
    }

    private static String canonical(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    interface Writing {
        void to(CsvBuffer out) throws UnfitException;
    }

    static String text(Writing writing) {
        CsvBuffer out = new CsvBuffer();
        try {
            writing.to(out);
        } catch (UnfitException e) {
            throw new AssertionError(e);
        }
        return new String(out.toByteArray(), StandardCharsets.US_ASCII);
    }
}
