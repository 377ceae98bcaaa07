package io.connectdomo.sink.record;

import java.nio.ByteBuffer;
import java.util.Set;
import org.apache.kafka.connect.sink.SinkRecord;

/** A record's value as the bytes of a file. One per topic route; task thread only. */
public final class FileContent {
    /** What objects cost more than their JSON: an estimate for values that are kept beside it. */
    private static final int OBJECTS_TO_JSON = 4;

    private static final String WHAT = "a file";

    private final ValueFormat format;
    private final JsonText json;
    private final FileFields fields;
    private final CsvBuffer buffer = new CsvBuffer();

    /** @param replaced hears of values that are written as null or as another date */
    public FileContent(
            ValueFormat format,
            UnavailableOptions unavailable,
            UnrepresentableValueAction unrepresentable,
            ReplacedValues replaced) {
        this.format = format;
        this.json = new JsonText(true, new Unrepresentable(unrepresentable, replaced));
        this.fields = new FileFields(json, unavailable);
    }

    /**
     * The bytes; bytes are not copied.
     *
     * @param record one that has a value
     * @throws BadRecordException if the value has no such form
     */
    public byte[] of(SinkRecord record) throws BadRecordException {
        Object value = record.value();
        boolean asItIs = format == ValueFormat.AUTO;
        if (asItIs || format == ValueFormat.BYTES) {
            if (value instanceof byte[] bytes) {
                return bytes;
            }
            if (value instanceof ByteBuffer bytes) {
                return CellWriter.bytesOf(bytes);
            }
        }
        if ((asItIs || format == ValueFormat.STRING) && value instanceof String text) {
            return whole(record, text);
        }
        if (asItIs || format == ValueFormat.JSON) {
            return json(record);
        }
        throw BadRecordException.of(
                record,
                WHAT,
                "fileset.value.format wants " + (format == ValueFormat.BYTES ? "bytes" : "text")
                        + ", and its value is "
                        + CellWriter.inWords(value)
                        + ". Use another converter (ByteArrayConverter, StringConverter), or fileset.value.format=auto.",
                null);
    }

    private static byte[] whole(SinkRecord record, String text) {
        try {
            return WholeText.bytes(text);
        } catch (UnfitException e) {
            throw BadRecordException.of(record, WHAT, e);
        }
    }

    private byte[] json(SinkRecord record) {
        buffer.clear();
        try {
            if (FileFields.has(record.value(), record.valueSchema())) {
                json.writeObject(() -> fields.write(record.value(), record.valueSchema(), Set.of()), buffer);
            } else {
                json.writeBare(record.value(), record.valueSchema(), buffer);
            }
        } catch (UnfitException e) {
            throw BadRecordException.of(record, WHAT, json.why(e), e);
        } catch (StackOverflowError e) {
            throw BadRecordException.of(record, WHAT, Nesting.ofRecord());
        }
        return buffer.toByteArray();
    }

    /** About how many bytes a record with this content holds in memory, the content included. */
    public static long heldBy(SinkRecord record, byte[] content) {
        Object value = record.value();
        if (value instanceof byte[]) {
            return content.length;
        }
        return (long) content.length
                * (value instanceof String || value instanceof ByteBuffer ? 2 : 1 + OBJECTS_TO_JSON);
    }
}
