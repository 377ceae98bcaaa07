package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Domo's words are quoted in messages, but not what may be a value of a record in them. */
class DomosWordsTest {
    /** A value may hold a line's end of any kind. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u0085", "\u2028", "\u2029"})
    void aValueOfSeveralLinesIsCutToo(String end) {
        for (String quoting : List.of("Row: 1,a%ssecret", "Bad 'a%ssecret' here", "a value a%ssecret")) {
            assertThat(DomoError.withoutValues(String.format(quoting, end))).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "too few columns                              | too few columns",
                "Domo can't do this, it's late                | Domo can't do this, it's late",
                "Row: 1,secret,2                              | Row: …",
                "Row:secret,2                                 | Row:…",
                "a value_secret of it                         | a value…",
                "Bad number 'secret' in column 3              | Bad number '…' in column 3",
                "Bad number \"secret\" in column 3            | Bad number \"…\" in column 3",
                "Bad number `secret`                          | Bad number `…`",
                "Bad number “secret” here                     | Bad number “…” here",
                "Column 'amount' has 'se'cret' and 'x'.       | Column '…'.",
                "'secret' wasn't found                        | '…' wasn't found",
                "It ends in 'secret                           | It ends in '…'",
                "Could not parse value secret of column 3     | Could not parse value…",
                "VALUES: secret, secret                       | VALUES…",
                "an evaluation went wrong                     | an evaluation went wrong",
            })
    void whatMayBeAValueIsCut(String words, String expected) {
        assertThat(DomoError.withoutValues(words)).isEqualTo(expected);
    }

    /** Whatever a value holds, quotes among them. */
    @Property(tries = 500)
    void noQuotedValueIsLeft(@ForAll @StringLength(min = 1, max = 12) String inner) {
        String value = "sec" + inner.replaceAll("\\s", "") + "ret";
        for (String sentence : List.of(
                "Bad number '" + value + "' in column 3",
                "Bad number \"" + value + "\" in column 3",
                "Row: 1," + value,
                "Could not parse value " + value + " of column 3")) {
            Reply reply = new Reply(400, "text/plain", null, null, null, sentence.getBytes(StandardCharsets.UTF_8));
            assertThat(DomoError.of(reply).describe(400)).doesNotContain(value).doesNotContain("ret");
        }
    }
}
