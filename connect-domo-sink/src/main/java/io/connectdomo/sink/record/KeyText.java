package io.connectdomo.sink.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The key of a document as one text, because a JSON database may round a number of 64 bits. A single value is the text that it
 * would be in a STRING column; several fields are a JSON object, sorted by name, so that equal keys are equal texts.
 */
final class KeyText {
    private final JsonText json = JsonText.ofKeys();
    private final StringCells cells = new StringCells(new CsvText(), json);
    private final CsvBuffer buffer = new CsvBuffer();
    private final KeySource source;
    private final List<String> fields;
    private final Placeholder placeholder;

    KeyText(RecordOptions options) {
        cells.setOfKey(true);
        this.source = options.keySource();
        this.fields = options.keyFields();
        this.placeholder = Placeholder.of(options.placeholder());
    }

    /**
     * The key of a record that has a value.
     *
     * @param image the fields of the row; null where a delete does not tell them
     */
    String of(SinkRecord record, Object image, Schema imageSchema) throws UnfitException {
        if (source == KeySource.RECORD_KEY) {
            return ofRecordKey(record);
        }
        if (!FieldReaders.hasFields(image)) {
            throw UnfitException.record(
                    "it has no fields, where key.source=record_value looks for the key. Let the database log the row before a"
                            + " delete (REPLICA IDENTITY in PostgreSQL), or use the record's key.");
        }
        return ofFields(image, imageSchema);
    }

    /** The record's own key. */
    String ofRecordKey(SinkRecord record) throws UnfitException {
        Object key = record.key();
        if (key == null) {
            throw UnfitException.noKey();
        }
        Misread.requireSchemasRead(key, record.keySchema(), "key");
        if (placeholder.in(record.keySchema()).is(key)) {
            throw UnfitException.record("its key is no value: " + UnavailableValues.notLogged() + ".");
        }
        return FieldReaders.hasFields(key) && SemanticType.of(record.keySchema()) == null
                ? ofFields(key, record.keySchema())
                : ofValue(key, record.keySchema());
    }

    /** The text of a single value, or JSON where it is a struct, map or array. */
    String ofValue(Object value, Schema schema) throws UnfitException {
        if (value instanceof String text) {
            return whole(cells.ofKey(text, schema));
        }
        if (value instanceof byte[] bytes && isPlain(schema)) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        if (value instanceof ByteBuffer bytes && isPlain(schema)) {
            return Base64.getEncoder().encodeToString(CellWriter.bytesOf(bytes));
        }
        buffer.clear();
        boolean structured = value instanceof Struct || value instanceof Map || value instanceof Iterable;
        if (structured && isPlain(schema)) {
            json.writeBare(value, schema, buffer);
        } else {
            SemanticCells.over(schema, cells).write(value, schema, buffer);
        }
        return text();
    }

    private static boolean isPlain(Schema schema) {
        SemanticType type = SemanticType.of(schema);
        return type == null || type.isPlain();
    }

    /** Half a surrogate pair has no UTF-8 form: the database would keep another key than the one that is looked for. */
    private static String whole(String text) throws UnfitException {
        if (!WholeText.is(text)) {
            throw UnfitException.record(
                    "its key holds half a surrogate pair, which has no UTF-8 form. Correct the producer.");
        }
        return text;
    }

    private String ofFields(Object holder, Schema schema) throws UnfitException {
        if (fields.size() == 1) {
            SchemaAndValue only = field(holder, schema, fields.get(0));
            return ofValue(only.value(), only.schema());
        }
        Map<String, SchemaAndValue> sorted = new TreeMap<>();
        for (String name : fields.isEmpty() ? namesOf(holder) : fields) {
            sorted.put(name, field(holder, schema, name));
        }
        if (sorted.isEmpty()) {
            throw UnfitException.record("its key has no fields. Correct the producer.");
        }
        buffer.clear();
        json.writeObject(
                () -> {
                    for (Map.Entry<String, SchemaAndValue> each : sorted.entrySet()) {
                        json.field(
                                each.getKey(),
                                each.getValue().value(),
                                each.getValue().schema());
                    }
                },
                buffer);
        return text();
    }

    private static List<String> namesOf(Object holder) throws UnfitException {
        if (holder instanceof Struct struct) {
            return struct.schema().fields().stream().map(Field::name).toList();
        }
        List<String> names = new java.util.ArrayList<>();
        for (Object name : ((Map<?, ?>) holder).keySet()) {
            names.add(MapReader.nameOf(name));
        }
        return names;
    }

    private SchemaAndValue field(Object holder, Schema schema, String name) throws UnfitException {
        Object value;
        Schema valueSchema;
        if (holder instanceof Struct struct) {
            Field field = struct.schema().field(name);
            value = field == null ? null : struct.getWithoutDefault(name);
            valueSchema = field == null ? null : field.schema();
        } else {
            value = ((Map<?, ?>) holder).get(name);
            valueSchema = schema == null ? null : schema.valueSchema();
        }
        if (value == null) {
            throw UnfitException.field(
                    name, "the field is part of the key, and is missing or null. Correct the producer, or key.fields.");
        }
        if (placeholder.in(valueSchema).is(value)) {
            throw UnfitException.field(name, UnavailableValues.inKey().getMessage() + ".");
        }
        return new SchemaAndValue(valueSchema, value);
    }

    private String text() {
        return new String(buffer.array(), 0, buffer.length(), StandardCharsets.UTF_8);
    }
}
