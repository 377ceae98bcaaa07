package io.connectdomo.sink.record;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * The fields of a value as those of a JSON object in a file. What Debezium did not send is no text there either: no earlier line can
 * stand in for it, so the record is a bad one, or the field null. Further inside, as in an event that is written whole, everything is
 * as it came.
 */
final class FileFields {
    private final JsonText json;
    private final Placeholder placeholder;
    private final UnavailableValueAction unavailable;

    FileFields(JsonText json, UnavailableOptions unavailable) {
        this.json = json;
        this.placeholder = Placeholder.of(unavailable.placeholder());
        this.unavailable = unavailable.action();
    }

    /** Whether the value has fields, and is not one value made of a struct, such as Debezium's decimals. */
    static boolean has(Object value, Schema schema) {
        SemanticType type = SemanticType.of(schema);
        return FieldReaders.hasFields(value) && (type == null || type.isPlain());
    }

    /** To be called from the body of an object. */
    void write(Object value, Schema schema, Set<String> omitted) throws IOException, UnfitException {
        if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                put(field.name(), struct.getWithoutDefault(field.name()), field.schema(), omitted);
            }
            return;
        }
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        for (Map.Entry<String, Object> entry :
                JsonText.sorted((Map<?, ?>) value).entrySet()) {
            put(entry.getKey(), entry.getValue(), valueSchema, omitted);
        }
    }

    private void put(String name, Object value, Schema schema, Set<String> omitted) throws IOException, UnfitException {
        if (omitted.contains(name)) {
            return;
        }
        boolean missing = value != null && placeholder.in(schema).is(value);
        if (missing && unavailable == UnavailableValueAction.FAIL) {
            throw UnavailableValues.notLogged(name);
        }
        json.field(name, missing ? null : value, schema);
    }
}
