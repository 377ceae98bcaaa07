package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.DataSetSchema;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns records into CSV lines of one DataSet (contract.md 2.4). One per topic route and DataSet schema; task thread only.
 *
 * <p>CSV is RFC 4180 in UTF-8. NULL is an unquoted empty cell, the empty string {@code ""}; text is quoted only where a
 * reader could take it for something else. Text with half a surrogate pair is errant, because it has no UTF-8 form;
 * NUL is written as it is. Numbers, dates and times are never quoted. What DOUBLE, DECIMAL, DATE and DATETIME get is one
 * text per value, so that keys are equal as bytes exactly if they are equal in Domo.
 */
public final class RecordEncoder {
    private final RecordOptions options;
    private final Columns columns;
    private final FieldReaders values;
    private final LineWriter lines;

    /** Null where the mode has no keys. */
    private final KeyLine keys;

    /**
     * @throws ConfigException if every record would fail: a key or metadata column that the DataSet does not have or has
     *     with a type that can't hold it. The message names configuration key and column
     */
    public RecordEncoder(RecordOptions options, DataSetSchema schema) {
        boolean keyed = options.writeMode().isKeyed();
        if (!keyed && options.tombstoneAction() == TombstoneAction.DELETE) {
            throw new ConfigException(
                    "tombstone.action", "delete", "Only write.mode upsert and delete can delete. Use ignore or fail.");
        }
        if (options.coordinateKey().isPresent()) {
            CoordinateKey.require(schema);
        }
        this.options = options;
        this.columns = new Columns(options, schema);
        this.values = new FieldReaders(columns, options);
        this.lines = new LineWriter(columns, options);
        this.keys = keyed ? new KeyLine(columns, options, lines) : null;
    }

    /**
     * Clears and fills {@code row} with the whole CSV line, every column in schema order, ended by {@code \n}; and for
     * {@link RowKind#UPSERT} and {@link RowKind#DELETE} {@code key} with the line of the key columns in schema order,
     * ended by {@code \n}: the collapse key, and the row of a delete part. After an exception both are garbage.
     *
     * @throws BadRecordException if the record can't become a row; later records are not concerned
     */
    public RowKind encode(SinkRecord record, CsvBuffer row, CsvBuffer key) throws BadRecordException {
        row.clear();
        key.clear();
        boolean keysWereKnown = keys == null || keys.isKnown();
        try {
            if (record.value() == null) {
                return encodeTombstone(record, key);
            }
            return switch (options.writeMode()) {
                case APPEND, REPLACE -> {
                    lines.write(record, open(record), row);
                    yield unlessColumnsAreMissing(RowKind.ROW, row, key);
                }
                case UPSERT -> unlessColumnsAreMissing(encodeUpsert(record, row, key), row, key);
                case DELETE -> encodeDelete(record, key);
            };
        } catch (UnfitException e) {
            if (!keysWereKnown) {
                keys.forget();
            }
            throw badRecord(record, e);
        }
    }

    /**
     * CSV header line of the key columns for delete parts, ended by {@code \n}. Known at once where {@code key.fields} or
     * the DataSet's key columns say it, else after the first record that was encoded to UPSERT or DELETE.
     *
     * @throws IllegalStateException before that, and in modes without keys
     */
    public byte[] keyHeader() {
        if (keys == null || !keys.isKnown()) {
            throw new IllegalStateException("No record has shown the key columns yet");
        }
        try {
            return keys.header();
        } catch (UnfitException e) {
            throw new IllegalStateException(
                    "A key column's name has no UTF-8 form: " + columns.names(keys.columns()), e);
        }
    }

    /**
     * The columns that the record needs and the DataSet does not have, with the types they are to be created with; after
     * {@link RowKind#MISSING_COLUMNS}, until the next record.
     */
    public List<Column> missingColumns() {
        return List.copyOf(lines.missingColumns());
    }

    /**
     * The columns that the configuration or the records make the upsert key, whether Domo's reply shows them as such or not;
     * empty in modes without keys and as long as no record has shown them.
     */
    public List<String> keyColumns() {
        if (options.coordinateKey().isPresent()) {
            return CoordinateKey.columnNames();
        }
        return keys != null && keys.isKnown() ? columns.names(keys.columns()) : List.of();
    }

    private RowKind unlessColumnsAreMissing(RowKind kind, CsvBuffer row, CsvBuffer key) {
        if (lines.missingColumns().isEmpty()) {
            return kind;
        }
        row.clear();
        key.clear();
        return RowKind.MISSING_COLUMNS;
    }

    private RowKind encodeTombstone(SinkRecord record, CsvBuffer key) throws UnfitException {
        switch (options.tombstoneAction()) {
            case IGNORE -> {
                return RowKind.SKIP;
            }
            case FAIL ->
                throw UnfitException.record("it has no value, and tombstone.action is fail."
                        + " Set tombstone.action=ignore to pass over such records"
                        + (keys == null ? "." : ", or delete to delete the row of their key."));
            case DELETE -> keys.writeFromKey(record, key);
        }
        return RowKind.DELETE;
    }

    private RowKind encodeUpsert(SinkRecord record, CsvBuffer row, CsvBuffer key) throws UnfitException {
        if (options.keySource() == KeySource.RECORD_VALUE) {
            lines.write(record, open(record), row);
            keys.copyFromRow(row, key);
        } else {
            keys.writeFromKey(record, key);
            lines.takeCellsFrom(keys);
            lines.write(record, open(record), row);
        }
        return RowKind.UPSERT;
    }

    private RowKind encodeDelete(SinkRecord record, CsvBuffer key) throws UnfitException {
        if (options.keySource() == KeySource.RECORD_VALUE) {
            keys.writeFrom(open(record), key);
        } else {
            keys.writeFromKey(record, key);
        }
        return RowKind.DELETE;
    }

    private FieldReader open(SinkRecord record) throws UnfitException {
        Object value = record.value();
        if (!FieldReaders.hasFields(value)) {
            throw UnfitException.record("its value is " + kindOf(record) + ", not a struct or map, so it has no fields."
                    + " Use a converter that gives fields (JSON, Avro, Protobuf), or make a field of it (HoistField).");
        }
        return values.open(value, record.valueSchema());
    }

    private static String kindOf(SinkRecord record) {
        Schema schema = record.valueSchema();
        return schema != null
                ? "of schema type " + schema.type()
                : "a " + record.value().getClass().getSimpleName();
    }

    private BadRecordException badRecord(SinkRecord record, UnfitException cause) {
        String where = "Record " + Coordinates.describe(record) + " can't become a row: ";
        String why = cause.getMessage();
        if (!cause.ofCell) {
            String message = cause.field == null ? why : "field '" + cause.field + "': " + why;
            return new BadRecordException(where + message, cause.field, null, cause);
        }
        int index = lines.column();
        Column column = columns.get(index);
        boolean isMetadata = columns.metadata(index) != null;
        String what = (isMetadata ? "metadata '" + columns.metadata(index).optionName() : "field '" + column.name())
                + "' for column '" + column.name() + "' (" + column.type() + "): ";
        String cure = ". Correct the producer, convert the field with a transformation (such as Cast or"
                + " TimestampConverter), or change the column's type in Domo.";
        return new BadRecordException(where + what + why + cure, isMetadata ? null : column.name(), column, cause);
    }
}
