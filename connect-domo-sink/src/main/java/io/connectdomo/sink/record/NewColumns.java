package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The columns of a DataSet that is created for a topic: those of the key, the fields of the value, the metadata. Types are
 * told by schemas; without one by the values, and a field that is null then tells nothing: with
 * {@link SchemaEvolution#ADD} it is left out, to be added with the first value that is seen, else it becomes a STRING.
 */
public final class NewColumns {
    private final RecordOptions options;
    private final Map<String, ColumnType> types = new LinkedHashMap<>();
    private final Set<String> keys = new LinkedHashSet<>();

    /** Types of key columns, where they differ: a key loses no digits. */
    private final Map<String, ColumnType> keyTypes = new HashMap<>();

    private NewColumns(RecordOptions options) {
        this.options = options;
    }

    /**
     * The columns that a record asks for, those of the upsert key marked, key columns first, metadata columns last.
     *
     * @return empty where the record can't tell, such as a tombstone or {@link Housekeeping}
     * @throws BadRecordException if the record can't become a row whatever the columns are
     */
    public static Optional<List<Column>> of(RecordOptions options, SinkRecord record) throws BadRecordException {
        if (record.value() == null || Housekeeping.of(record).isPresent()) {
            return Optional.empty();
        }
        try {
            return new NewColumns(options).columns(record);
        } catch (UnfitException e) {
            throw RecordText.bad(record, e);
        } catch (StackOverflowError e) {
            throw RecordText.bad(record, Nesting.ofRecord(e));
        }
    }

    private Optional<List<Column>> columns(SinkRecord record) throws UnfitException {
        Object value = record.value();
        Schema schema = record.valueSchema();
        if (options.format() == RecordFormat.DEBEZIUM) {
            EnvelopeChange change = new EnvelopeChange(options);
            boolean deleted = change.read(record) == Change.Kind.DELETE;
            schema = change.rowSchema();
            // Without a schema, what a database logs of a deleted row may be its key alone.
            value = deleted && schema == null && options.writeMode().isKeyed() ? null : change.image();
        }
        if (value == null && schema == null) {
            return Optional.empty();
        }
        if (value != null && !FieldReaders.hasFields(value)) {
            throw UnfitException.record("its value has no fields.");
        }
        addKey(record);
        addFields("", schema, value, 0);
        addMetadata();
        keys.retainAll(types.keySet());
        keyTypes.keySet().retainAll(keys);
        types.putAll(keyTypes);
        return Optional.of(types.entrySet().stream()
                .map(each -> new Column(each.getKey(), each.getValue(), keys.contains(each.getKey())))
                .toList());
    }

    private void addKey(SinkRecord record) throws UnfitException {
        if (!options.writeMode().isKeyed()) {
            return; // key.fields may be set all the same; rows appended to a DataSet with keys would replace each other
        }
        keys.addAll(options.keyFields());
        if (options.keySource() == KeySource.RECORD_VALUE) {
            return;
        }
        if (FieldReaders.hasFields(record.key()) && SemanticType.of(record.keySchema()) == null) {
            addFields("", record.keySchema(), record.key(), 0);
            if (keys.isEmpty()) {
                keys.addAll(types.keySet());
            } else {
                types.keySet().retainAll(keys);
            }
        } else if (record.key() != null && keys.size() == 1) {
            add(keys.iterator().next(), record.keySchema(), record.key(), 0);
        }
    }

    private void addMetadata() {
        for (MetadataColumn metadata : options.metadataColumns()) {
            types.put(metadata.columnName(), metadata.columnType());
            keyTypes.remove(metadata.columnName());
        }
        if (options.coordinateKey().isPresent()) {
            CoordinateKey.with(List.of()).forEach(part -> keys.add(part.columnName()));
        }
    }

    /** The fields of a struct's schema, whatever its value is, or those that a map has. */
    private void addFields(String prefix, Schema schema, Object value, int depth) throws UnfitException {
        if (depth >= Nesting.MAX) {
            throw Nesting.ofFlattened();
        }
        if (schema != null && schema.type() == Schema.Type.STRUCT) {
            for (Field field : schema.fields()) {
                Object inside = value == null ? null : ((Struct) value).getWithoutDefault(field.name());
                add(prefix + field.name(), field.schema(), inside, depth);
            }
        } else if (value instanceof Map<?, ?> map) {
            Schema valueSchema = schema == null ? null : schema.valueSchema();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                add(prefix + MapReader.nameOf(entry.getKey()), valueSchema, entry.getValue(), depth);
            }
        }
    }

    private void add(String name, Schema schema, Object value, int depth) throws UnfitException {
        if (isDeletedMark(name)) {
            return;
        }
        if (options.nestedFields() == NestedFields.FLATTEN && isNested(schema, value)) {
            boolean isPlaceholder = value instanceof Map
                    && Placeholder.of(options.placeholder()).in(schema).is(value);
            addFields(name + options.nestedDelimiter(), schema, isPlaceholder ? null : value, depth + 1);
        } else if (schema != null || value != null || options.schemaEvolution() != SchemaEvolution.ADD) {
            SemanticType type = SemanticType.of(schema);
            if (types.putIfAbsent(name, ColumnTypes.of(schema, value)) == null && type != null) {
                keyTypes.put(name, type.keyColumnType(options.datetimeMillis()));
            }
        }
    }

    private boolean isDeletedMark(String name) {
        return options.format() == RecordFormat.PLAIN
                && options.writeMode().isKeyed()
                && Columns.DELETED_MARK.equals(name);
    }

    private static boolean isNested(Schema schema, Object value) {
        if (SemanticType.of(schema) != null) {
            return false;
        }
        return schema == null
                ? FieldReaders.hasFields(value)
                : schema.type() == Schema.Type.STRUCT || schema.type() == Schema.Type.MAP;
    }
}
