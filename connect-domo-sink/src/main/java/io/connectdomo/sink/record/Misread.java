package io.connectdomo.sink.record;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Data that is what it is only because a setting was forgotten: what the JSON converter wrote with schemas and reads without, and
 * Debezium's change events where plain rows are expected. As rows they would be nonsense. Told by shape, so that a table with such
 * columns is a table.
 */
final class Misread {
    private static final Set<String> OPERATIONS = Set.of("c", "r", "u", "d", "t", "m");
    private static final String ENVELOPE = "Envelope";

    private Misread() {}

    /**
     * Refuses the value of a record in {@code record.format=plain}.
     *
     * @throws UnfitException for one that is no row, with the setting to change
     */
    static void requirePlain(SinkRecord record) throws UnfitException {
        requireSchemasRead(record.value(), record.valueSchema(), "value");
        boolean isEvent = record.valueSchema() == null
                ? record.value() instanceof Map<?, ?> map && isEvent(map)
                : isEvent(record.valueSchema());
        if (isEvent) {
            throw changeEvent();
        }
    }

    /** Refuses what was written with its schema, and was read as a map of both. */
    static void requireSchemasRead(Object data, Schema schema, String keyOrValue) throws UnfitException {
        if (schema == null
                && data instanceof Map<?, ?> map
                && map.size() == 2
                && map.containsKey("schema")
                && map.containsKey("payload")) {
            throw UnfitException.record("its " + keyOrValue
                    + " is a map of schema and payload: JSON that was written with its schema and is read without. Set "
                    + keyOrValue + ".converter.schemas.enable=true in the connector's configuration.");
        }
    }

    static UnfitException changeEvent() {
        return UnfitException.record("its value is a change event of Debezium (before, after, op), not a row. Set"
                + " record.format=debezium, or flatten the events (ExtractNewRecordState).");
    }

    /** A schema of Debezium's envelope, by its name or, where a transformation took that, by what is in it. */
    static boolean isEvent(Schema schema) {
        if (schema.type() != Schema.Type.STRUCT || schema.field("op") == null) {
            return false;
        }
        String name = schema.name();
        boolean hasRow = new Envelope(schema).isOne;
        if (hasRow && name != null && (name.equals(ENVELOPE) || name.endsWith("." + ENVELOPE))) {
            return true;
        }
        Schema source =
                schema.field("source") == null ? null : schema.field("source").schema();
        return source != null
                && source.type() == Schema.Type.STRUCT
                && (source.field("connector") != null || source.field("ts_ms") != null)
                && (hasRow || Envelope.isMessage(schema));
    }

    private static boolean isEvent(Map<?, ?> value) {
        return value.get("op") instanceof String op
                && OPERATIONS.contains(op)
                && value.get("source") instanceof Map<?, ?> source
                && (source.containsKey("connector") || source.containsKey("ts_ms"))
                && (value.containsKey("after") || value.containsKey("before") || value.containsKey("message"));
    }
}
