package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Whatever text is written is read back equal by another reader, NULL and "" kept apart. */
class CsvRoundTripTest {
    private static final Rows ROWS = Rows.appending("a STRING", "b STRING", "c STRING");
    private static final Schema SCHEMA = SchemaBuilder.struct()
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("b", Schema.OPTIONAL_STRING_SCHEMA)
            .field("c", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    @Property(tries = 3000)
    void textComesBackEqual(@ForAll("rows") List<String> cells) {
        assertThat(ROWS.cells(map(cells))).isEqualTo(cells);
    }

    @Property(tries = 1000)
    void structAndMapGiveTheSameLine(@ForAll("rows") List<String> cells) {
        assertThat(ROWS.line(struct(cells))).isEqualTo(ROWS.line(map(cells)));
    }

    @Example
    void quotesStandOnlyWhereTheyAreNeeded() {
        Map<String, Object> value = new HashMap<>();
        value.put("a", "plain text, quoted");
        value.put("b", "plain text");
        value.put("c", "Köln 🚀");
        assertThat(ROWS.line(value)).isEqualTo("\"plain text, quoted\",plain text,Köln 🚀");
    }

    @Example
    void whatAReaderMayTakeForSomethingElseIsQuoted() {
        for (String text :
                List.of("\\N", "#comment", "\uFEFFbom", " lead", "trail ", "\u00A0nbsp", "tab\tinside", "")) {
            assertThat(ROWS.line(Map.of("a", text))).isEqualTo("\"" + text + "\",,");
        }
    }

    @Example
    void halfASurrogatePairIsErrant() {
        for (String text : List.of("\uD83D", "\uDE80 x", "x\uD83Dx", "\uD83D\uD83D\uDE80")) {
            assertThat(ROWS.failure(null, Map.of("b", text))).hasMessageContaining("surrogate");
        }
    }

    @Example
    void aLongTextIsWrittenWhole() {
        String text = "0123456789,\"é🚀".repeat(200_000);
        assertThat(ROWS.cells(Map.of("b", text)).get(1)).isEqualTo(text);
        assertThat(ROWS.cells(Map.of("b", "short")).get(1)).isEqualTo("short");
    }

    @Provide
    Arbitrary<List<String>> rows() {
        Arbitrary<String> nasty = Arbitraries.of(
                "",
                "\"",
                "\"\"",
                ",",
                "\r",
                "\n",
                "\r\n",
                "\\N",
                "NULL",
                "null",
                " ",
                " a",
                "a ",
                "\t",
                "\u0000",
                "a\u0000b",
                "\uFEFF",
                "\uFEFFa",
                "#",
                "#a",
                "'",
                ";",
                "\u2028",
                "\u00A0",
                "\u007F",
                "🚀",
                "é",
                "\\",
                "=1+1");
        Arbitrary<String> mixed = nasty.list().ofMaxSize(6).map(parts -> String.join("", parts));
        Arbitrary<String> anything = Arbitraries.strings()
                .ofMaxLength(60)
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        return Arbitraries.oneOf(
                        nasty, mixed, anything, Arbitraries.strings().ascii().ofMaxLength(600))
                .injectNull(0.2)
                .list()
                .ofSize(3);
    }

    private static Map<String, Object> map(List<String> cells) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            map.put(String.valueOf((char) ('a' + i)), cells.get(i));
        }
        return map;
    }

    private static Struct struct(List<String> cells) {
        Struct struct = new Struct(SCHEMA);
        for (String name : new ArrayList<>(map(cells).keySet())) {
            struct.put(name, map(cells).get(name));
        }
        return struct;
    }
}
