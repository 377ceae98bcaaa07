package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of the row before a delete is known: {@code before.image}. */
class BeforeImageTest {
    private static final RecordOptions LOG = RecordOptions.defaults(WriteMode.APPEND)
            .withFormat(RecordFormat.DEBEZIUM)
            .withMetadata(MetadataColumn.CDC_OP);
    private static final Schema ROW = SchemaBuilder.struct()
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", SchemaBuilder.string().defaultValue("new").build())
            .field("count", Schema.INT32_SCHEMA)
            .build();
    private static final Schema SOURCE =
            SchemaBuilder.struct().field("connector", Schema.STRING_SCHEMA).build();
    private static final Schema EVENT = SchemaBuilder.struct()
            .name("shop.t.Envelope")
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .build();
    private static final Schema KEY =
            SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();

    /** A delete of row 1, whose other values Debezium invented, with schemas and without. */
    private static List<SinkRecord> deletes(String connector, boolean withKey) {
        Struct event = new Struct(EVENT)
                .put("before", new Struct(ROW).put("id", 1L).put("name", "").put("count", 0))
                .put("source", new Struct(SOURCE).put("connector", connector))
                .put("op", "d");
        Object key = withKey ? new Struct(KEY).put("id", 1L) : null;
        List<SinkRecord> both = new ArrayList<>();
        both.add(Rows.record(key, event));
        both.add(Rows.record(withKey ? Map.of("id", 1L) : null, mapOf(event)));
        return both;
    }

    private static Map<String, Object> mapOf(Struct struct) {
        Map<String, Object> map = new HashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = struct.getWithoutDefault(field.name());
            map.put(field.name(), value instanceof Struct inner ? mapOf(inner) : value);
        }
        return map;
    }

    private static String row(RecordOptions options, SinkRecord record) {
        Rows rows = Rows.of(options, "id LONG", "name STRING", "count LONG", "_cdc_op STRING");
        assertThat(rows.encode(record)).isEqualTo(RowKind.ROW);
        return rows.rowLine();
    }

    private static String document(RecordOptions options, SinkRecord record) {
        CsvBuffer out = new CsvBuffer();
        new DocumentEncoder(options, new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE).encode(record, out);
        return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, postgresql, false",
        "AUTO, mysql, true",
        "FULL, postgresql, true",
        "KEY, postgresql, false",
        "KEY, mysql, false"
    })
    void onlyWhatIsKnownIsLogged(BeforeImage image, String connector, boolean whole) {
        for (RecordOptions options : List.of(LOG, LOG.withFlattening("_"))) {
            for (SinkRecord record : deletes(connector, true)) {
                assertThat(row(options.withBeforeImage(image), record)).isEqualTo(whole ? "1,\"\",0,d" : "1,,,d");
                assertThat(document(options.withBeforeImage(image), record))
                        .contains(whole ? "\"name\":\"\"" : "\"name\":null", "\"id\":1");
            }
        }
    }

    @Test
    void withoutAKeyPostgreSqlLogsTheWholeRowOrKeyFieldsNameIt() {
        for (SinkRecord record : deletes("postgresql", false)) {
            assertThat(row(LOG, record)).isEqualTo("1,\"\",0,d");
            assertThat(row(LOG.withKey(KeySource.RECORD_VALUE, "id"), record)).isEqualTo("1,,,d");
            Rows rows = Rows.of(LOG.withBeforeImage(BeforeImage.KEY), "id LONG", "name STRING", "_cdc_op STRING");
            assertThat(rows.failure(record)).hasMessageContaining("nothing to log");
        }
    }

    @Test
    void theKeyOfADeleteIsReadFromAllOfIt() {
        RecordOptions upsert = RecordOptions.defaults(WriteMode.UPSERT)
                .withFormat(RecordFormat.DEBEZIUM)
                .withKey(KeySource.RECORD_VALUE, "count");
        for (SinkRecord record : deletes("postgresql", true)) {
            Rows rows = Rows.of(upsert, "id LONG", "name STRING", "count LONG key");
            assertThat(rows.encode(record)).isEqualTo(RowKind.DELETE);
            assertThat(rows.keyLine()).isEqualTo("0");
        }
    }

    /** A text, a number, or fields of other names: nothing says what of the row is known. */
    @Test
    void aKeyThatNamesNoFieldOfTheRowSaysSo() {
        for (SinkRecord delete : deletes("postgresql", true)) {
            SchemaAndValue event = new SchemaAndValue(delete.valueSchema(), delete.value());
            for (Object key : List.of(1L, "Struct{id=1}", Map.of("key_id", 1L), Map.of())) {
                SinkRecord record = Rows.record(new SchemaAndValue(null, key), event);
                Rows rows = Rows.of(LOG, "id LONG", "name STRING", "count LONG", "_cdc_op STRING");
                assertThat(rows.failure(record)).hasMessageContainingAll("key.fields", "before.image=full");
                assertThat(row(LOG.withBeforeImage(BeforeImage.FULL), record)).isEqualTo("1,\"\",0,d");
                if (!(key instanceof Map)) {
                    assertThat(row(LOG.withKey(KeySource.RECORD_KEY, "id"), record))
                            .isEqualTo("1,,,d");
                }
            }
            Map<String, Object> misread = Map.of("schema", Map.of(), "payload", Map.of("id", 1L));
            Rows rows = Rows.of(LOG, "id LONG", "name STRING", "count LONG", "_cdc_op STRING");
            assertThat(rows.failure(Rows.record(new SchemaAndValue(null, misread), event)))
                    .hasMessageContaining("key.converter.schemas.enable=true");
        }
    }
}
