package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.DocumentEncoder;
import io.connectdomo.sink.record.DocumentOptions;
import io.connectdomo.sink.record.EarlierDocuments;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.MetadataColumn;
import io.connectdomo.sink.record.RecordFormat;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.record.UnavailableValueAction;
import io.connectdomo.sink.record.WriteMode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a record's document looks like, and what its key is. */
class DocumentContentTest {
    private static final DocumentOptions PLAIN = new DocumentOptions("_key", Set.of());
    private final CsvBuffer buffer = new CsvBuffer();
    private RowKind kind;
    private String key;

    private static SinkRecord record(Schema keySchema, Object key, Schema schema, Object value) {
        return new SinkRecord(
                "orders", 3, keySchema, key, schema, value, 42, 1_700_000_000_123L, TimestampType.CREATE_TIME);
    }

    private static SinkRecord record(Object key, Object value) {
        return record(null, key, null, value);
    }

    private JsonNode encode(RecordOptions options, DocumentOptions documents, SinkRecord record) throws IOException {
        return encode(new DocumentEncoder(options, documents, EarlierDocuments.NONE), record);
    }

    private JsonNode encode(DocumentEncoder encoder, SinkRecord record) throws IOException {
        kind = encoder.encode(record, buffer);
        key = encoder.key();
        return buffer.length() == 0
                ? null
                : DocumentTest.json(new String(buffer.array(), 0, buffer.length(), StandardCharsets.UTF_8));
    }

    private static RecordOptions upsert() {
        return RecordOptions.defaults(WriteMode.UPSERT);
    }

    @Test
    void nestedValuesStayNestedAndTypesAreJsons() throws Exception {
        Schema inner =
                SchemaBuilder.struct().field("x", Schema.OPTIONAL_INT32_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("price", Decimal.schema(2))
                .field("at", Timestamp.SCHEMA)
                .field("raw", Schema.BYTES_SCHEMA)
                .field("flag", Schema.BOOLEAN_SCHEMA)
                .field("inner", inner)
                .field("list", SchemaBuilder.array(inner).build())
                .field("nothing", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct value = new Struct(schema)
                .put("id", Long.MAX_VALUE)
                .put("price", new BigDecimal("12.30"))
                .put("at", Date.from(Instant.parse("2024-05-06T07:08:09.010Z")))
                .put("raw", new byte[] {1, 2, 3})
                .put("flag", true)
                .put("inner", new Struct(inner).put("x", 1))
                .put("list", List.of(new Struct(inner)));
        JsonNode document = encode(RecordOptions.defaults(WriteMode.APPEND), PLAIN, record(null, null, schema, value));
        assertThat(kind).isEqualTo(RowKind.ROW);
        assertThat(document)
                .isEqualTo(DocumentTest.json(
                        "{\"id\":9223372036854775807,\"price\":12.30,\"at\":\"2024-05-06T07:08:09.010Z\",\"raw\":\"AQID\","
                                + "\"flag\":true,\"inner\":{\"x\":1},\"list\":[{\"x\":null}],\"nothing\":null}"));
    }

    @Test
    void dateFieldsAreDatesOfMongoDb() throws Exception {
        Map<String, Object> value = new HashMap<>();
        value.put("text", "2024-05-06T09:08:09+02:00");
        value.put("day", "2024-05-06");
        value.put("none", null);
        value.put("other", "2024-05-06T07:08:09");
        JsonNode document = encode(
                RecordOptions.defaults(WriteMode.APPEND),
                new DocumentOptions("_key", Set.of("text", "day", "none")),
                record(null, value));
        assertThat(document)
                .isEqualTo(
                        DocumentTest.json(
                                "{\"text\":{\"$date\":\"2024-05-06T07:08:09Z\"},"
                                        + "\"day\":{\"$date\":\"2024-05-06T00:00:00Z\"},\"none\":null,\"other\":\"2024-05-06T07:08:09\"}"));
    }

    @Test
    void aDateFieldThatIsNoDateIsErrant() {
        DocumentEncoder encoder = new DocumentEncoder(
                RecordOptions.defaults(WriteMode.APPEND),
                new DocumentOptions("_key", Set.of("at")),
                EarlierDocuments.NONE);
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                        BadRecordException.class, () -> encoder.encode(record(null, Map.of("at", "soon")), buffer)))
                .hasMessageContaining("orders-3@42")
                .hasMessageContaining("field 'at'")
                .hasMessageNotContaining("soon");
    }

    @Test
    void metadataIsInTheDocument() throws Exception {
        RecordOptions options = RecordOptions.defaults(WriteMode.APPEND)
                .withMetadata(
                        MetadataColumn.TOPIC,
                        MetadataColumn.PARTITION,
                        MetadataColumn.OFFSET,
                        MetadataColumn.TIMESTAMP,
                        MetadataColumn.KEY,
                        MetadataColumn.HEADERS);
        SinkRecord record = record(Map.of("b", 1, "a", "x"), Map.of("_kafka_offset", "theirs", "id", 1));
        record.headers().addString("trace", "t");
        assertThat(encode(options, PLAIN, record))
                .isEqualTo(DocumentTest.json(
                        "{\"id\":1,\"_kafka_topic\":\"orders\",\"_kafka_partition\":3,\"_kafka_offset\":42,"
                                + "\"_kafka_timestamp\":\"2023-11-14T22:13:20.123Z\",\"_kafka_key\":\"{\\\"a\\\":\\\"x\\\",\\\"b\\\":1}\","
                                + "\"_kafka_headers\":{\"trace\":[\"t\"]}}"));
    }

    @Test
    void aKeyIsAlwaysText() throws Exception {
        Schema struct = SchemaBuilder.struct()
                .field("z", Schema.INT64_SCHEMA)
                .field("a", Schema.STRING_SCHEMA)
                .build();
        Map<String, Object> value = Map.of("id", 7L, "_key", 7L);
        assertThat(encode(upsert(), PLAIN, record(7L, value)).path("_key").textValue())
                .isEqualTo("7");
        assertThat(keyOf(upsert(), record("text,\"quoted\"", Map.of("x", 1)))).isEqualTo("text,\"quoted\"");
        assertThat(keyOf(upsert(), record("", Map.of("x", 1)))).isEmpty();
        assertThat(keyOf(upsert(), record(new byte[0], Map.of("x", 1)))).isEmpty();
        assertThat(keyOf(upsert(), record(9_007_199_254_740_993L, Map.of("x", 1))))
                .isEqualTo("9007199254740993");
        assertThat(keyOf(upsert(), record(Map.of("z", 1L, "a", "x"), Map.of("x", 1))))
                .isEqualTo("{\"a\":\"x\",\"z\":1}");
        assertThat(keyOf(
                        upsert(), record(struct, new Struct(struct).put("z", 1L).put("a", "x"), null, Map.of("x", 1))))
                .isEqualTo("{\"a\":\"x\",\"z\":1}");
        assertThat(keyOf(upsert().withKey(KeySource.RECORD_VALUE, "id"), record(null, Map.of("id", 5))))
                .isEqualTo("5");
        assertThat(keyOf(
                        upsert().withKey(KeySource.RECORD_KEY, "a"), record(Map.of("z", 1L, "a", "x"), Map.of("x", 1))))
                .isEqualTo("x");
    }

    private String keyOf(RecordOptions options, SinkRecord record) throws IOException {
        encode(options, PLAIN, record);
        return key;
    }

    @Test
    void changeEventsAreUnderstood() throws Exception {
        RecordOptions options =
                upsert().withFormat(RecordFormat.DEBEZIUM).withMetadata(MetadataColumn.CDC_OP, MetadataColumn.CDC_TS);
        DocumentEncoder encoder = new DocumentEncoder(options, PLAIN, EarlierDocuments.NONE);
        Map<String, Object> event = new HashMap<>(Map.of(
                "op", "u", "after", Map.of("id", 1, "name", "x"), "source", Map.of("ts_ms", 1_700_000_000_000L)));
        assertThat(encode(encoder, record(Map.of("id", 1), event)))
                .isEqualTo(DocumentTest.json(
                        "{\"id\":1,\"name\":\"x\",\"_cdc_op\":\"u\",\"_cdc_ts\":\"2023-11-14T22:13:20Z\","
                                + "\"_key\":\"{\\\"id\\\":1}\"}"));
        event.put("op", "d");
        event.put("before", Map.of("id", 1));
        encode(encoder, record(Map.of("id", 1), event));
        assertThat(kind).isEqualTo(RowKind.DELETE);
        assertThat(key).isEqualTo("{\"id\":1}");
        encode(encoder, record(Map.of("id", 1), null));
        assertThat(kind).isEqualTo(RowKind.DELETE);
    }

    @Test
    void flattenedEventsDeleteByTheirMark() throws Exception {
        DocumentEncoder encoder = new DocumentEncoder(upsert(), PLAIN, EarlierDocuments.NONE);
        assertThat(encode(encoder, record("k", Map.of("x", 1, "__deleted", "false")))
                        .has("__deleted"))
                .isFalse();
        encode(encoder, record("k", Map.of("x", 1, "__deleted", "true")));
        assertThat(kind).isEqualTo(RowKind.DELETE);
    }

    @Test
    void whatDebeziumDidNotSendAgainIsTakenFromTheBatch() throws Exception {
        RecordOptions options = upsert().withFormat(RecordFormat.DEBEZIUM);
        byte[] earlier = "{\"a\":{\"b\":[1,\"}\"]},\"big\":\"lärm \\\"x\\\"\",\"n\":12345678901234567890.10}"
                .getBytes(StandardCharsets.UTF_8);
        DocumentEncoder encoder = new DocumentEncoder(options, PLAIN, each -> each.equals("k") ? earlier : null);
        String gone = "__debezium_unavailable_value";
        Map<String, Object> event = Map.of("op", "u", "after", Map.of("id", 1, "a", gone, "big", gone, "n", gone));
        assertThat(encode(encoder, record("k", event)).toString())
                .isEqualTo(DocumentTest.json("{\"a\":{\"b\":[1,\"}\"]},\"big\":\"lärm \\\"x\\\"\",\"id\":1,"
                                + "\"n\":12345678901234567890.10,\"_key\":\"k\"}")
                        .toString());
        DocumentEncoder nulls = new DocumentEncoder(
                options.withUnavailableValueAction(UnavailableValueAction.NULL), PLAIN, EarlierDocuments.NONE);
        assertThat(encode(nulls, record("k", event)).path("big").isNull()).isTrue();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> encode(encoder, record("other", event))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("REPLICA IDENTITY FULL");
    }
}
