package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Half a surrogate pair has no UTF-8 form: an escape where it is a value in JSON, a bad record everywhere else. */
class HalfPairsTest {
    private static final String HALF = "x\uD83D";
    private static final UnavailableOptions UNAVAILABLE =
            new UnavailableOptions(UnavailableValueAction.FAIL, RecordOptions.DEFAULT_PLACEHOLDER);

    private static SinkRecord record(Object value) {
        return Rows.record((Object) null, value);
    }

    private static String written(LineEncoder encoder, SinkRecord record) {
        CsvBuffer out = new CsvBuffer();
        assertThat(encoder.encode(record, out)).isEqualTo(LineEncoder.Line.WRITTEN);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    private static void refuses(LineEncoder encoder, SinkRecord record) {
        assertThatThrownBy(() -> encoder.encode(record, new CsvBuffer()))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("half a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE80 x", "x\uD83Dx", "\uD83D\uD83D\uDE80", "\uDE80\uD83D"})
    void noFileIsWrittenOfHalfAPair(String text) {
        refuses(Rows.lines(FileFormat.BYTES), record(text));
        refuses(Rows.lines(FileFormat.CSV), record(Map.of("a", text)));
        refuses(Rows.lines(FileFormat.CSV), record(Map.of(text, "a")));
        for (ValueFormat format : List.of(ValueFormat.AUTO, ValueFormat.STRING)) {
            assertThatThrownBy(() -> new FileContent(
                                    format, UNAVAILABLE, UnrepresentableValueAction.FAIL, ReplacedValues.UNTOLD)
                            .of(record(text)))
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining("half a surrogate pair");
        }
    }

    @Test
    void wholePairsAreWritten() {
        String whole = "a\uD83D\uDE80b\uD83D\uDE80";
        assertThat(written(Rows.lines(FileFormat.BYTES), record(whole))).isEqualTo(whole);
        assertThat(new FileContent(
                                ValueFormat.STRING, UNAVAILABLE, UnrepresentableValueAction.FAIL, ReplacedValues.UNTOLD)
                        .of(record(whole)))
                .isEqualTo(whole.getBytes(StandardCharsets.UTF_8));
        assertThat(written(Rows.lines(FileFormat.JSONL), record(Map.of(whole, whole))))
                .isEqualTo("{\"" + whole + "\":\"" + whole + "\"}\n");
    }

    @Test
    void jsonCarriesItsEscapeAsAValue() {
        SinkRecord record = record(Map.of("a", HALF));
        assertThat(written(Rows.lines(FileFormat.JSONL), record)).isEqualTo("{\"a\":\"x\\uD83D\"}\n");
        assertThat(written(Rows.lines(FileFormat.JSONL), record(HALF))).isEqualTo("\"x\\uD83D\"\n");
        assertThat(new String(
                        new FileContent(
                                        ValueFormat.JSON,
                                        UNAVAILABLE,
                                        UnrepresentableValueAction.FAIL,
                                        ReplacedValues.UNTOLD)
                                .of(record),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"x\\uD83D\"}");
        assertThat(Rows.appending("a STRING", "b STRING").cells(Map.of("a", List.of(HALF))))
                .containsExactly("[\"x\\uD83D\"]", null);
    }

    @ParameterizedTest
    @EnumSource(NestedFields.class)
    void namesInJsonAreRefusedBecauseReadersRefuseThem(NestedFields nested) {
        Schema schema = SchemaBuilder.struct().field(HALF, Schema.INT64_SCHEMA).build();
        Struct struct = new Struct(schema).put(HALF, 1L);
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(HALF, "v");
        for (Object inner : List.of(Map.of(HALF, 1L), struct)) {
            refuses(Rows.lines(FileFormat.JSONL), record(inner));
            refuses(Rows.lines(FileFormat.JSONL, MetadataColumn.OFFSET), record(inner));
            for (Object value : List.of(inner, Map.of("a", inner), Map.of("a", List.of(inner)))) {
                for (SchemaEvolution evolution : List.of(SchemaEvolution.ADD, SchemaEvolution.FAIL)) {
                    Rows rows = Rows.of(
                            RecordOptions.defaults(WriteMode.APPEND)
                                    .withNestedFields(nested, "_")
                                    .withSchemaEvolution(evolution),
                            "a STRING",
                            "b STRING");
                    rows.failure(null, value);
                }
                DocumentEncoder documents = new DocumentEncoder(
                        RecordOptions.defaults(WriteMode.APPEND),
                        new DocumentOptions("_key", Set.of()),
                        EarlierDocuments.NONE);
                assertThatThrownBy(() -> documents.encode(record(value), new CsvBuffer()))
                        .isInstanceOf(BadRecordException.class)
                        .hasMessageContaining("half a surrogate pair");
            }
        }
        SinkRecord withHeaders =
                record(Map.of("a", 1L)).newRecord("orders", 3, null, null, null, Map.of("a", 1L), 0L, headers);
        Rows rows = Rows.of(
                RecordOptions.defaults(WriteMode.APPEND).withMetadata(MetadataColumn.HEADERS),
                "a LONG",
                "_kafka_headers STRING");
        assertThat(rows.failure(withHeaders)).hasMessageContaining("half a surrogate pair");
    }

    @Test
    void keysAndNamesOfThingsAreRefused() {
        Rows rows = Rows.of(RecordOptions.defaults(WriteMode.UPSERT), "id STRING key", "a LONG");
        assertThat(rows.failure(Map.of("id", HALF), Map.of("a", 1L))).hasMessageContaining("half a surrogate pair");
        DocumentEncoder documents = new DocumentEncoder(
                RecordOptions.defaults(WriteMode.UPSERT), new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE);
        assertThatThrownBy(() -> documents.encode(Rows.record(HALF, Map.of("a", 1L)), new CsvBuffer()))
                .hasMessageContaining("half a surrogate pair");
        SinkRecord record = Rows.record(HALF, Map.of("a", HALF));
        for (String variable : List.of("{{key}}", "day-{{field:a}}")) {
            Template template = Template.of("fileset.path", variable, Set.of("key", "field"));
            assertThatThrownBy(() -> template.of(record))
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining("half a surrogate pair");
        }
        assertThatThrownBy(() ->
                        SnapshotIdSource.of("replace.snapshot.id", "field:a").of(record))
                .hasMessageContaining("half a surrogate pair");
    }
}
