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

    Envelope(Schema schema) {
        op = field(schema, "op", Schema.Type.STRING);
        before = schema.field("before");
        after = schema.field("after");
        processedAt = field(schema, "ts_ms", Schema.Type.INT64);
        source = field(schema, "source", Schema.Type.STRUCT);
        changedAt = source == null ? null : field(source.schema(), "ts_ms", Schema.Type.INT64);
        isOne = op != null && !op.schema().isOptional() && (before != null || after != null);
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
            Object millis = block.get(changedAt);
            if (millis != null) {
                return (Long) millis;
            }
        }
        return processedAt == null ? null : (Long) value.get(processedAt);
    }
}
