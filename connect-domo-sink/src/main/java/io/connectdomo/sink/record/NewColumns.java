package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The columns of a DataSet that is created for a topic: those of the key, the fields of the value, the metadata. Types are
 * told by schemas; without one by the values, and a field that is null then tells nothing: with
 * {@link SchemaEvolution#ADD} it is left out, to be added with the first value that is seen, else it becomes a STRING unless another
 * record that waits has a value of it.
 */
public final class NewColumns {
    private final RecordOptions options;
    private final DraftColumns draft = new DraftColumns();
    private boolean ofKey;

    private NewColumns(RecordOptions options) {
        this.options = options;
    }

    /** {@link #draftOf} as it is where no other record waits. */
    public static Optional<List<Column>> of(RecordOptions options, SinkRecord record) throws BadRecordException {
        return draftOf(options, record).map(DraftColumns::columns);
    }

    /**
     * The columns that a record asks for, those of the upsert key marked, key columns first, metadata columns last.
     *
     * @return empty where the record can't tell, such as a tombstone or {@link Housekeeping}
     * @throws BadRecordException if the record can't become a row whatever the columns are
     */
    public static Optional<DraftColumns> draftOf(RecordOptions options, SinkRecord record) throws BadRecordException {
        if (record.value() == null || Housekeeping.of(record).isPresent()) {
            return Optional.empty();
        }
        try {
            return new NewColumns(options).draft(record);
        } catch (UnfitException e) {
            throw RecordText.bad(record, e);
        } catch (StackOverflowError e) {
            throw RecordText.bad(record, Nesting.ofRecord());
        }
    }

    private Optional<DraftColumns> draft(SinkRecord record) throws UnfitException {
        // Read as the encoder will, so that what it refuses shapes no DataSet.
        boolean isDebezium = options.format() == RecordFormat.DEBEZIUM;
        Change change = isDebezium ? new EnvelopeChange(options) : new PlainChange();
        Change.Kind kind = change.read(record);
        Object value = change.image();
        Schema schema = change.imageSchema();
        if (change instanceof EnvelopeChange envelope) {
            schema = envelope.rowSchema();
            // Without a schema, what a database logs of a deleted row may be its key alone.
            boolean keyAlone = kind == Change.Kind.DELETE && schema == null;
            value = keyAlone && options.writeMode().isKeyed() ? null : value;
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
        return Optional.of(draft);
    }

    private void addKey(SinkRecord record) throws UnfitException {
        if (!options.writeMode().isKeyed()) {
            return; // key.fields may be set all the same; rows appended to a DataSet with keys would replace each other
        }
        draft.addKeys(options.keyFields());
        if (options.keySource() == KeySource.RECORD_VALUE) {
            return;
        }
        ofKey = true;
        if (FieldReaders.hasFields(record.key()) && SemanticType.of(record.keySchema()) == null) {
            addFields("", record.keySchema(), record.key(), 0);
            if (draft.keys().isEmpty()) {
                draft.addKeys(draft.fields());
            } else {
                draft.fields().retainAll(draft.keys());
            }
        } else if (record.key() != null && draft.keys().size() == 1) {
            add(draft.keys().iterator().next(), record.keySchema(), record.key(), 0);
        }
        ofKey = false;
    }

    private void addMetadata() {
        for (MetadataColumn metadata : options.metadataColumns()) {
            draft.addMetadata(metadata.columnName(), metadata.columnType());
        }
        if (options.coordinateKey().isPresent()) {
            draft.addKeys(CoordinateKey.columnNames());
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
            draft.addField(name, typeOf(name, schema, value));
        }
    }

    /** Null where there is neither schema nor value. */
    private ColumnType typeOf(String name, Schema schema, Object value) {
        boolean inKey = ofKey || draft.keys().contains(name);
        SemanticType type = SemanticType.of(schema);
        if (type != null && inKey) {
            return type.keyColumnType(options.datetimeMillis()); // a key loses no digits
        } else if (schema != null) {
            return ColumnTypes.ofSchema(schema);
        } else if (value == null) {
            return null;
        }
        return inKey
                ? ColumnTypes.ofKey(value, options.schemalessNumbers())
                : ColumnTypes.ofValue(value, options.schemalessNumbers());
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
