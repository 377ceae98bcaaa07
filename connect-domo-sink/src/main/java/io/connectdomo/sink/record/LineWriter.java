package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Writes the cells of one row and remembers where each ends, so that key cells are copied between row and key rather
 * than converted twice, and are the same bytes in both.
 */
final class LineWriter {
    private final Columns columns;
    private final CellWriter[] writers;
    private final UnknownFields unknown;
    private final MetadataWriter metadata;
    private final UnavailableValues unavailable;
    private final Unrepresentable unrepresentable;
    private final Placeholder placeholder;
    private final int[] ends;
    private final boolean[] special;
    private KeyLine key;
    private int[] keyColumns = {};
    private int column;

    /**
     * @param change what was read of the record whose line is written
     */
    LineWriter(
            Columns columns,
            RecordOptions options,
            Change change,
            UnavailableValues unavailable,
            Unrepresentable unrepresentable) {
        this.columns = columns;
        this.unavailable = unavailable;
        this.unrepresentable = unrepresentable;
        this.placeholder = Placeholder.of(options.placeholder());
        this.metadata = new MetadataWriter(options, change);
        this.unknown = new UnknownFields(columns, options.schemaEvolution());
        this.ends = new int[columns.count()];
        this.special = new boolean[columns.count()];
        this.writers = new CellWriter[columns.count()];
        for (int i = 0; i < writers.length; i++) {
            writers[i] = columns.writer(i);
            special[i] = columns.metadata(i) != null;
        }
    }

    /** From now on the cells of the key's columns are those that {@code key} wrote, whatever the value says. */
    void takeCellsFrom(KeyLine key) {
        if (keyColumns != key.columns()) {
            this.key = key;
            keyColumns = key.columns();
            for (int i = 0; i < special.length; i++) {
                special[i] = columns.metadata(i) != null || isKey(i);
            }
        }
    }

    private boolean isKey(int index) {
        return Arrays.binarySearch(keyColumns, index) >= 0;
    }

    /** The columns that the line written last can't do without; such a line must not be used. */
    List<Column> missingColumns() {
        return unknown.missing();
    }

    /** The whole line. */
    void write(SinkRecord record, FieldReader fields, CsvBuffer out) throws UnfitException {
        unknown.begin();
        for (int i = 0; i < writers.length; i++) {
            if (i > 0) {
                out.put(',');
            }
            Object value = fields.value(i);
            if (special[i]) {
                writeSpecial(i, record, out);
            } else if (value != null) {
                writeField(i, value, fields, out);
            }
            ends[i] = out.length;
        }
        fields.checkAllTaken(unknown);
        if (writers.length == 1 && out.length == 0 && unknown.missing().isEmpty()) {
            column = 0;
            throw UnfitException.cellWithCure(
                    "NULL in the only column would be an empty line, which is no row of CSV",
                    ". Let a second column stand beside it, of metadata.columns for instance; Domo files may be file.format=jsonl"
                            + " instead.");
        }
        out.put('\n');
    }

    private void writeSpecial(int index, SinkRecord record, CsvBuffer out) throws UnfitException {
        column = index;
        if (isKey(index)) {
            key.copyCell(index, out);
            return;
        }
        int start = out.length;
        try {
            metadata.write(columns.metadata(index), record, writers[index], out);
        } catch (UnfitException e) {
            replace(index, e, start, out);
        }
    }

    private void writeField(int index, Object value, FieldReader fields, CsvBuffer out) throws UnfitException {
        if (isUnavailable(index, value, fields)) {
            column = index;
            unavailable.write(index, out);
            return;
        }
        int start = out.length;
        try {
            writeCell(index, value, fields, out);
        } catch (UnfitException e) {
            replace(index, e, start, out);
        }
    }

    /** The cell that begins at {@code start} failed. */
    private void replace(int index, UnfitException why, int start, CsvBuffer out) throws UnfitException {
        if (columns.isOfKey(index) || !unrepresentable.replaces(why)) {
            throw why;
        }
        out.length = start;
        unrepresentable.write(columns.name(index), why, writers[index], out);
    }

    private static boolean isUnavailable(int index, Object value, FieldReader fields) {
        Placeholder placeholder = fields.placeholder(index);
        return placeholder != null && placeholder.is(value);
    }

    /** The cell of a value that {@code fields} just gave; if it fails, {@link #column()} is the one to blame. */
    void writeCell(int index, Object value, FieldReader fields, CsvBuffer out) throws UnfitException {
        column = index;
        fields.write(index, value, out);
    }

    /** As {@link #writeCell}, of a field of the key, which can't be left out. */
    void writeKeyCell(int index, Object value, FieldReader fields, CsvBuffer out) throws UnfitException {
        if (isUnavailable(index, value, fields)) {
            column = index;
            throw UnavailableValues.inKey();
        }
        writeCell(index, value, fields, out);
    }

    /** As {@link #writeKeyCell}, of a key that stands alone. */
    void writeKeyCell(int index, Object value, Schema schema, CsvBuffer out) throws UnfitException {
        column = index;
        if (placeholder.in(schema).is(value)) {
            throw UnavailableValues.inKey();
        }
        columns.writer(index, schema).write(value, schema, out);
    }

    /** Where the cell of {@code index} begins in the line written last. */
    int start(int index) {
        return index == 0 ? 0 : ends[index - 1] + 1;
    }

    int end(int index) {
        return ends[index];
    }

    /** The column written last, or being written. */
    int column() {
        return column;
    }

    void at(int index) {
        column = index;
    }
}
