package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** The short cut is one: it never says anything else than the way round it. */
class UtcTextTest {
    private static final long FIRST = -62_135_596_800_000L;
    private static final long LAST = 253_402_300_799_999L;

    @Example
    void textThatIsACellIsCopied() {
        assertThat(copied("2024-02-29T10:15:30Z", true)).isEqualTo("2024-02-29T10:15:30");
        assertThat(copied("2024-02-29T10:15:30.120Z", true)).isEqualTo("2024-02-29T10:15:30.120");
        assertThat(copied("2024-02-29T10:15:30.000Z", true)).isEqualTo("2024-02-29T10:15:30");
        assertThat(copied("2024-02-29T10:15:30.120Z", false)).isEqualTo("2024-02-29T10:15:30");
    }

    @Example
    void everythingElseIsLeftToOthers() {
        for (String text : new String[] {
            "",
            "2024-02-29",
            "2024-02-29T10:15:30+00",
            "2024-02-29T10:15:30.1Z",
            "2024-02-29T10:15:30.123456Z",
            "2023-02-29T10:15:30Z",
            "2024-04-31T10:15:30Z",
            "0000-01-01T00:00:00Z",
            "2024-02-29T24:00:00Z",
            "2024-02-29T10:15:30,120Z",
            "20240-2-29T10:15:30Z",
            "2\u0660\u06624-02-29T10:15:30Z"
        }) {
            assertThat(copied(text, true)).as(text).isNull();
        }
    }

    @Property(tries = 20_000)
    void oneWrongCharacterChangesNothing(
            @ForAll @LongRange(min = FIRST, max = LAST) long moment,
            @ForAll boolean millis,
            @ForAll @IntRange(max = 23) int at,
            @ForAll @Chars({'0', '1', '2', '3', '6', '9', '-', ':', '.', 'T', 'Z', ' ', '/', 'x'}) char wrong)
            throws UnfitException {
        StringBuilder text = new StringBuilder(NumberTextTest.text(out -> TemporalText.putDateTime(moment, true, out)));
        text.append('Z').setCharAt(at % text.length(), wrong);
        String copied = copied(text.toString(), millis);
        if (copied != null) {
            long read = TemporalSyntax.toEpochMillis(text.toString());
            assertThat(copied).isEqualTo(NumberTextTest.text(out -> TemporalText.putDateTime(read, millis, out)));
        }
    }

    /** Null where it was not copied, and then nothing may be left behind. */
    private static String copied(String text, boolean millis) {
        CsvBuffer out = new CsvBuffer();
        if (UtcText.copy(text, millis, out)) {
            return new String(out.toByteArray(), StandardCharsets.US_ASCII);
        }
        assertThat(out.length()).isZero();
        return null;
    }
}
