package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.sink.harness.ChangeEvents;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read with a setting forgotten is no row, and the message names the setting. */
class MisreadTest {
    private static final RecordOptions UPSERT = RecordOptions.defaults(WriteMode.UPSERT);
    private static final RecordOptions APPEND = RecordOptions.defaults(WriteMode.APPEND);
    private static final String SET_FORMAT = "record.format=debezium";
    private static final String SET_VALUES = "value.converter.schemas.enable=true";
    private static final String SET_KEYS = "key.converter.schemas.enable=true";

    private static Map<String, Object> withSchema(Object payload) {
        Map<String, Object> both = new HashMap<>();
        both.put("schema", payload == null ? null : Map.of("type", "struct", "fields", List.of()));
        both.put("payload", payload);
        return both;
    }

    private static void refuses(RecordOptions options, SinkRecord record, String setting) {
        for (RecordOptions each :
                List.of(options, options.withFlattening("_"), options.withSchemaEvolution(SchemaEvolution.ADD))) {
            Rows rows = Rows.of(each, "id LONG key", "before STRING", "after STRING", "op STRING", "schema STRING");
            assertThat(rows.failure(record)).hasMessageContaining(setting);
        }
        DocumentEncoder documents =
                new DocumentEncoder(options, new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE);
        assertThatThrownBy(() -> documents.encode(record, new CsvBuffer()))
                .isInstanceOf(BadRecordException.class)
                .hasMessageContaining(setting);
    }

    @ParameterizedTest
    @EnumSource(RecordFormat.class)
    void aValueThatWasReadWithoutItsSchemaNamesTheSetting(RecordFormat format) {
        for (Object payload : new Object[] {Map.of("id", 1L), 5L, null}) {
            SinkRecord record = Rows.record(Map.of("id", 1L), withSchema(payload));
            refuses(UPSERT.withFormat(format), record, SET_VALUES);
            refuses(APPEND.withFormat(format), record, SET_VALUES);
        }
    }

    @Test
    void aKeyThatWasReadWithoutItsSchemaNamesTheSetting() {
        SchemaAndValue nothing = new SchemaAndValue(null, null);
        SchemaAndValue key = new SchemaAndValue(null, withSchema(Map.of("id", 1L)));
        ChangeEvents events = new ChangeEvents(true);
        RecordOptions debezium = UPSERT.withFormat(RecordFormat.DEBEZIUM);
        refuses(UPSERT, Rows.record(key, new SchemaAndValue(null, Map.of("id", 1L))), SET_KEYS);
        refuses(UPSERT, Rows.record(key, nothing), SET_KEYS);
        refuses(debezium, Rows.record(key, events.update(1, "a")), SET_KEYS);
        refuses(debezium, Rows.record(key, events.delete(1, "a")), SET_KEYS);
        refuses(APPEND.withFormat(RecordFormat.DEBEZIUM), Rows.record(key, events.event("d", null, null)), SET_KEYS);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aChangeEventInPlainNamesTheSetting(boolean withSchemas) {
        ChangeEvents events = new ChangeEvents(withSchemas);
        for (SchemaAndValue event :
                List.of(events.create(1, "a"), events.update(1, "a"), events.delete(1, "a"), events.truncate())) {
            refuses(UPSERT, Rows.record(events.key(1), event), SET_FORMAT);
            refuses(UPSERT.withKey(KeySource.RECORD_VALUE, "id"), Rows.record(events.key(1), event), SET_FORMAT);
            refuses(APPEND, Rows.record(events.key(1), event), SET_FORMAT);
            LineEncoder csv = Rows.lines(FileFormat.CSV);
            assertThatThrownBy(() -> csv.encode(Rows.record(events.key(1), event), new CsvBuffer()))
                    .isInstanceOf(BadRecordException.class)
                    .hasMessageContaining(SET_FORMAT);
            CsvBuffer line = new CsvBuffer();
            csv.encode(Rows.record((Object) null, Map.of("id", 7L)), line);
            assertThat(new String(csv.header(), StandardCharsets.UTF_8)).isEqualTo("id\n");
            assertThat(Rows.lines(FileFormat.JSONL).encode(Rows.record(events.key(1), event), line))
                    .isEqualTo(LineEncoder.Line.WRITTEN);
        }
        Rows rows = Rows.of(UPSERT, "id LONG key", "op STRING");
        assertThat(rows.encode(Rows.record(events.key(1), new SchemaAndValue(null, null))))
                .isEqualTo(RowKind.DELETE);
    }

    @Test
    void anEventWhoseSchemaLostItsNameIsOneAllTheSame() {
        Schema source =
                SchemaBuilder.struct().field("connector", Schema.STRING_SCHEMA).build();
        Schema row = SchemaBuilder.struct()
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("after", row)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        Struct event = new Struct(schema)
                .put("after", new Struct(row).put("id", 1L))
                .put("source", new Struct(source).put("connector", "mysql"))
                .put("op", "c");
        refuses(APPEND, Rows.record((Object) null, event), SET_FORMAT);
    }

    @Test
    void anEventThatLostItsSourceIsOneByItsName() {
        Schema schema = SchemaBuilder.struct()
                .name("shop.orders.Envelope")
                .field("before", Schema.OPTIONAL_STRING_SCHEMA)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        refuses(APPEND, Rows.record((Object) null, new Struct(schema).put("op", "d")), SET_FORMAT);
    }

    @Test
    void tablesWithSuchColumnsAreTables() {
        Rows rows = Rows.appending("op STRING", "before STRING", "after STRING", "source STRING");
        assertThat(rows.line(Map.of("op", "c", "before", "1", "after", "2", "source", "web")))
                .isEqualTo("c,1,2,web");
        assertThat(rows.line(Map.of("op", "c", "after", Map.of("a", 1L)))).isEqualTo("c,,\"{\"\"a\"\":1}\",");
        Schema schema = SchemaBuilder.struct()
                .name("shop.audit.Value")
                .field("op", Schema.STRING_SCHEMA)
                .field("before", Schema.STRING_SCHEMA)
                .field("after", Schema.STRING_SCHEMA)
                .field("source", Schema.STRING_SCHEMA)
                .build();
        Struct row = new Struct(schema)
                .put("op", "c")
                .put("before", "1")
                .put("after", "2")
                .put("source", "web");
        assertThat(rows.line(row)).isEqualTo("c,1,2,web");
        Rows three = Rows.appending("schema STRING", "payload STRING", "id LONG");
        assertThat(three.line(Map.of("schema", "s", "payload", "p", "id", 1L))).isEqualTo("s,p,1");
        Schema two = SchemaBuilder.struct()
                .field("schema", Schema.STRING_SCHEMA)
                .field("payload", Schema.STRING_SCHEMA)
                .build();
        assertThat(three.line(new Struct(two).put("schema", "s").put("payload", "p")))
                .isEqualTo("s,p,");
    }

    @Test
    void anEnvelopeOfAnotherKindIsARow() {
        Schema mail = SchemaBuilder.struct()
                .name("com.example.mail.Envelope")
                .field("op", Schema.STRING_SCHEMA)
                .field("body", Schema.STRING_SCHEMA)
                .build();
        assertThat(Rows.appending("op STRING", "body STRING")
                        .line(new Struct(mail).put("op", "send").put("body", "hello")))
                .isEqualTo("send,hello");
    }
}
