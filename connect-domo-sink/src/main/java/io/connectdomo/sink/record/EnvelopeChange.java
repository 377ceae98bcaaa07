package io.connectdomo.sink.record;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@code record.format=debezium}: the change-event envelope, struct or map (delivery.md 2.7). Its fields are those of
 * Debezium's {@code io.debezium.data.Envelope}; where they stand in a struct is worked out once per schema.
 */
final class EnvelopeChange extends Change {
    private final HousekeepingLog skipped = new HousekeepingLog();
    private final SchemaCache<Envelope> envelopes = new SchemaCache<>(Envelope::new);
    private final RecordBefore before;
    private String operation;
    private String connector;
    private Long timestamp;
    private Schema rowSchema;

    EnvelopeChange(RecordOptions options) {
        before = new RecordBefore(options);
    }

    @Override
    Kind read(SinkRecord record) throws UnfitException {
        operation = null;
        timestamp = null;
        connector = null;
        rowSchema = null;
        if (record.value() instanceof Struct value) {
            Envelope envelope = envelopes.get(value.schema());
            // A field that must not be null is optional behind some converters, such as Protobuf's.
            boolean isChange = envelope.isOne && value.get(envelope.op) != null;
            return isChange ? readStruct(value, envelope) : readOther(record);
        }
        return record.value() instanceof Map<?, ?> value && value.get("op") instanceof String op && hasRow(value)
                ? readMap(value, op)
                : readOther(record);
    }

    private Kind readStruct(Struct value, Envelope envelope) throws UnfitException {
        timestamp = envelope.timestamp(value);
        connector = envelope.connector(value);
        rowSchema = envelope.rowSchema();
        Kind kind = kindOf((String) value.get(envelope.op));
        Field image = kind == Kind.DELETE ? envelope.before : envelope.after;
        setImage(image == null ? null : value.get(image), image == null ? null : image.schema());
        return checked(kind);
    }

    private static boolean hasRow(Map<?, ?> value) {
        return value.containsKey("after") || value.containsKey("before");
    }

    private Kind readMap(Map<?, ?> value, String op) throws UnfitException {
        timestamp = timestamp(value);
        connector = value.get("source") instanceof Map<?, ?> source && source.get("connector") instanceof String name
                ? name
                : null;
        Kind kind = kindOf(op);
        setImage(value.get(kind == Kind.DELETE ? "before" : "after"), null);
        return checked(kind);
    }

    private static Long timestamp(Map<?, ?> value) {
        Object ofSource = value.get("source") instanceof Map<?, ?> source ? source.get("ts_ms") : null;
        Object millis = ofSource == null ? value.get("ts_ms") : ofSource;
        return millis instanceof Number number ? (Long) number.longValue() : null;
    }

    private Kind kindOf(String op) throws UnfitException {
        operation = op;
        return switch (op) {
            case "c", "r", "u" -> Kind.WRITE;
            case "d" -> Kind.DELETE;
            case "t" -> Kind.TRUNCATE;
            case "m" ->
                throw UnfitException.record(
                        "it is a logical decoding message (op m), which belongs to no table."
                                + " Leave it out in Debezium (message.prefix.exclude.list), or drop it with a transformation (Filter).");
            default ->
                throw UnfitException.record("its op is none of Debezium's c, r, u, d and t. Correct the producer.");
        };
    }

    private Kind checked(Kind kind) throws UnfitException {
        Object image = image();
        if (kind == Kind.WRITE && image == null) {
            throw UnfitException.record("it is a change event without the row after the change. Correct the producer.");
        }
        boolean isRow = kind == Kind.WRITE || kind == Kind.DELETE;
        if (isRow && image != null && !FieldReaders.hasFields(image)) {
            throw UnfitException.record(
                    "it is a change event whose row has no fields but is one text, as MongoDB's are."
                            + " Flatten it (ExtractNewDocumentState) and set record.format=plain.");
        }
        return kind;
    }

    @Override
    Object logged(SinkRecord record) throws UnfitException {
        return before.of(record, image(), connector);
    }

    /** No envelope: Debezium's own, or a stranger. */
    private Kind readOther(SinkRecord record) throws UnfitException {
        Optional<Housekeeping> own = Housekeeping.of(record);
        if (own.isPresent()) {
            skipped.note(record, own.get());
            return Kind.NONE;
        }
        boolean message = record.value() instanceof Map<?, ?> map
                ? "m".equals(map.get("op"))
                : record.value() instanceof Struct struct && Envelope.isMessage(struct.schema());
        if (message) {
            return kindOf("m");
        }
        Misread.requireSchemasRead(record.value(), record.valueSchema(), "value");
        throw UnfitException.record(
                "its value is no change event of Debezium (a struct or map with op, before and after)."
                        + " If the events are flattened (ExtractNewRecordState) set record.format=plain; else leave the topic out of"
                        + " topics.regex.");
    }

    /** The schema of rows, also where the event at hand has none; null for schemaless data. */
    Schema rowSchema() {
        return rowSchema;
    }

    @Override
    String operation() {
        return operation;
    }

    @Override
    Long timestamp() {
        return timestamp;
    }
}
