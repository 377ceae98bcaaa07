package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.sink.harness.ChangeEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Values that the database did not log: Debezium sends a placeholder (delivery.md 2.7). */
class UnavailableValuesTest {
    private static final String PLACEHOLDER = "__debezium_unavailable_value";
    private static final RecordOptions UPSERT =
            RecordOptions.defaults(WriteMode.UPSERT).withFormat(RecordFormat.DEBEZIUM);

    private static Rows upserting(RecordOptions options) {
        return Rows.of(options, "id LONG key", "item STRING");
    }

    static Stream<Object> placeholders() {
        byte[] bytes = PLACEHOLDER.getBytes(StandardCharsets.UTF_8);
        List<Object> ints = new ArrayList<>();
        List<Object> longs = new ArrayList<>();
        for (byte each : bytes) {
            ints.add((int) each);
            longs.add((long) each);
        }
        return Stream.of(
                PLACEHOLDER,
                bytes,
                ByteBuffer.wrap(bytes),
                ByteBuffer.wrap(("<<" + PLACEHOLDER + ">").getBytes(StandardCharsets.UTF_8), 2, bytes.length),
                "{\"" + PLACEHOLDER + "\":\"" + PLACEHOLDER + "\"}",
                Map.of(PLACEHOLDER, PLACEHOLDER),
                List.of(PLACEHOLDER),
                List.of(bytes),
                List.of(UUID.nameUUIDFromBytes(bytes).toString()),
                ints,
                longs,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                List.of(HexFormat.of().formatHex(bytes)),
                List.of(List.of(PLACEHOLDER)),
                List.of("a", PLACEHOLDER),
                List.of(longs));
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void anUnavailableValueIsErrantOrNull(Object placeholder) {
        Map<String, Object> row = Map.of("id", 1L, "item", placeholder);
        for (RecordOptions options : List.of(UPSERT, UPSERT.withFormat(RecordFormat.PLAIN))) {
            Object value = options.format() == RecordFormat.PLAIN ? row : Map.of("op", "u", "after", row);
            assertThat(upserting(options).failure(Map.of("id", 1L), value))
                    .hasMessageContainingAll("'item'", "REPLICA IDENTITY FULL", "unavailable.value.action=null");
            RecordOptions orNull = options.withUnavailableValueAction(UnavailableValueAction.NULL);
            for (RecordOptions each :
                    List.of(orNull, orNull.withFlattening("_"), orNull.withKey(KeySource.RECORD_VALUE, "id"))) {
                Rows nulls = upserting(each);
                nulls.encode(Map.of("id", 1L), value);
                assertThat(nulls.rowLine()).isEqualTo("1,");
                assertThat(nulls.keyLine()).isEqualTo("1");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void documentsAndFilesHaveNoPlaceholderEither(Object placeholder) {
        SinkRecord record = Rows.record((Object) null, Map.of("id", 1L, "item", placeholder));
        RecordOptions append = RecordOptions.defaults(WriteMode.APPEND);
        for (UnavailableValueAction action : UnavailableValueAction.values()) {
            FileFormat[] formats = {FileFormat.JSONL, FileFormat.CSV};
            DocumentEncoder documents = new DocumentEncoder(
                    append.withUnavailableValueAction(action),
                    new DocumentOptions("_key", Set.of()),
                    EarlierDocuments.NONE);
            FileContent file = new FileContent(
                    ValueFormat.AUTO,
                    new UnavailableOptions(action, PLACEHOLDER),
                    UnrepresentableValueAction.FAIL,
                    ReplacedValues.UNTOLD);
            CsvBuffer out = new CsvBuffer();
            if (action == UnavailableValueAction.FAIL) {
                assertThatThrownBy(() -> documents.encode(record, out))
                        .hasMessageContainingAll("'item'", "REPLICA IDENTITY");
                assertThatThrownBy(() -> file.of(record)).hasMessageContainingAll("'item'", "REPLICA IDENTITY");
                for (FileFormat format : formats) {
                    assertThatThrownBy(() -> lines(format, action).encode(record, out))
                            .isInstanceOf(BadRecordException.class)
                            .hasMessageContainingAll("'item'", "REPLICA IDENTITY");
                }
                continue;
            }
            documents.encode(record, out);
            assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":1,\"item\":null}");
            assertThat(new String(file.of(record), StandardCharsets.UTF_8)).isEqualTo("{\"id\":1,\"item\":null}");
            lines(FileFormat.JSONL, action).encode(record, out);
            assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":1,\"item\":null}\n");
            lines(FileFormat.CSV, action).encode(record, out);
            assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8).split("[,\n]", -1))
                    .contains("1", "");
            assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).hasSize(3);
        }
    }

    private static LineEncoder lines(FileFormat format, UnavailableValueAction action) {
        return LineEncoder.of(
                new FileOptions(
                        format,
                        TombstoneAction.IGNORE,
                        List.of(),
                        NestedFields.JSON,
                        "_",
                        true,
                        UnrepresentableValueAction.FAIL,
                        new UnavailableOptions(action, PLACEHOLDER)),
                ReplacedValues.UNTOLD);
    }

    @Test
    void aPlaceholderThatWasChangedInDebeziumIsRecognisedInItsPlace() {
        for (String changed : List.of("<gone>", "N/A!", "né", "hex:ff00fe07")) {
            byte[] bytes = changed.startsWith("hex:")
                    ? HexFormat.of().parseHex(changed.substring(4))
                    : changed.getBytes(StandardCharsets.UTF_8);
            List<Object> forms = new ArrayList<>(List.of(
                    changed,
                    bytes,
                    List.of(changed),
                    List.of(UUID.nameUUIDFromBytes(bytes).toString()),
                    new String(bytes, StandardCharsets.UTF_8)));
            if (bytes.length >= 4) {
                forms.add(Base64.getEncoder().encodeToString(bytes));
            }
            Rows rows = upserting(UPSERT.withFormat(RecordFormat.PLAIN).withPlaceholder(changed));
            for (Object form : forms) {
                assertThat(rows.failure(Map.of("id", 1L), Map.of("id", 1L, "item", form)))
                        .hasMessageContaining("REPLICA IDENTITY");
            }
            rows.encode(Map.of("id", 1L), Map.of("id", 1L, "item", PLACEHOLDER));
            assertThat(rows.rowLine()).isEqualTo("1," + PLACEHOLDER);
        }
    }

    @Test
    void aShortPlaceholderHasNoEncodedForms() {
        Rows rows = upserting(UPSERT.withFormat(RecordFormat.PLAIN).withPlaceholder("x"));
        rows.encode(Map.of("id", 1L), Map.of("id", 1L, "item", "78"));
        assertThat(rows.rowLine()).isEqualTo("1,78");
    }

    static Stream<Object[]> declarations() {
        return Stream.of(
                new Object[] {Schema.Type.STRING, "<gone>", "<gone>"},
                new Object[] {
                    Schema.Type.BYTES,
                    Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4}),
                    new byte[] {1, 2, 3, 4}
                },
                new Object[] {Schema.Type.ARRAY, "[\"<gone>\"]", List.of("<gone>")},
                new Object[] {Schema.Type.STRING, "<gone>", PLACEHOLDER});
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void theFormThatAFieldsSchemaDeclaresIsRecognised(Schema.Type type, String declared, Object value) {
        SchemaBuilder item =
                type == Schema.Type.ARRAY ? SchemaBuilder.array(Schema.STRING_SCHEMA) : new SchemaBuilder(type);
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("item", item.parameter(Placeholder.PARAMETER, declared).build())
                .field("other", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct row = new Struct(schema).put("id", 1L).put("item", value).put("other", "<gone>");
        RecordOptions plain =
                UPSERT.withFormat(RecordFormat.PLAIN).withUnavailableValueAction(UnavailableValueAction.NULL);
        for (RecordOptions options : List.of(plain, plain.withFlattening("_"))) {
            Rows rows = Rows.of(options, "id LONG key", "item STRING", "other STRING");
            rows.encode(Map.of("id", 1L), row);
            assertThat(rows.rowLine()).isEqualTo("1,,<gone>");
        }
        CsvBuffer out = new CsvBuffer();
        new DocumentEncoder(plain, new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE)
                .encode(Rows.record(Map.of("id", 1L), row), out);
        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8))
                .contains("\"item\":null,\"other\":\"<gone>\"");
    }

    @ParameterizedTest
    @EnumSource(KeySource.class)
    void inFlattenedEventsTooTheEarlierRowOfTheBatchHasTheValue(KeySource source) {
        EarlierRows earlier = (key, column, out) -> {
            assertThat(new String(key.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("1\n");
            assertThat(column).isEqualTo(1);
            out.putAscii("earlier");
            return true;
        };
        RecordOptions options = UPSERT.withFormat(RecordFormat.PLAIN)
                .withKey(source, source == KeySource.RECORD_VALUE ? new String[] {"id"} : new String[0]);
        for (RecordOptions each : List.of(options, options.withFlattening("_"))) {
            RecordEncoder encoder = new RecordEncoder(each, Rows.schema("id LONG key", "item STRING"), earlier);
            CsvBuffer row = new CsvBuffer();
            Map<String, Object> value = Map.of("id", 1L, "item", PLACEHOLDER, "__deleted", "false");
            assertThat(encoder.encode(Rows.record(Map.of("id", 1L), value), row, new CsvBuffer()))
                    .isEqualTo(RowKind.UPSERT);
            assertThat(new String(row.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("1,earlier\n");
        }
    }

    @Test
    void textLikeThePlaceholderIsText() {
        Rows rows = upserting(UPSERT);
        for (String text : List.of("__debezium_unavailable_valu", "x" + PLACEHOLDER, "__debezium_unavailable_valuE")) {
            rows.encode(Map.of("id", 1L), Map.of("op", "u", "after", Map.of("id", 1L, "item", text)));
            assertThat(rows.rowLine()).isEqualTo("1," + text);
        }
    }

    @ParameterizedTest
    @EnumSource(UnavailableValueAction.class)
    void thePlaceholderOfAMapIsNotFlattenedIntoAField(UnavailableValueAction action) {
        RecordOptions options = UPSERT.withFlattening("_")
                .withSchemaEvolution(SchemaEvolution.ADD)
                .withUnavailableValueAction(action);
        Rows rows = Rows.of(options, "id LONG key", "tags_a STRING");
        Map<String, Object> key = Map.of("id", 1L);
        Map<String, Object> event =
                Map.of("op", "u", "after", Map.of("id", 1L, "tags", Map.of(PLACEHOLDER, PLACEHOLDER)));
        if (action == UnavailableValueAction.FAIL) {
            assertThat(rows.failure(key, event)).hasMessageContainingAll("'tags'", "REPLICA IDENTITY");
        } else {
            assertThat(rows.encode(key, event)).isEqualTo(RowKind.UPSERT);
            assertThat(rows.rowLine()).isEqualTo("1,");
        }
        assertThat(NewColumns.of(options, Rows.record(key, event)).orElseThrow())
                .extracting(column -> column.name())
                .containsExactly("id");
    }

    @Test
    void thePlaceholderIsNoKey() {
        ChangeEvents events = new ChangeEvents(true);
        for (UnavailableValueAction action : UnavailableValueAction.values()) {
            RecordOptions options =
                    UPSERT.withKey(KeySource.RECORD_VALUE, "item").withUnavailableValueAction(action);
            Rows rows = Rows.of(options, "id LONG", "item STRING key");
            assertThat(rows.failure(Rows.record(events.key(1), events.update(1, PLACEHOLDER))))
                    .hasMessageContainingAll("'item'", "REPLICA IDENTITY");
            assertThat(rows.failure(Rows.record(events.key(1), events.delete(1, PLACEHOLDER))))
                    .hasMessageContainingAll("'item'", "REPLICA IDENTITY");
        }
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void aKeyThatStandsAloneIsNoPlaceholderEither(Object placeholder) {
        SinkRecord record = Rows.record(placeholder, Map.of("id", 1L, "item", "a"));
        RecordOptions plain = RecordOptions.defaults(WriteMode.UPSERT);
        Rows rows = Rows.of(plain.withKey(KeySource.RECORD_KEY, "item"), "id LONG", "item STRING");
        DocumentEncoder documents =
                new DocumentEncoder(plain, new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE);
        if (!(placeholder instanceof Map)) {
            assertThat(rows.failure(record)).hasMessageContainingAll("'item'", "part of the key", "REPLICA IDENTITY");
        }
        assertThatThrownBy(() -> documents.encode(record, new CsvBuffer()))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContainingAll("key", "REPLICA IDENTITY");
    }

    @Test
    void emptyTextsAndOtherNumbersAreNoPlaceholder() {
        List<Double> near = List.of(97.5, 98.2, 99.9, 100.1); // "abcd" once the fractions are cut
        Rows numbers = upserting(UPSERT.withFormat(RecordFormat.PLAIN).withPlaceholder("abcd"));
        numbers.encode(Map.of("id", 1L), Map.of("id", 1L, "item", near));
        assertThat(numbers.rowLine()).isEqualTo("1,\"[97.5,98.2,99.9,100.1]\"");
        Rows texts = upserting(UPSERT.withFormat(RecordFormat.PLAIN).withPlaceholder("hex:"));
        texts.encode(Map.of("id", 1L), Map.of("id", 1L, "item", ""));
        assertThat(texts.rowLine()).isEqualTo("1,\"\"");
        Schema declaring = SchemaBuilder.string()
                .parameter(Placeholder.PARAMETER, "[\"\"]")
                .build();
        assertThat(Placeholder.of(PLACEHOLDER).in(declaring).is("")).isFalse();
        assertThat(Placeholder.of(PLACEHOLDER).in(declaring))
                .as("worked out once")
                .isSameAs(Placeholder.of(PLACEHOLDER).in(declaring));
    }

    @Test
    void aMapOfAStructIsRecognisedToo() {
        Schema hstore = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema row = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("item", hstore)
                .build();
        Rows rows = upserting(UPSERT.withFormat(RecordFormat.PLAIN));
        assertThat(rows.failure(
                        Map.of("id", 1L), new Struct(row).put("id", 1L).put("item", Map.of(PLACEHOLDER, PLACEHOLDER))))
                .hasMessageContaining("REPLICA IDENTITY");
        rows.encode(Map.of("id", 1L), new Struct(row).put("id", 1L).put("item", Map.of("a", PLACEHOLDER)));
        assertThat(rows.rowLine()).startsWith("1,");
    }
}
