package io.connectdomo.sink.record;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Records that Debezium writes for itself to topics of their own, which {@code topics.regex} may catch beside those of
 * tables. They are no rows in any format; they are told by the names that Debezium gives their schemas, and without a schema
 * by their fields.
 */
public enum Housekeeping {
    HEARTBEAT("heartbeats"),
    TRANSACTION("transaction metadata"),
    SCHEMA_CHANGE("schema changes"),
    NOTIFICATION("notifications");

    private static final String CONNECTORS = "io.debezium.connector.";

    private final String plural;

    Housekeeping(String plural) {
        this.plural = plural;
    }

    /** For messages, such as {@code heartbeats}. */
    String plural() {
        return plural;
    }

    /** What the record is, empty for one that may be a row. */
    public static Optional<Housekeeping> of(SinkRecord record) {
        Schema schema = record.valueSchema();
        return Optional.ofNullable(schema == null ? ofFields(record) : ofSchema(schema));
    }

    /** What a record without a schema is, null for one that may be a row. */
    static Housekeeping ofFields(SinkRecord record) {
        return record.key() instanceof Map<?, ?> key && record.value() instanceof Map<?, ?> value
                ? ofFields(key.keySet(), value.keySet())
                : null;
    }

    /** Null for a schema that is none of them. */
    static Housekeeping ofSchema(Schema schema) {
        String name = schema.name();
        if (name == null || !name.startsWith(CONNECTORS)) {
            return null;
        }
        if (name.endsWith(".SchemaChangeValue")) {
            return SCHEMA_CHANGE;
        }
        return switch (name.substring(CONNECTORS.length())) {
            case "common.Heartbeat" -> HEARTBEAT;
            case "common.TransactionMetadataValue" -> TRANSACTION;
            case "common.Notification" -> NOTIFICATION;
            default -> null;
        };
    }

    private static Housekeeping ofFields(Set<?> key, Set<?> value) {
        if (key.equals(Set.of("serverName")) && value.equals(Set.of("ts_ms"))) {
            return HEARTBEAT;
        }
        if (key.equals(Set.of("id")) && value.containsAll(Set.of("status", "id", "event_count", "data_collections"))) {
            return TRANSACTION;
        }
        if (key.equals(Set.of("databaseName")) && value.containsAll(Set.of("source", "ddl", "tableChanges"))) {
            return SCHEMA_CHANGE;
        }
        boolean notification = key.equals(Set.of("id")) && value.containsAll(Set.of("id", "type", "aggregate_type"));
        return notification ? NOTIFICATION : null;
    }
}
