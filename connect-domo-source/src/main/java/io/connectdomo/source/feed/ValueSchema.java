package io.connectdomo.source.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Lenient;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * A hand-written schema for Domo's objects. Every field is optional; what the schema does not know, and what does not fit
 * its type, lands as text in the map {@code other}, so that nothing Domo sends is lost. Immutable.
 */
public final class ValueSchema {
    public static final String OTHER = "other";

    private final Schema schema;

    private ValueSchema(Schema schema) {
        this.schema = schema;
    }

    public static Builder named(String name, int version, String doc) {
        return new Builder(SchemaBuilder.struct().name(name).version(version).doc(doc));
    }

    public Schema schema() {
        return schema;
    }

    /** Domo's object as a struct. */
    public Struct struct(ObjectNode object) {
        Struct struct = new Struct(schema);
        Map<String, String> other = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            Field known = schema.field(field.getKey());
            boolean own = known != null && !known.name().equals(OTHER);
            Object value = own ? value(object, known) : null;
            if (value != null) {
                struct.put(known, value);
            } else if (!field.getValue().isNull()) {
                other.put(field.getKey(), text(field.getValue()));
            }
        }
        return other.isEmpty() ? struct : struct.put(OTHER, other);
    }

    /** Null where it is absent or does not fit. */
    private static Object value(ObjectNode object, Field field) {
        if (Timestamp.LOGICAL_NAME.equals(field.schema().name())) {
            return Lenient.instant(object, field.name()).map(Date::from).orElse(null);
        }
        return switch (field.schema().type()) {
            case INT64 -> whole(Lenient.number(object, field.name()));
            case BOOLEAN ->
                object.path(field.name()).isBoolean()
                        ? (Object) object.path(field.name()).booleanValue()
                        : null;
            case STRING -> text(object.path(field.name()));
            default -> throw new IllegalStateException("No such type in " + field);
        };
    }

    private static Object whole(OptionalLong number) {
        return number.isPresent() ? (Object) number.getAsLong() : null;
    }

    private static String text(JsonNode node) {
        return node.isNull() ? null : node.isTextual() ? node.textValue() : node.toString();
    }

    /** Adds the fields in their order. */
    public static final class Builder {
        private final SchemaBuilder schema;

        private Builder(SchemaBuilder schema) {
            this.schema = schema;
        }

        public Builder text(String name, String doc) {
            return add(name, SchemaBuilder.string(), doc);
        }

        public Builder number(String name, String doc) {
            return add(name, SchemaBuilder.int64(), doc);
        }

        public Builder flag(String name, String doc) {
            return add(name, SchemaBuilder.bool(), doc);
        }

        /** Seconds, milliseconds or ISO text at Domo; a Connect Timestamp here. */
        public Builder time(String name, String doc) {
            return add(name, Timestamp.builder(), doc);
        }

        public ValueSchema build() {
            schema.field(
                    OTHER,
                    SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA)
                            .optional()
                            .doc("Fields that this version of the schema does not know, as text or JSON")
                            .build());
            return new ValueSchema(schema.build());
        }

        private Builder add(String name, SchemaBuilder type, String doc) {
            schema.field(name, type.optional().doc(doc).build());
            return this;
        }
    }
}
