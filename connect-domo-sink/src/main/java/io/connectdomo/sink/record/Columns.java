package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;

/** The DataSet's columns, made ready for rows: who fills each, and how it is written. */
final class Columns {
    /** What Debezium's {@code ExtractNewRecordState} adds to a flattened row ({@code delete.tombstone.handling.mode=rewrite}). */
    static final String DELETED_MARK = "__deleted";

    private final Column[] columns;
    private final CellWriter[] writers;
    private final MetadataColumn[] metadata;
    private final SemanticCells[] semanticWriters;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Column> missingMetadata = new ArrayList<>();
    private final boolean marksDeletes;
    private final SchemalessNumbers numbers;

    /** Those that a key is made of, or that Domo replaces rows by. */
    private final boolean[] ofKey;

    Columns(RecordOptions options, DataSetSchema schema, Unrepresentable unrepresentable) {
        columns = schema.columns().toArray(new Column[0]);
        numbers = options.schemalessNumbers();
        writers = new CellWriter[columns.length];
        semanticWriters = new SemanticCells[columns.length];
        metadata = new MetadataColumn[columns.length];
        ofKey = new boolean[columns.length];
        marksDeletes =
                options.format() == RecordFormat.PLAIN && options.writeMode().isKeyed();
        CsvText text = new CsvText();
        JsonText json = new JsonText(unrepresentable);
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            writers[i] = CellWriter.of(column.type(), text, json, options.datetimeMillis());
            if (indexes.put(column.name(), i) != null) {
                throw new ConfigException("The DataSet has two columns named '" + column.name()
                        + "', and a field can't be told which of them it goes to. Rename or remove one in Domo.");
            }
        }
        setKey(new int[0]);
        boolean mayAdd = options.schemaEvolution() == SchemaEvolution.ADD;
        for (MetadataColumn column : options.metadataColumns()) {
            if (mayAdd && ignoringCase(column.columnName()) == null) {
                missingMetadata.add(Column.of(column.columnName(), column.columnType()));
            } else {
                metadata[requireColumn(column)] = column;
            }
        }
    }

    /** Columns of metadata that the DataSet is to get ({@link SchemaEvolution#ADD}). */
    List<Column> missingMetadata() {
        return missingMetadata;
    }

    /** The column that a field is to get which has none; without a schema it has a value. */
    Column missing(String field, Schema schema, Object value) {
        return Column.of(field, schema == null ? ColumnTypes.ofValue(value, numbers) : ColumnTypes.ofSchema(schema));
    }

    /** Whether the column of this name, there or still to be added, takes metadata and no field. */
    boolean fillsItself(String name) {
        int index = indexOf(name);
        return index >= 0
                ? metadata[index] != null
                : missingMetadata.stream().anyMatch(column -> column.name().equals(name));
    }

    int count() {
        return columns.length;
    }

    Column get(int index) {
        return columns[index];
    }

    String name(int index) {
        return columns[index].name();
    }

    /** The columns of the key, as far as it is known; those that Domo marks as its upsert key are always of it. */
    void setKey(int[] indexes) {
        for (int i = 0; i < columns.length; i++) {
            ofKey[i] = columns[i].upsertKey();
        }
        for (int index : indexes) {
            ofKey[index] = true;
        }
        for (int i = 0; i < columns.length; i++) {
            if (writers[i].isOfKey() != ofKey[i]) {
                writers[i].setOfKey(ofKey[i]);
            }
        }
    }

    boolean isOfKey(int index) {
        return ofKey[index];
    }

    CellWriter writer(int index) {
        return writers[index];
    }

    /** Writes values of {@code schema}, null for schemaless data, into the column. */
    CellWriter writer(int index, Schema schema) {
        SemanticType type = SemanticType.of(schema);
        if (type == null || type.isPlain()) {
            return writers[index];
        }
        SemanticCells last = semanticWriters[index];
        if (last == null || last.type() != type) {
            last = new SemanticCells(type, writers[index]);
            semanticWriters[index] = last;
        }
        return last;
    }

    /** Whether {@link #DELETED_MARK} makes a delete of a row: of flattened events in the modes that have keys. */
    boolean marksDeletes() {
        return marksDeletes;
    }

    /** Whether the field marks deletes, and needs no column for that. */
    boolean isDeletedMark(String field) {
        return marksDeletes && DELETED_MARK.equals(field);
    }

    /** Whether a field of this name needs a column and has none. */
    boolean isUnknown(String field) {
        int index = indexOf(field);
        return index < 0 ? !isDeletedMark(field) : metadata[index] != null;
    }

    /** What fills the column in place of the record's value, or null. */
    MetadataColumn metadata(int index) {
        return metadata[index];
    }

    /** -1 where there is none. */
    int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    /** A column whose name differs from {@code name} by case only, or null. */
    Column ignoringCase(String name) {
        for (Column column : columns) {
            if (column.name().equalsIgnoreCase(name)) {
                return column;
            }
        }
        return null;
    }

    /** Indexes of the columns that Domo's reply marks as upsert key, ascending; empty where it shows none. */
    int[] upsertKeys() {
        return java.util.stream.IntStream.range(0, columns.length)
                .filter(i -> columns[i].upsertKey())
                .toArray();
    }

    List<String> names(int[] indexes) {
        return java.util.Arrays.stream(indexes).mapToObj(this::name).toList();
    }

    private int requireColumn(MetadataColumn wanted) {
        int index = indexOf(wanted.columnName());
        if (index < 0) {
            throw new ConfigException(
                    "metadata.columns",
                    wanted.optionName(),
                    "The DataSet has no column '" + wanted.columnName() + "'. Add it in Domo as " + wanted.columnType()
                            + ", or take '" + wanted.optionName() + "' out of metadata.columns.");
        }
        if (!wanted.fits(columns[index].type())) {
            throw new ConfigException(
                    "metadata.columns",
                    wanted.optionName(),
                    "The DataSet's column '" + wanted.columnName() + "' is " + columns[index].type()
                            + " and can't hold it."
                            + " Change the column to " + wanted.columnType() + " in Domo, or take '"
                            + wanted.optionName() + "' out of metadata.columns.");
        }
        return index;
    }
}
