package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.connectdomo.testkit.log.CapturedLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** {@code unrepresentable.value.action} inside JSON, in documents, files and metadata, and what is said of it. */
class UnrepresentableValuesTest {
    private static final Schema NANOS = SampleTable.int64("io.debezium.time.NanoTimestamp");
    private static final Schema DATES =
            SchemaBuilder.array(SampleTable.int32("io.debezium.time.Date")).build();
    private static final Schema NESTED = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("ratios", SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA).build())
            .field("days", DATES)
            .field(
                    "seen",
                    SchemaBuilder.struct()
                            .field("at", NANOS)
                            .field(
                                    "by",
                                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.FLOAT32_SCHEMA)
                                            .build())
                            .build())
            .build();

    private int counted;
    private final ReplacedValues replaced = new ReplacedValues("orders", () -> counted++);

    private static Struct nested() {
        Struct seen = new Struct(NESTED.field("seen").schema())
                .put("at", Long.MAX_VALUE)
                .put("by", new TreeMap<>(Map.of("a", Float.NEGATIVE_INFINITY, "b", 1.5f)));
        return new Struct(NESTED)
                .put("id", 1L)
                .put("ratios", Arrays.asList(0.5, Double.NaN, null))
                .put("days", List.of(0, Integer.MIN_VALUE))
                .put("seen", seen);
    }

    private static RecordOptions options(WriteMode mode, UnrepresentableValueAction action) {
        return RecordOptions.defaults(mode).withUnrepresentableValueAction(action);
    }

    private static FileOptions files(FileFormat format, UnrepresentableValueAction action, MetadataColumn... metadata) {
        return new FileOptions(
                format,
                TombstoneAction.IGNORE,
                List.of(metadata),
                NestedFields.JSON,
                "_",
                true,
                action,
                new UnavailableOptions(UnavailableValueAction.FAIL, RecordOptions.DEFAULT_PLACEHOLDER));
    }

    private String document(RecordOptions options, SinkRecord record, String... dateFields) {
        CsvBuffer out = new CsvBuffer();
        new DocumentEncoder(options, new DocumentOptions("_key", Set.of(dateFields)), EarlierDocuments.NONE, replaced)
                .encode(record, out);
        return text(out);
    }

    private String line(FileOptions options, Object value) {
        CsvBuffer out = new CsvBuffer();
        LineEncoder.of(options, replaced).encode(Rows.record(null, value), out);
        return text(out);
    }

    private static String text(CsvBuffer out) {
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    // ---- inside JSON, what has no form costs itself

    @Test
    void insideACellItCostsTheElement() {
        String[] columns = {"id LONG", "ratios STRING", "days STRING", "seen STRING"};
        assertThat(Rows.of(options(WriteMode.APPEND, UnrepresentableValueAction.NULL), columns)
                        .cells(nested()))
                .containsExactly(
                        "1", "[0.5,null,null]", "[\"1970-01-01\",null]", "{\"at\":null,\"by\":{\"a\":null,\"b\":1.5}}");
        assertThat(Rows.of(options(WriteMode.APPEND, UnrepresentableValueAction.CLAMP), columns)
                        .cells(nested()))
                .containsExactly(
                        "1",
                        "[0.5,null,null]",
                        "[\"1970-01-01\",\"0001-01-01\"]",
                        "{\"at\":\"9999-12-31T23:59:59.999\",\"by\":{\"a\":null,\"b\":1.5}}");
        assertThat(Rows.appending(columns).failure(null, nested()))
                .hasMessageContainingAll("field 'ratios'", "unrepresentable.value.action");
    }

    @Test
    void insideAKeyItCostsTheRecord() {
        RecordOptions options = options(WriteMode.UPSERT, UnrepresentableValueAction.NULL);
        Map<String, Object> key = Map.of("tags", List.of(1.5, Double.NaN));
        RecordOptions byValue = options.withKey(KeySource.RECORD_VALUE, "tags");
        assertThat(Rows.of(options, "tags STRING", "w STRING").failure(key, Map.of()))
                .hasMessageContainingAll("field 'tags'", "A key is never changed");
        assertThat(Rows.of(byValue, "tags STRING", "w STRING").failure(null, key))
                .hasMessageContainingAll("field 'tags'", "A key is never changed");
    }

    @Test
    void documentsAndJsonLinesAndJsonFilesAlike() {
        String nulls = "{\"id\":1,\"ratios\":[0.5,null,null],\"days\":[\"1970-01-01\",null],"
                + "\"seen\":{\"at\":null,\"by\":{\"a\":null,\"b\":1.5}}}";
        String clamped = nulls.replace("\"1970-01-01\",null", "\"1970-01-01\",\"0001-01-01\"")
                .replace("\"at\":null", "\"at\":\"9999-12-31T23:59:59.999Z\"");
        for (UnrepresentableValueAction action :
                List.of(UnrepresentableValueAction.NULL, UnrepresentableValueAction.CLAMP)) {
            String expected = action == UnrepresentableValueAction.NULL ? nulls : clamped;
            assertThat(document(options(WriteMode.APPEND, action), Rows.record(null, nested())))
                    .isEqualTo(expected);
            assertThat(line(files(FileFormat.JSONL, action), nested())).isEqualTo(expected + "\n");
            assertThat(line(files(FileFormat.JSONL, action, MetadataColumn.OFFSET), nested()))
                    .isEqualTo(expected.substring(0, expected.length() - 1) + ",\"_kafka_offset\":1234}\n");
            byte[] content = new FileContent(
                            ValueFormat.AUTO,
                            new UnavailableOptions(UnavailableValueAction.FAIL, RecordOptions.DEFAULT_PLACEHOLDER),
                            action,
                            replaced)
                    .of(Rows.record(null, nested()));
            assertThat(new String(content, StandardCharsets.UTF_8)).isEqualTo(expected);
        }
    }

    @Test
    void aCsvFileLikewise() {
        Map<String, Object> value = new TreeMap<>(Map.of("a", Double.NaN, "b", 2L));
        assertThat(line(files(FileFormat.CSV, UnrepresentableValueAction.NULL), value))
                .isEqualTo(",2\n");
        assertThatThrownBy(() -> line(files(FileFormat.CSV, UnrepresentableValueAction.FAIL), value))
                .hasMessageContainingAll("field 'a'", "unrepresentable.value.action");
    }

    /** The names of a map's entries may be anybody's data. */
    @Test
    void messagesNameTheRecordsFieldAndNoneFurtherInside() {
        assertThatThrownBy(() -> document(
                        options(WriteMode.APPEND, UnrepresentableValueAction.FAIL), Rows.record(null, nested())))
                .hasMessageContainingAll("field 'ratios'", "unrepresentable.value.action");
        Map<String, Object> people = Map.of("heights", Map.of("ada@example.com", Double.NaN));
        assertThatThrownBy(() -> line(files(FileFormat.JSONL, UnrepresentableValueAction.FAIL), people))
                .hasMessageContaining("field 'heights':")
                .hasMessageNotContaining("ada");
        Struct deep = nested().put("ratios", List.of()).put("days", List.of());
        assertThatThrownBy(() -> line(files(FileFormat.JSONL, UnrepresentableValueAction.FAIL), deep))
                .hasMessageContainingAll("field 'seen':", "unrepresentable.value.action");
        assertThatThrownBy(() -> new FileContent(
                                ValueFormat.JSON,
                                new UnavailableOptions(UnavailableValueAction.FAIL, RecordOptions.DEFAULT_PLACEHOLDER),
                                UnrepresentableValueAction.FAIL,
                                replaced)
                        .of(Rows.record(null, deep)))
                .hasMessageContainingAll("field 'seen':", "unrepresentable.value.action");
    }

    @Test
    void valuesOfAWrongKindStayErrantEverywhere() {
        RecordOptions clamp = options(WriteMode.APPEND, UnrepresentableValueAction.CLAMP);
        assertThat(Rows.of(clamp, "v LONG", "w STRING").failure(null, Map.of("v", "abc")))
                .hasMessageContaining("no decimal number");
        assertThat(Rows.of(clamp, "v DATE", "w STRING").failure(null, Map.of("v", "soon")))
                .hasMessageContaining("ISO 8601");
        assertThatThrownBy(() -> document(clamp, Rows.record(null, Map.of("v", new Thread()))))
                .hasMessageContaining("not known to Kafka Connect");
    }

    // ---- fields of documents that are to be dates

    @Test
    void aDateFieldThatIsNoDateFollowsTheAction() {
        SinkRecord record = Rows.record(null, new TreeMap<>(Map.of("at", "soon", "id", 1)));
        for (Object none : List.of("soon", 5, true, "+12024-01-01", Map.of())) {
            SinkRecord each = Rows.record(null, new TreeMap<>(Map.of("at", none, "id", 1)));
            assertThat(document(options(WriteMode.APPEND, UnrepresentableValueAction.NULL), each, "at"))
                    .isEqualTo("{\"at\":null,\"id\":1}");
        }
        SinkRecord late = Rows.record(null, Map.of("at", "+12024-01-01"));
        assertThat(document(options(WriteMode.APPEND, UnrepresentableValueAction.CLAMP), late, "at"))
                .isEqualTo("{\"at\":{\"$date\":\"9999-12-31T23:59:59.999Z\"}}");
        assertThat(document(options(WriteMode.APPEND, UnrepresentableValueAction.CLAMP), record, "at"))
                .as("no other date is invented")
                .isEqualTo("{\"at\":null,\"id\":1}");
        assertThatThrownBy(() -> document(options(WriteMode.APPEND, UnrepresentableValueAction.FAIL), record, "at"))
                .hasMessageContainingAll("field 'at'", "appdb.date.fields", "unrepresentable.value.action");
    }

    // ---- keys of documents

    @Test
    void theKeyOfADocumentIsNeverReplacedAndLosesNothing() {
        RecordOptions upsert = options(WriteMode.UPSERT, UnrepresentableValueAction.CLAMP);
        for (Object key : List.of(Double.NaN, Map.of("a", Double.NaN, "b", 1))) {
            assertThatThrownBy(() -> document(upsert, Rows.record(key, Map.of("id", 1))))
                    .hasMessageContainingAll("its key", "A key is never changed");
        }
        Schema schema = SchemaBuilder.struct()
                .field("at", NANOS)
                .field("zone", SampleTable.string("io.debezium.time.ZonedTimestamp"))
                .build();
        Struct key = new Struct(schema).put("at", 1L).put("zone", "2024-02-29T12:00:00.500+02:00");
        assertThat(document(upsert, Rows.record(key, Map.of("id", 1))))
                .isEqualTo("{\"id\":1,\"_key\":\"{\\\"at\\\":\\\"1970-01-01T00:00:00.000000001\\\","
                        + "\\\"zone\\\":\\\"2024-02-29T10:00:00.5Z\\\"}\"}");
        assertThat(document(upsert.withKey(KeySource.RECORD_VALUE, "zone"), Rows.record(null, key)))
                .contains("\"_key\":\"2024-02-29T10:00:00.5Z\"");
    }

    // ---- metadata

    @Test
    void aHeaderIsNoReasonToRefuseARecord() {
        RecordOptions options = RecordOptions.defaults(WriteMode.APPEND).withMetadata(MetadataColumn.HEADERS);
        SinkRecord record = Rows.record(null, new TreeMap<>(Map.of("a", 1L)));
        record.headers()
                .addDouble("n", Double.NaN)
                .addFloat("n", Float.NEGATIVE_INFINITY)
                .addDouble("p", Double.POSITIVE_INFINITY)
                .add("at", Long.MIN_VALUE, NANOS)
                .add(
                        "in",
                        List.of(Double.NaN, 1.5),
                        SchemaBuilder.array(Schema.FLOAT64_SCHEMA).build());
        String expected =
                "{\"n\":[\"NaN\",\"-Infinity\"],\"p\":[\"Infinity\"],\"at\":[\"-infinity\"],\"in\":[[\"NaN\",1.5]]}";
        Rows rows = Rows.of(options, "a LONG", "_kafka_headers STRING");
        rows.encode(record);
        assertThat(Rows.parse(rows.rowLine() + "\n")).containsExactly("1", expected);
        assertThat(document(options, record)).isEqualTo("{\"a\":1,\"_kafka_headers\":" + expected + "}");
        CsvBuffer out = new CsvBuffer();
        LineEncoder.of(files(FileFormat.JSONL, UnrepresentableValueAction.FAIL, MetadataColumn.HEADERS), replaced)
                .encode(record, out);
        assertThat(text(out)).isEqualTo("{\"a\":1,\"_kafka_headers\":" + expected + "}\n");
    }

    @Test
    void theKeyAsMetadataFollowsTheAction() {
        RecordOptions options =
                options(WriteMode.APPEND, UnrepresentableValueAction.NULL).withMetadata(MetadataColumn.KEY);
        Rows rows = Rows.of(options, "a LONG", "_kafka_key STRING");
        rows.encode(Double.NaN, Map.of("a", 1L));
        assertThat(rows.rowLine()).isEqualTo("1,");
    }

    // ---- one column

    @Test
    void nullAloneInALineSaysWhatHelps() {
        Map<String, Object> value = new TreeMap<>();
        value.put("a", null);
        assertThatThrownBy(() -> line(files(FileFormat.CSV, UnrepresentableValueAction.FAIL), value))
                .hasMessageContainingAll("field 'a'", "empty line", "file.format=jsonl")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("DataSet", "in Domo"));
        assertThat(Rows.of(options(WriteMode.APPEND, UnrepresentableValueAction.NULL), "a DOUBLE")
                        .failure(null, Map.of("a", Double.NaN)))
                .hasMessageContaining("empty line");
    }

    // ---- what is counted and said

    @Test
    void eachIsCountedAndEachFieldIsToldOnce() {
        List<String> columns = List.of("id LONG", "ratios STRING", "days STRING", "seen STRING");
        ReplacedValues told = new ReplacedValues("told-once", () -> counted++);
        RecordEncoder encoder = new RecordEncoder(
                options(WriteMode.APPEND, UnrepresentableValueAction.CLAMP),
                Rows.schema(columns.toArray(String[]::new)),
                EarlierRows.NONE,
                told);
        CapturedLog said = CapturedLog.of(ReplacedValues.class);
        try (said) {
            for (int i = 0; i < 3; i++) {
                encoder.encode(Rows.record(null, nested()), new CsvBuffer(), new CsvBuffer());
            }
        }
        assertThat(counted).isEqualTo(3 * 4);
        assertThat(said.events())
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(message -> message.contains("told-once"))
                .hasSize(3)
                .anyMatch(message -> message.startsWith("Field 'ratios' of topic told-once")
                        && message.contains("is NULL")
                        && message.contains("unrepresentable.value.action=clamp"))
                .anyMatch(message -> message.startsWith("Field 'days' ") && message.contains("first or last date"));
    }

    /** SimpleHeaderConverter makes maps of texts that look like one, such as {1.5:x}. */
    @Test
    void aHeaderThatIsAMapOfAnythingIsNoReasonToRefuse() {
        SinkRecord record = Rows.record((Object) null, Map.of("id", 1L));
        Map<Object, Object> odd = new HashMap<>();
        odd.put(1.5, "x");
        odd.put(null, "y");
        odd.put(List.of(1L), "z");
        record.headers().add("h", new SchemaAndValue(null, odd));
        Rows rows = Rows.of(
                RecordOptions.defaults(WriteMode.APPEND).withMetadata(MetadataColumn.HEADERS),
                "id LONG",
                "_kafka_headers STRING");
        rows.encode(record);
        assertThat(Rows.parse(rows.rowLine() + "\n"))
                .containsExactly("1", "{\"h\":[{\"1.5\":\"x\",\"[1]\":\"z\",\"null\":\"y\"}]}");
    }

    @Test
    void whatDomoReplacesRowsByIsNeverReplacedWhereNoKeyIsReadFirst() {
        Map<String, Object> row = Map.of("at", "infinity", "n", "x");
        for (UnrepresentableValueAction action : UnrepresentableValueAction.values()) {
            Rows appended = Rows.of(
                    RecordOptions.defaults(WriteMode.APPEND).withUnrepresentableValueAction(action),
                    "at DATETIME key",
                    "n STRING");
            assertThat(appended.failure(null, row)).hasMessageContainingAll("'at'", "key is never changed");
            Rows withMetadata = Rows.of(
                    RecordOptions.defaults(WriteMode.UPSERT)
                            .withMetadata(MetadataColumn.TOPIC)
                            .withKey(KeySource.RECORD_VALUE, "at", "_kafka_topic")
                            .withUnrepresentableValueAction(action),
                    "at DATETIME",
                    "n STRING",
                    "_kafka_topic STRING");
            assertThat(withMetadata.failure(null, row)).hasMessageContainingAll("'at'", "key is never changed");
        }
    }
}
