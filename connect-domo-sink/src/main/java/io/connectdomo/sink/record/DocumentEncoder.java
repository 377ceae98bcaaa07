package io.connectdomo.sink.record;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Turns records into the contents of AppDB documents: JSON objects in UTF-8. One per topic route; task thread only.
 *
 * <p>Nested values stay nested; numbers and decimals are numbers, bytes base64, dates ISO text, moments ISO text in UTC with a
 * {@code Z}, fields that are null are there as null. Metadata wins over a field of the same name.
 */
public final class DocumentEncoder {
    /** "Each document can be at most 2 MB" (observed-behaviour.md 4), read as the smaller of the two. */
    public static final int MAX_BYTES = 2_000_000;

    private final RecordOptions options;
    private final boolean keyed;
    private final Change change;
    private final KeyText keys;
    private final DocumentText text;
    private String key;

    /** The same where nobody hears of values that are replaced. */
    public DocumentEncoder(RecordOptions options, DocumentOptions documents, EarlierDocuments earlier) {
        this(options, documents, earlier, ReplacedValues.UNTOLD);
    }

    /**
     * @param earlier where values are looked for that Debezium did not send again
     * @param replaced hears of values that are written as null or as another date
     */
    public DocumentEncoder(
            RecordOptions options, DocumentOptions documents, EarlierDocuments earlier, ReplacedValues replaced) {
        this.options = options;
        this.keyed = options.writeMode().isKeyed();
        this.change = options.format() == RecordFormat.DEBEZIUM ? new EnvelopeChange(options) : new PlainChange();
        this.keys = new KeyText(options);
        this.text = new DocumentText(options, documents, change, keys, earlier, replaced);
    }

    /**
     * Clears and fills {@code document} with the content for {@link RowKind#ROW} and {@link RowKind#UPSERT}; after an exception
     * it is garbage. Never {@link RowKind#MISSING_COLUMNS}.
     *
     * @throws BadRecordException if the record can't become a document; later records are not concerned
     */
    public RowKind encode(SinkRecord record, CsvBuffer document) throws BadRecordException {
        document.clear();
        key = null;
        text.begin();
        try {
            if (record.value() == null) {
                return tombstone(record);
            }
            return switch (change.read(record)) {
                case WRITE -> write(record, document);
                case DELETE -> keyed ? delete(record) : logged(record, document);
                case TRUNCATE -> truncate();
                case NONE -> RowKind.SKIP;
            };
        } catch (UnfitException e) {
            throw bad(record, e);
        } catch (StackOverflowError e) {
            throw bad(record, Nesting.ofRecord());
        }
    }

    /** The key of the record that was encoded last; after {@link RowKind#UPSERT} and {@link RowKind#DELETE}. */
    public String key() {
        return key;
    }

    private RowKind tombstone(SinkRecord record) throws UnfitException {
        switch (options.tombstoneAction()) {
            case IGNORE -> {
                return RowKind.SKIP;
            }
            case FAIL ->
                throw UnfitException.record("it has no value, and tombstone.action is fail."
                        + " Set tombstone.action=ignore to pass over such records"
                        + (keyed ? ", or delete to delete the document of their key." : "."));
            case DELETE -> key = keys.ofRecordKey(record);
        }
        return RowKind.DELETE;
    }

    private RowKind write(SinkRecord record, CsvBuffer document) throws UnfitException {
        Object image = withFields(change.image(), change.imageSchema());
        if (!keyed) {
            return append(record, image, change.imageSchema(), document);
        }
        if (options.writeMode() == WriteMode.DELETE || marksDelete(image)) {
            return delete(record);
        }
        key = keys.of(record, image, change.imageSchema());
        text.write(record, image, change.imageSchema(), key, document);
        return fitting(RowKind.UPSERT, document);
    }

    /** As {@code ExtractNewRecordState} writes it, a text; a boolean where something converted it since. */
    private boolean marksDelete(Object image) {
        if (options.format() != RecordFormat.PLAIN) {
            return false;
        }
        Object mark = null;
        if (image instanceof Struct struct) {
            Field field = struct.schema().field(Columns.DELETED_MARK);
            mark = field == null ? null : struct.getWithoutDefault(Columns.DELETED_MARK);
        } else if (image instanceof Map<?, ?> map) {
            mark = map.get(Columns.DELETED_MARK);
        }
        return mark instanceof Boolean flag ? flag : "true".equals(mark);
    }

    private RowKind append(SinkRecord record, Object image, Schema schema, CsvBuffer document) throws UnfitException {
        text.write(record, image, schema, null, document);
        return fitting(RowKind.ROW, document);
    }

    /** The document of a delete in a change log: the row before, or as much of it as the key tells. */
    private RowKind logged(SinkRecord record, CsvBuffer document) throws UnfitException {
        Object before = change.logged(record);
        if (before != null) {
            return append(record, before, change.imageSchema(), document);
        }
        Misread.requireSchemasRead(record.key(), record.keySchema(), "key");
        if (!FieldReaders.hasFields(record.key())) {
            throw UnfitException.record(
                    "it is a delete without the row before it and without a key that has fields, so there is"
                            + " nothing to log. Let the database log the row (REPLICA IDENTITY FULL in PostgreSQL).");
        }
        return append(record, record.key(), record.keySchema(), document);
    }

    private RowKind delete(SinkRecord record) throws UnfitException {
        key = keys.of(record, change.image(), change.imageSchema());
        return RowKind.DELETE;
    }

    private RowKind truncate() throws UnfitException {
        if (options.truncateAction() == TruncateAction.IGNORE) {
            return RowKind.SKIP;
        }
        throw UnfitException.record("it says that the table was truncated, and truncate.action is fail."
                + " Set truncate.action=ignore to keep the documents; to remove them, empty the collection in Domo.");
    }

    private static RowKind fitting(RowKind kind, CsvBuffer document) throws UnfitException {
        if (document.length() > MAX_BYTES) {
            throw UnfitException.record("it would be a document of " + document.length() + " bytes, and Domo takes "
                    + MAX_BYTES + ". Leave fields out with a transformation (ReplaceField), or split the record.");
        }
        return kind;
    }

    private static Object withFields(Object value, Schema schema) throws UnfitException {
        if (!FieldReaders.hasFields(value)) {
            throw UnfitException.record("its value is "
                    + (schema != null ? "of schema type " + schema.type() : CellWriter.inWords(value))
                    + ", not a struct or map, so it is no JSON object."
                    + " Use a converter that gives fields (JSON, Avro, Protobuf), or make a field of it (HoistField).");
        }
        return value;
    }

    private BadRecordException bad(SinkRecord record, UnfitException cause) {
        String field = cause.field == null ? text.field() : cause.field;
        boolean ofField = cause.field != null || (cause.ofCell && field != null);
        boolean ofKey = cause.ofCell && !ofField;
        String why = (ofField ? "field '" + field + "': " : ofKey ? "its key: " : "") + cause.getMessage();
        String cure = cause.ofCell
                ? cause.cure(ofKey, ". Correct the producer, or convert the field with a transformation.")
                : "";
        return BadRecordException.of(record, "a document", why + cure, cause);
    }
}
