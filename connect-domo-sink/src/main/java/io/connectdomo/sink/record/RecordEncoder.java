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
    private final Change change;
    private final UnavailableValues unavailable;
    private final FieldReaders values;
    private final LineWriter lines;

    /** Null where the mode has no keys. */
    private final KeyLine keys;

    /**
     * @throws ConfigException if every record would fail: a key or metadata column that the DataSet does not have or has
     *     with a type that can't hold it. The message names configuration key and column
     */
    public RecordEncoder(RecordOptions options, DataSetSchema schema) {
        this(options, schema, EarlierRows.NONE, ReplacedValues.UNTOLD);
    }

    /** The same where nobody hears of values that are replaced. */
    public RecordEncoder(RecordOptions options, DataSetSchema schema, EarlierRows earlier) {
        this(options, schema, earlier, ReplacedValues.UNTOLD);
    }

    /**
     * The same for rows that are collapsed by key in batches.
     *
     * @param earlier where values are looked for that Debezium did not send again
     * @param replaced hears of values that are written as NULL or as another date
     */
    public RecordEncoder(RecordOptions options, DataSetSchema schema, EarlierRows earlier, ReplacedValues replaced) {
        boolean keyed = options.writeMode().isKeyed();
        boolean isDebezium = options.format() == RecordFormat.DEBEZIUM;
        if (!keyed && options.tombstoneAction() == TombstoneAction.DELETE) {
            throw new ConfigException(
                    "tombstone.action", "delete", "Only write.mode upsert and delete can delete. Use ignore or fail.");
        }
        if (options.coordinateKey().isPresent()) {
            CoordinateKey.require(schema);
        }
        this.options = options;
        Unrepresentable unrepresentable =
                new Unrepresentable(options.unrepresentableValueAction(), replaced, this::columnAtHand);
        this.columns = new Columns(options, schema, unrepresentable);
        this.values = new FieldReaders(columns, options);
        this.change = isDebezium ? new EnvelopeChange(options) : new PlainChange();
        this.unavailable = new UnavailableValues(options.unavailableValueAction(), earlier);
        this.lines = new LineWriter(columns, options, change, unavailable, unrepresentable);
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
            RowKind kind = switch (change.read(record)) {
                case WRITE -> encodeRow(record, row, key);
                case DELETE -> keys == null ? encodeLogged(record, row) : encodeDelete(record, key);
                case TRUNCATE -> encodeTruncate();
                case NONE -> RowKind.SKIP;
            };
            if (kind == RowKind.MISSING_COLUMNS) {
                row.clear();
                key.clear();
            }
            return kind;
        } catch (UnfitException e) {
            throw refused(record, e, keysWereKnown);
        } catch (StackOverflowError e) {
            throw refused(record, Nesting.ofRecord(), keysWereKnown);
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

    private String columnAtHand() {
        return columns.name(lines.column());
    }

    /** Whether the line just written may be used. */
    private RowKind unlessColumnsAreMissing(RowKind kind) {
        return lines.missingColumns().isEmpty() ? kind : RowKind.MISSING_COLUMNS;
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

    private RowKind encodeTruncate() throws UnfitException {
        return switch (options.truncateAction()) {
            case IGNORE -> RowKind.SKIP;
            case REPLACE -> RowKind.TRUNCATE;
            case FAIL ->
                throw UnfitException.record("it says that the table was truncated, and truncate.action is fail."
                        + " Set truncate.action=ignore to keep the rows, or with write.mode=upsert and a topic of one partition"
                        + " replace to remove them.");
        };
    }

    private RowKind encodeRow(SinkRecord record, CsvBuffer row, CsvBuffer key) throws UnfitException {
        return switch (options.writeMode()) {
            case APPEND, REPLACE -> encodeAppend(record, change.image(), change.imageSchema(), row);
            case UPSERT -> encodeUpsert(record, row, key);
            case DELETE -> encodeDelete(record, key);
        };
    }

    private RowKind encodeAppend(SinkRecord record, Object image, Schema schema, CsvBuffer row) throws UnfitException {
        lines.write(record, values.open(withFields(image, schema), schema), row);
        return unlessColumnsAreMissing(RowKind.ROW);
    }

    /** The row of a delete in a change log: the one before, or as much of it as the key tells. */
    private RowKind encodeLogged(SinkRecord record, CsvBuffer row) throws UnfitException {
        Object before = change.logged(record);
        if (before != null) {
            return encodeAppend(record, before, change.imageSchema(), row);
        }
        Misread.requireSchemasRead(record.key(), record.keySchema(), "key");
        if (!FieldReaders.hasFields(record.key())) {
            throw UnfitException.record(
                    "it is a delete without the row before it and without a key that has fields, so there is"
                            + " nothing to log. Let the database log the row (REPLICA IDENTITY FULL in PostgreSQL).");
        }
        return encodeAppend(record, record.key(), record.keySchema(), row);
    }

    private RowKind encodeUpsert(SinkRecord record, CsvBuffer row, CsvBuffer key) throws UnfitException {
        FieldReader fields = openImage();
        if (columns.marksDeletes() && isTrue(fields.deletedMark())) {
            return encodeDelete(record, key);
        }
        if (options.keySource() == KeySource.RECORD_KEY) {
            keys.writeFromKey(record, key);
        } else if (keys.areFields()) {
            keys.writeFrom(fields, key);
            fields.again();
        } else {
            unavailable.ofKey(null);
            lines.write(record, fields, row);
            keys.copyFromRow(row, key);
            return unlessColumnsAreMissing(RowKind.UPSERT);
        }
        lines.takeCellsFrom(keys);
        unavailable.ofKey(key);
        lines.write(record, fields, row);
        return unlessColumnsAreMissing(RowKind.UPSERT);
    }

    /** As {@code ExtractNewRecordState} writes it, a text; a boolean where something converted it since. */
    private static boolean isTrue(Object mark) {
        return mark instanceof Boolean flag ? flag : "true".equals(mark);
    }

    private RowKind encodeDelete(SinkRecord record, CsvBuffer key) throws UnfitException {
        if (options.keySource() == KeySource.RECORD_KEY) {
            keys.writeFromKey(record, key);
        } else if (change.image() == null) {
            throw UnfitException.record(
                    "it is a delete without the row before it, where key.source=record_value looks for the"
                            + " key. Let the database log the row (REPLICA IDENTITY in PostgreSQL), or use the record's key.");
        } else {
            keys.writeFrom(openImage(), key);
        }
        return RowKind.DELETE;
    }

    private FieldReader openImage() throws UnfitException {
        return values.open(withFields(change.image(), change.imageSchema()), change.imageSchema());
    }

    private static Object withFields(Object value, Schema schema) throws UnfitException {
        if (!FieldReaders.hasFields(value)) {
            throw UnfitException.record("its value is " + kindOf(value, schema)
                    + ", not a struct or map, so it has no fields."
                    + " Use a converter that gives fields (JSON, Avro, Protobuf), or make a field of it (HoistField).");
        }
        return value;
    }

    private static String kindOf(Object value, Schema schema) {
        return schema != null ? "of schema type " + schema.type() : CellWriter.inWords(value);
    }

    private BadRecordException refused(SinkRecord record, UnfitException cause, boolean keysWereKnown) {
        BadRecordException bad = badRecord(record, cause);
        if (!keysWereKnown) {
            keys.forget();
        }
        return bad;
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
        String cure = cause.cure(
                columns.isOfKey(index),
                ". Correct the producer, convert the field with a transformation (such as Cast or TimestampConverter), or"
                        + " change the column's type in Domo.");
        return new BadRecordException(where + what + why + cure, isMetadata ? null : column.name(), column, cause);
    }
}
