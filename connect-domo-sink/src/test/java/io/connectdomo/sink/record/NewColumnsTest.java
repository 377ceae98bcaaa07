package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.harness.ChangeEvents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** The columns that a record asks for when a DataSet is made for its topic. */
class NewColumnsTest {
    private static final SchemaAndValue NOTHING = new SchemaAndValue(null, null);
    private static final RecordOptions UPSERT = RecordOptions.defaults(WriteMode.UPSERT);
    private static final RecordOptions APPEND = RecordOptions.defaults(WriteMode.APPEND);
    private static final RecordOptions ENVELOPES = UPSERT.withFormat(RecordFormat.DEBEZIUM);

    private static void assertColumns(RecordOptions options, SinkRecord record, String... columns) {
        assertThat(new DataSetSchema(NewColumns.of(options, record).orElseThrow()))
                .isEqualTo(Rows.schema(columns));
    }

    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    @Test
    void ofChangeEventsTheSchemaOfRowsTellsWhateverHappened() {
        ChangeEvents events = new ChangeEvents(true);
        RecordOptions options = ENVELOPES.withMetadata(MetadataColumn.CDC_OP, MetadataColumn.CDC_TS);
        for (SchemaAndValue event :
                List.of(events.create(1, null), events.delete(1, "a"), events.event("d", null, null))) {
            assertColumns(
                    options,
                    Rows.record(events.key(1), event),
                    "id LONG key",
                    "item STRING",
                    "_cdc_op STRING",
                    "_cdc_ts DATETIME");
        }
    }

    @Test
    void withoutSchemasTheRowAfterTells() {
        ChangeEvents events = new ChangeEvents(false);
        assertThat(NewColumns.of(ENVELOPES, Rows.record(events.key(1), events.create(1, "a")))
                        .orElseThrow())
                .extracting(column -> column.name() + " " + column.type() + " " + column.upsertKey())
                .containsExactly("id LONG true", "item STRING false");
        assertThat(NewColumns.of(ENVELOPES, Rows.record(events.key(1), events.delete(1, null))))
                .isEmpty();
        assertThat(NewColumns.of(ENVELOPES, Rows.record(events.key(1), NOTHING)))
                .isEmpty();
    }

    @Test
    void whatCanNeverBecomeARowIsErrant() {
        assertThatThrownBy(() -> NewColumns.of(ENVELOPES, Rows.record("k", Map.of("id", 1L))))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("no change event");
        assertThatThrownBy(() -> NewColumns.of(APPEND, Rows.record("k", "text")))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining("no fields");
    }

    @Test
    void ofMapsTheValuesTell() {
        SinkRecord record = Rows.record(
                Map.of("id", 5L), map("name", "x", "price", 1.5, "paid", true, "tags", List.of(), "none", null));
        assertColumns(
                UPSERT,
                record,
                "id LONG key",
                "name STRING",
                "price DECIMAL",
                "paid STRING",
                "tags STRING",
                "none STRING");
        assertColumns(
                UPSERT.withSchemaEvolution(SchemaEvolution.ADD),
                record,
                "id LONG key",
                "name STRING",
                "price DECIMAL",
                "paid STRING",
                "tags STRING");
    }

    @Test
    void aPrimitiveKeyGoesToTheFieldThatIsNamedForIt() {
        assertColumns(
                UPSERT.withKey(KeySource.RECORD_KEY, "id"),
                Rows.record(new SchemaAndValue(Schema.INT64_SCHEMA, 5L), new SchemaAndValue(null, map("name", "x"))),
                "id LONG key",
                "name STRING");
        assertColumns(
                UPSERT.withKey(KeySource.RECORD_VALUE, "id"),
                Rows.record("ignored", map("name", "x", "id", 1L)),
                "name STRING",
                "id LONG key");
    }

    @Test
    void nestedFieldsAreFlattenedButValuesStayWhole() {
        Schema point = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Point")
                .optional()
                .field("x", Schema.FLOAT64_SCHEMA)
                .build();
        Schema city = SchemaBuilder.struct()
                .optional()
                .field("name", Schema.STRING_SCHEMA)
                .field("at", point)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("city", city)
                .field(
                        "more",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .build();
        Struct value = new Struct(schema).put("more", Map.of("a", 1));
        assertColumns(
                APPEND.withFlattening("_"),
                Rows.record(null, value),
                "city_name STRING",
                "city_at STRING",
                "more_a LONG");
        assertColumns(APPEND, Rows.record(null, value), "city STRING", "more STRING");
    }

    @Test
    void theMarkOfDeletesIsNoColumnWhereItDeletes() {
        SinkRecord record = Rows.record(Map.of("id", 1L), map("id", 1L, "__deleted", "false"));
        assertColumns(UPSERT, record, "id LONG key");
        assertColumns(APPEND, record, "id DECIMAL", "__deleted STRING");
    }

    @Test
    void coordinatesAreTheKeyOfEffectivelyOnceAppend() {
        assertColumns(
                APPEND.withCoordinateKey(new CoordinateKey("")),
                Rows.record(null, map("id", 1L)),
                "id DECIMAL",
                "_kafka_topic STRING key",
                "_kafka_partition LONG key",
                "_kafka_offset LONG key");
    }

    @Test
    void rowsThatAreAppendedHaveNoKeyWhateverKeyFieldsSays() {
        SinkRecord record = Rows.record(Map.of("id", 1L), map("id", 1L, "name", "x"));
        for (WriteMode mode : List.of(WriteMode.APPEND, WriteMode.REPLACE)) {
            RecordOptions options = RecordOptions.defaults(mode).withKey(KeySource.RECORD_KEY, "id");
            assertColumns(options, record, "id DECIMAL", "name STRING");
        }
        assertColumns(
                APPEND.withKey(KeySource.RECORD_KEY, "id").withCoordinateKey(new CoordinateKey("")),
                record,
                "id DECIMAL",
                "name STRING",
                "_kafka_topic STRING key",
                "_kafka_partition LONG key",
                "_kafka_offset LONG key");
    }

    @Test
    void fieldsOfTheKeyThatAreNotNamedAreNoColumns() {
        assertColumns(
                UPSERT.withKey(KeySource.RECORD_KEY, "id"),
                Rows.record(map("tenant", "t", "id", 1L), map("name", "x")),
                "id LONG key",
                "name STRING");
    }
}
