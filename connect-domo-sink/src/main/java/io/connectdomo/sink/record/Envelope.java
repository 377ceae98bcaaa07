package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Where the fields of a change event stand in structs of one schema; those that the schema lacks are null. */
final class Envelope {
    /** Whether structs of the schema are change events at all. */
    final boolean isOne;

    final Field op;
    final Field before;
    final Field after;
    private final Field processedAt;
    private final Field source;
    private final Field changedAt;
    private final Field connector;

    Envelope(Schema schema) {
        op = field(schema, "op", Schema.Type.STRING);
        before = schema.field("before");
        after = schema.field("after");
        processedAt = field(schema, "ts_ms", Schema.Type.INT64);
        source = field(schema, "source", Schema.Type.STRUCT);
        changedAt = source == null ? null : field(source.schema(), "ts_ms", Schema.Type.INT64);
        connector = source == null ? null : field(source.schema(), "connector", Schema.Type.STRING);
        isOne = op != null && (before != null || after != null);
    }

    /** {@code io.debezium.connector.postgresql.MessageValue}: a message that an application wrote into the log. */
    static boolean isMessage(Schema schema) {
        return schema.field("op") != null && schema.field("message") != null;
    }

    private static Field field(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type ? field : null;
    }

    Schema rowSchema() {
        return (after == null ? before : after).schema();
    }

    /**
     * When the database made the change ({@code source.ts_ms}), or else when Debezium processed it ({@code ts_ms}); null where
     * neither is told.
     */
    Long timestamp(Struct value) {
        if (changedAt != null && value.get(source) instanceof Struct block) {
            Long millis = millis(block.get(changedAt));
            if (millis != null) {
                return millis;
            }
        }
        return processedAt == null ? null : millis(value.get(processedAt));
    }

    /** Which of Debezium's connectors wrote it; null where that is not told. */
    String connector(Struct value) {
        return connector != null && value.get(source) instanceof Struct block ? (String) block.get(connector) : null;
    }

    /** A transformation may have made a Timestamp of it. */
    private static Long millis(Object time) {
        return time instanceof java.util.Date date ? (Long) TemporalText.millisOf(date) : (Long) time;
    }
}
