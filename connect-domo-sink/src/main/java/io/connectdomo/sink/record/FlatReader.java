package io.connectdomo.sink.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Fields of structs and maps, those of nested ones under the names of the way to them ({@code nested.fields=flatten}).
 * Arrays stay as they are, and so do structs that are one value, such as Debezium's decimals and points. A nested struct or map that is null or empty is no field.
 */
final class FlatReader extends FieldReader {
    private final Columns columns;
    private final String delimiter;
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private int taken;

    private record Leaf(Object value, Schema schema) {}

    FlatReader(Columns columns, String delimiter) {
        this.columns = columns;
        this.delimiter = delimiter;
    }

    /** {@code value} is a struct, or a map with {@code schema} or null. */
    FlatReader open(Object value, Schema schema) throws UnfitException {
        leaves.clear();
        taken = 0;
        addAll("", value, schema);
        return this;
    }

    private void addAll(String prefix, Object value, Schema schema) throws UnfitException {
        if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                add(prefix + field.name(), struct.getWithoutDefault(field.name()), field.schema());
            }
        } else {
            Schema valueSchema = schema == null ? null : schema.valueSchema();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                add(prefix + MapReader.nameOf(entry.getKey()), entry.getValue(), valueSchema);
            }
        }
    }

    private void add(String name, Object value, Schema schema) throws UnfitException {
        if (FieldReaders.hasFields(value) && SemanticType.of(schema) == null) {
            addAll(name + delimiter, value, schema);
        } else if (!isNoField(value, schema) && leaves.put(name, new Leaf(value, schema)) != null) {
            throw UnfitException.field(
                    name,
                    "two fields of the record have this name once they are flattened."
                            + " Set another nested.delimiter, or rename one of them (ReplaceField).");
        }
    }

    private static boolean isNoField(Object value, Schema schema) {
        return value == null
                && schema != null
                && SemanticType.of(schema) == null
                && (schema.type() == Schema.Type.STRUCT || schema.type() == Schema.Type.MAP);
    }

    @Override
    Object value(int column) {
        Leaf leaf = columns.metadata(column) == null ? leaves.get(columns.name(column)) : null;
        if (leaf == null) {
            return null;
        }
        taken++;
        return leaf.value();
    }

    @Override
    void write(int column, Object value, CsvBuffer out) throws UnfitException {
        Schema schema = leaves.get(columns.name(column)).schema();
        columns.writer(column, schema).write(value, schema, out);
    }

    @Override
    Object deletedMark() {
        Leaf leaf = columns.marksDeletes() ? leaves.get(Columns.DELETED_MARK) : null;
        return leaf == null ? null : leaf.value();
    }

    @Override
    void checkAllTaken(UnknownFields unknown) throws UnfitException {
        if (taken == leaves.size()) {
            return;
        }
        for (Map.Entry<String, Leaf> entry : leaves.entrySet()) {
            if (columns.isUnknown(entry.getKey())) {
                unknown.found(
                        entry.getKey(),
                        entry.getValue().schema(),
                        entry.getValue().value());
            }
        }
    }

    @Override
    int size() {
        return leaves.size();
    }

    @Override
    Set<String> names() {
        return leaves.keySet();
    }
}
