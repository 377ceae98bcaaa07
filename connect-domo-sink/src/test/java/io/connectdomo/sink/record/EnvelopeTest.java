package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ChangeEvents;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debezium's change events become rows as they come, with schemas and without (delivery.md 2.7). */
class EnvelopeTest {
    private static final SchemaAndValue NOTHING = new SchemaAndValue(null, null);
    private static final RecordOptions UPSERT =
            RecordOptions.defaults(WriteMode.UPSERT).withFormat(RecordFormat.DEBEZIUM);
    private static final RecordOptions LOG = RecordOptions.defaults(WriteMode.APPEND)
            .withFormat(RecordFormat.DEBEZIUM)
            .withMetadata(MetadataColumn.CDC_OP, MetadataColumn.CDC_TS);
    private static final String[] LOG_COLUMNS = {"id LONG", "item STRING", "_cdc_op STRING", "_cdc_ts DATETIME"};

    private static Rows upserting(RecordOptions options) {
        return Rows.of(options, "id LONG key", "item STRING");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void createReadAndUpdateWriteTheRowAfter(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        Rows rows = upserting(UPSERT);
        for (SchemaAndValue event : List.of(events.create(1, "a"), events.read(1, "a"), events.update(1, "a"))) {
            assertThat(rows.encode(Rows.record(events.key(1), event))).isEqualTo(RowKind.UPSERT);
            assertThat(rows.rowLine()).isEqualTo("1,a");
            assertThat(rows.keyLine()).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deletesAndTombstonesDeleteTheKey(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        Rows rows = upserting(UPSERT);
        for (SchemaAndValue event : List.of(events.delete(1, "a"), events.event("d", null, null), NOTHING)) {
            assertThat(rows.encode(Rows.record(events.key(1), event))).isEqualTo(RowKind.DELETE);
            assertThat(rows.keyLine()).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyOfTheValueIsThatOfTheRowAfterAndForDeletesBefore(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        Rows rows = upserting(UPSERT.withKey(KeySource.RECORD_VALUE, "id"));
        assertThat(rows.encode(Rows.record(NOTHING, events.create(7, "a")))).isEqualTo(RowKind.UPSERT);
        assertThat(rows.rowLine() + rows.keyLine()).isEqualTo("7,a7");
        assertThat(rows.encode(Rows.record(NOTHING, events.delete(8, "a")))).isEqualTo(RowKind.DELETE);
        assertThat(rows.keyLine()).isEqualTo("8");
        assertThat(rows.failure(Rows.record(NOTHING, events.event("d", null, null))))
                .hasMessageContainingAll("key.source=record_value", "REPLICA IDENTITY");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void inAChangeLogEveryChangeIsARow(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        Rows rows = Rows.of(LOG, LOG_COLUMNS);
        assertThat(rows.encode(Rows.record(events.key(1), events.update(1, "a"))))
                .isEqualTo(RowKind.ROW);
        assertThat(rows.rowLine()).isEqualTo("1,a,u,2024-02-29T10:15:30.007");
        assertThat(rows.encode(Rows.record(events.key(1), events.delete(1, "a"))))
                .isEqualTo(RowKind.ROW);
        assertThat(rows.rowLine()).isEqualTo("1,a,d,2024-02-29T10:15:30.007");
        assertThat(rows.encode(Rows.record(events.key(1), NOTHING))).isEqualTo(RowKind.SKIP);
    }

    @Test
    void aDeleteWithoutTheRowBeforeIsLoggedByItsKey() {
        ChangeEvents events = new ChangeEvents(true);
        Rows rows = Rows.of(LOG, LOG_COLUMNS);
        rows.encode(Rows.record(events.key(5), events.event("d", null, null)));
        assertThat(rows.rowLine()).isEqualTo("5,,d,2024-02-29T10:15:30.007");
        assertThat(rows.failure(Rows.record(NOTHING, events.event("d", null, null))))
                .hasMessageContaining("REPLICA IDENTITY FULL");
    }

    @Test
    void theTimeMayHaveBecomeATimestampOnTheWay() {
        Schema schema = SchemaBuilder.struct()
                .field("after", ChangeEvents.row(1L, "a").schema())
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Timestamp.SCHEMA)
                .build();
        Struct event = new Struct(schema)
                .put("after", ChangeEvents.row(1L, "a"))
                .put("op", "c")
                .put("ts_ms", java.util.Date.from(Instant.ofEpochMilli(ChangeEvents.CHANGED_AT)));
        Rows rows = Rows.of(LOG, LOG_COLUMNS);
        assertThat(rows.encode(Rows.record(NOTHING, new SchemaAndValue(schema, event))))
                .isEqualTo(RowKind.ROW);
        assertThat(rows.rowLine()).isEqualTo("1,a,c,2024-02-29T10:15:30.007");
    }

    @Test
    void withoutTheTimeOfTheDatabaseThatOfDebeziumStandsIn() {
        Rows rows = Rows.of(LOG, LOG_COLUMNS);
        rows.encode(null, Map.of("op", "c", "after", Map.of("id", 1L), "ts_ms", 1_000L, "source", Map.of()));
        assertThat(rows.rowLine()).isEqualTo("1,,c,1970-01-01T00:00:01");
        rows.encode(null, Map.of("op", "c", "after", Map.of("id", 1L)));
        assertThat(rows.rowLine()).isEqualTo("1,,c,");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void truncates(boolean withSchemas) {
        SinkRecord truncate = Rows.record(NOTHING, new ChangeEvents(withSchemas).truncate());
        assertThat(upserting(UPSERT).failure(truncate)).hasMessageContaining("truncate.action=ignore");
        assertThat(upserting(UPSERT.withTruncateAction(TruncateAction.IGNORE)).encode(truncate))
                .isEqualTo(RowKind.SKIP);
        assertThat(upserting(UPSERT.withTruncateAction(TruncateAction.REPLACE)).encode(truncate))
                .isEqualTo(RowKind.TRUNCATE);
        assertThat(Rows.of(LOG.withTruncateAction(TruncateAction.IGNORE), LOG_COLUMNS)
                        .encode(truncate))
                .isEqualTo(RowKind.SKIP);
    }

    @Test
    void whatIsNoEnvelopeIsErrantAndSaysWhatItLooksLike() {
        Rows rows = upserting(UPSERT);
        assertThat(rows.failure(null, Map.of("id", 1L, "item", "secret")))
                .hasMessageContainingAll("orders-3@1234", "no change event", "record.format=plain")
                .hasMessageNotContaining("secret");
        assertThat(rows.failure(null, "text")).hasMessageContaining("no change event");
        assertThat(rows.failure(null, ChangeEvents.row(1L, "a"))).hasMessageContaining("no change event");
        assertThat(rows.failure(null, Map.of("op", "m", "message", Map.of())))
                .hasMessageContaining("logical decoding message");
        assertThat(rows.failure(null, Map.of("op", "x", "after", Map.of()))).hasMessageContaining("none of Debezium's");
        assertThat(rows.failure(null, Map.of("op", "c", "before", Map.of()))).hasMessageContaining("without the row");
        assertThat(rows.failure(null, Map.of("op", "c", "after", "{\"_id\":1}")))
                .hasMessageContaining("ExtractNewDocumentState");
    }

    @Test
    void debeziumsOwnRecordsAreNoRowsInAnyFormat() {
        List<SchemaAndValue> own = List.of(
                named("io.debezium.connector.common.Heartbeat"),
                named("io.debezium.connector.common.TransactionMetadataValue"),
                named("io.debezium.connector.common.Notification"),
                named("io.debezium.connector.postgresql.SchemaChangeValue"));
        for (SchemaAndValue value : own) {
            for (RecordOptions options : List.of(UPSERT, LOG, RecordOptions.defaults(WriteMode.UPSERT))) {
                assertThat(Rows.of(options, LOG_COLUMNS).encode(Rows.record(NOTHING, value)))
                        .isEqualTo(RowKind.SKIP);
                assertThat(NewColumns.of(options, Rows.record(NOTHING, value))).isEmpty();
            }
        }
        ChangeEvents schemaless = new ChangeEvents(false);
        assertThat(upserting(UPSERT).encode(Rows.record(schemaless.heartbeatKey(), schemaless.heartbeat())))
                .isEqualTo(RowKind.SKIP);
    }

    @Test
    void anOutboxTableWithoutSchemasIsNotTakenForDebeziumsOwn() {
        Rows rows = Rows.of(
                RecordOptions.defaults(WriteMode.UPSERT), "id LONG key", "type STRING", "aggregate_type STRING");
        assertThat(rows.encode(Map.of("id", 1L), Map.of("id", 1L, "type", "placed", "aggregate_type", "order")))
                .isEqualTo(RowKind.UPSERT);
        Map<String, Object> notification = Map.of(
                "id",
                "n",
                "type",
                "STARTED",
                "aggregate_type",
                "Snapshot",
                "additional_data",
                Map.of(),
                "timestamp",
                1L);
        assertThat(rows.encode(Map.of("id", "n"), notification)).isEqualTo(RowKind.SKIP);
        Map<String, Object> transaction =
                Map.of("id", "t", "status", "END", "event_count", 1L, "data_collections", List.of(), "ts_ms", 1L);
        assertThat(rows.encode(Map.of("id", "t"), transaction)).isEqualTo(RowKind.SKIP);
    }

    private static SchemaAndValue named(String name) {
        Schema schema = SchemaBuilder.struct()
                .name(name)
                .field("id", Schema.INT64_SCHEMA)
                .build();
        return new SchemaAndValue(schema, new Struct(schema).put("id", 1L));
    }

    @Test
    void convertersWithoutRequiredFieldsMakeTheOperationOptional() {
        Schema row = SchemaBuilder.struct()
                .optional()
                .field("id", Schema.OPTIONAL_INT64_SCHEMA)
                .field("item", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("after", row)
                .field("op", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Struct after = new Struct(row).put("id", 1L).put("item", "a");
        Rows rows = upserting(UPSERT);
        Map<String, Object> key = Map.of("id", 1L);
        assertThat(rows.encode(key, new Struct(envelope).put("after", after).put("op", "c")))
                .isEqualTo(RowKind.UPSERT);
        assertThat(rows.rowLine()).isEqualTo("1,a");
        assertThat(rows.failure(key, new Struct(envelope).put("after", after))).hasMessageContaining("no change event");
    }
}
