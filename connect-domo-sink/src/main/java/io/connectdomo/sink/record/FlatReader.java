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
    private final Placeholder placeholder;
    private final UnavailableValueAction unavailable;
    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private Leaf last;
    private int taken;

    private record Leaf(Object value, Schema schema) {}

    FlatReader(Columns columns, RecordOptions options) {
        this.columns = columns;
        this.delimiter = options.nestedDelimiter();
        this.placeholder = Placeholder.of(options.placeholder());
        this.unavailable = options.unavailableValueAction();
    }

    /** {@code value} is a struct, or a map with {@code schema} or null. */
    FlatReader open(Object value, Schema schema) throws UnfitException {
        leaves.clear();
        taken = 0;
        addAll("", value, schema, 0);
        return this;
    }

    private void addAll(String prefix, Object value, Schema schema, int depth) throws UnfitException {
        if (depth >= Nesting.MAX) {
            throw Nesting.ofFlattened();
        }
        if (value instanceof Struct struct) {
            for (Field field : struct.schema().fields()) {
                add(prefix + field.name(), struct.getWithoutDefault(field.name()), field.schema(), depth);
            }
        } else {
            Schema valueSchema = schema == null ? null : schema.valueSchema();
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                add(prefix + MapReader.nameOf(entry.getKey()), entry.getValue(), valueSchema, depth);
            }
        }
    }

    private void add(String name, Object value, Schema schema, int depth) throws UnfitException {
        if (value instanceof Map && placeholder.in(schema).is(value)) {
            // What is inside is the placeholder, and no field.
            if (unavailable == UnavailableValueAction.FAIL) {
                throw UnavailableValues.notLogged(name);
            }
        } else if (FieldReaders.hasFields(value) && SemanticType.of(schema) == null) {
            addAll(name + delimiter, value, schema, depth + 1);
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
        last = leaf;
        return leaf.value();
    }

    @Override
    Placeholder placeholder(int column) {
        return placeholder.in(last.schema());
    }

    @Override
    void again() {
        taken = 0;
    }

    @Override
    void write(int column, Object value, CsvBuffer out) throws UnfitException {
        Schema schema = last.schema();
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
