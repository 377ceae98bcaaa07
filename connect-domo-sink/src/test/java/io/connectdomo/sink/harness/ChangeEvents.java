package io.connectdomo.sink.harness;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Records as Debezium writes them for a table {@code orders (id bigint primary key, item text)}, with schemas or without. */
public final class ChangeEvents {
    /** When the database made each change: 2024-02-29T10:15:30.007Z. */
    public static final long CHANGED_AT = 1_709_201_730_007L;

    private static final long PROCESSED_AT = CHANGED_AT + 5_000;
    private static final Schema KEY = SchemaBuilder.struct()
            .name("shop.orders.Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();
    private static final Schema ROW = SchemaBuilder.struct()
            .name("shop.orders.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();

    private final boolean withSchemas;

    public ChangeEvents(boolean withSchemas) {
        this.withSchemas = withSchemas;
    }

    public SchemaAndValue key(long id) {
        Struct key = new Struct(KEY).put("id", id);
        return converted(new SchemaAndValue(KEY, key));
    }

    /** A row, or null where {@code id} is. */
    public static Struct row(Long id, String item) {
        return id == null ? null : new Struct(ROW).put("id", id).put("item", item);
    }

    public SchemaAndValue create(long id, String item) {
        return event("c", null, row(id, item));
    }

    public SchemaAndValue read(long id, String item) {
        return event("r", null, row(id, item));
    }

    public SchemaAndValue update(long id, String item) {
        return event("u", null, row(id, item));
    }

    public SchemaAndValue delete(long id, String item) {
        return event("d", row(id, item), null);
    }

    public SchemaAndValue truncate() {
        return event("t", null, null);
    }

    public SchemaAndValue event(String op, Struct before, Struct after) {
        Schema schema = envelope(after == null ? ROW : after.schema());
        Struct source = new Struct(SOURCE).put("ts_ms", CHANGED_AT).put("table", "orders");
        Struct value = new Struct(schema)
                .put("before", before)
                .put("after", after)
                .put("source", source)
                .put("op", op)
                .put("ts_ms", PROCESSED_AT);
        return converted(new SchemaAndValue(schema, value));
    }

    /** A new instance each time, as some converters give. */
    public static Schema envelope(Schema row) {
        return SchemaBuilder.struct()
                .name("shop.orders.Envelope")
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    /** {@code io.debezium.connector.common.Heartbeat}. */
    public SchemaAndValue heartbeat() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.common.Heartbeat")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        return converted(new SchemaAndValue(schema, new Struct(schema).put("ts_ms", PROCESSED_AT)));
    }

    public SchemaAndValue heartbeatKey() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.common.ServerNameKey")
                .field("serverName", Schema.STRING_SCHEMA)
                .build();
        return converted(new SchemaAndValue(schema, new Struct(schema).put("serverName", "shop")));
    }

    /** {@code schemas.enable=false} makes maps of structs. */
    private SchemaAndValue converted(SchemaAndValue both) {
        return withSchemas ? both : new SchemaAndValue(null, mapOf((Struct) both.value()));
    }

    private static Map<String, Object> mapOf(Struct struct) {
        Map<String, Object> map = new HashMap<>();
        for (Field field : struct.schema().fields()) {
            Object value = struct.get(field);
            map.put(field.name(), value instanceof Struct inner ? mapOf(inner) : value);
        }
        return map;
    }
}
