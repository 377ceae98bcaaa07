package io.connectdomo.sink.record;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The key columns and the line of the current record's key. Which columns they are is said by {@code key.fields}, else by
 * the DataSet, else by the first record's key; a record whose key has other fields is then errant.
 */
final class KeyLine {
    private final Columns columns;
    private final LineWriter cells;
    private final FieldReaders readers;

    /** Whether the record's key must have these fields and no others. */
    private final boolean wholeKey;

    /** Ascending; null until known. */
    private int[] indexes;

    private boolean areFields;
    private int[] starts;
    private int[] ends;
    private CsvBuffer line;
    private Schema lastSchema;
    private boolean lastIsOneValue;

    KeyLine(Columns columns, RecordOptions options, LineWriter cells) {
        this.columns = columns;
        this.cells = cells;
        this.readers = new FieldReaders(columns, options);
        this.wholeKey = options.keySource() == KeySource.RECORD_KEY
                && options.keyFields().isEmpty();
        int[] configured = configured(options);
        if (configured != null) {
            decide(configured);
        }
    }

    private int[] configured(RecordOptions options) {
        List<String> fields = options.keyFields();
        int[] marked = columns.upsertKeys();
        if (fields.isEmpty()) {
            if (marked.length == 0 && options.keySource() == KeySource.RECORD_VALUE) {
                throw new ConfigException(
                        "key.fields", fields, "Name the fields that are the key: key.source=record_value needs them.");
            }
            return marked.length == 0 ? null : marked;
        }
        int[] named = fields.stream()
                .mapToInt(this::requireColumn)
                .sorted()
                .distinct()
                .toArray();
        if (marked.length > 0 && !Arrays.equals(named, marked)) {
            throw new ConfigException(
                    "key.fields",
                    fields,
                    "The key columns of the DataSet are " + columns.names(marked)
                            + ". Name the same here, or change the DataSet's upsert key in Domo.");
        }
        return named;
    }

    private int requireColumn(String field) {
        int index = columns.indexOf(field);
        if (index < 0) {
            throw new ConfigException(
                    "key.fields",
                    field,
                    "The DataSet has no column '" + field
                            + "' (upper and lower case count). Add it in Domo, or correct key.fields.");
        }
        return index;
    }

    private void decide(int[] keyColumns) {
        indexes = keyColumns;
        columns.setKey(keyColumns);
        areFields = Arrays.stream(keyColumns).allMatch(index -> columns.metadata(index) == null);
        starts = new int[keyColumns.length];
        ends = new int[keyColumns.length];
    }

    boolean isKnown() {
        return indexes != null;
    }

    /** Takes back what a record decided that turned out to be errant. */
    void forget() {
        indexes = null;
    }

    /** Ascending indexes. */
    int[] columns() {
        return indexes;
    }

    byte[] header() throws UnfitException {
        CsvBuffer header = new CsvBuffer();
        CsvText text = new CsvText();
        for (int i = 0; i < indexes.length; i++) {
            if (i > 0) {
                header.put(',');
            }
            text.write(columns.name(indexes[i]), header);
        }
        header.put('\n');
        return header.toByteArray();
    }

    /** The key columns' cells from the record's key. */
    void writeFromKey(SinkRecord record, CsvBuffer out) throws UnfitException {
        Object key = record.key();
        if (key == null) {
            throw UnfitException.noKey();
        }
        if (FieldReaders.hasFields(key) && !isOneValue(record.keySchema())) {
            Misread.requireSchemasRead(key, record.keySchema(), "key");
        } else {
            writeSingle(key, record.keySchema(), out);
            return;
        }
        FieldReader fields = readers.open(key, record.keySchema());
        if (indexes == null) {
            decide(columnsOf(fields.names()));
        }
        if (wholeKey && fields.size() != indexes.length) {
            throw otherKey(fields.names());
        }
        writeFrom(fields, out);
    }

    /** Whether structs of the schema are one value, such as Debezium's decimals. */
    private boolean isOneValue(Schema schema) {
        if (schema != lastSchema) {
            lastSchema = schema;
            lastIsOneValue = SemanticType.of(schema) != null;
        }
        return lastIsOneValue;
    }

    private void writeSingle(Object key, Schema schema, CsvBuffer out) throws UnfitException {
        if (indexes == null || indexes.length != 1) {
            throw UnfitException.record("its key is a single value, but "
                    + (indexes == null ? "no column is named for it" : "the key columns are " + columns.names(indexes))
                    + ". Set key.fields to the one column that it goes to.");
        }
        line = out;
        cells.writeKeyCell(indexes[0], key, schema, out);
        ends[0] = out.length;
        out.put('\n');
    }

    /** The key columns' cells from the fields of a key or value. */
    void writeFrom(FieldReader fields, CsvBuffer out) throws UnfitException {
        line = out;
        for (int i = 0; i < indexes.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            int column = indexes[i];
            Object value = fields.value(column);
            if (value == null) {
                throw incomplete(column);
            }
            starts[i] = out.length;
            cells.writeKeyCell(column, value, fields, out);
            ends[i] = out.length;
        }
        out.put('\n');
    }

    /** Whether all key columns take fields; metadata is known with the row only. */
    boolean areFields() {
        return areFields;
    }

    /** The key columns' cells as they are in the row that was written last. */
    void copyFromRow(CsvBuffer row, CsvBuffer out) throws UnfitException {
        for (int i = 0; i < indexes.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            int column = indexes[i];
            int start = cells.start(column);
            int end = cells.end(column);
            if (start == end) {
                throw incomplete(column);
            }
            out.put(row.bytes, start, end);
        }
        out.put('\n');
    }

    /** Appends the cell of key column {@code index} of the line that was written last. */
    void copyCell(int index, CsvBuffer out) {
        int i = Arrays.binarySearch(indexes, index);
        out.put(line.bytes, starts[i], ends[i]);
    }

    private int[] columnsOf(Set<String> names) throws UnfitException {
        int[] found = new int[names.size()];
        int count = 0;
        for (String name : names) {
            found[count] = columns.indexOf(name);
            if (found[count++] < 0) {
                throw UnfitException.field(
                        name,
                        "the record's key has it, but the DataSet has no column of this name."
                                + " Add the column in Domo, or say in key.fields which of the key's fields are the key.");
            }
        }
        if (count == 0) {
            throw UnfitException.record("its key has no fields. Correct the producer.");
        }
        Arrays.sort(found);
        return found;
    }

    private UnfitException incomplete(int column) {
        cells.at(column);
        return UnfitException.cell("the field is part of the key, and is missing or null");
    }

    private UnfitException otherKey(Collection<String> names) {
        return UnfitException.record("its key has the fields " + names + ", but the key columns are "
                + columns.names(indexes) + ". Correct the producer, or name the key in key.fields.");
    }
}
