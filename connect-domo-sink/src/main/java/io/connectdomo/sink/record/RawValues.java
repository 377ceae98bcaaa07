package io.connectdomo.sink.record;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.sink.SinkRecord;

/** {@link FileFormat#BYTES}: bytes as they are, text in UTF-8. */
final class RawValues implements LineEncoder {
    private static final byte[] NOTHING = {};

    private final FileOptions options;

    RawValues(FileOptions options) {
        this.options = options;
    }

    @Override
    public byte[] header() {
        return NOTHING;
    }

    @Override
    public Line encode(SinkRecord record, CsvBuffer out) {
        out.clear();
        if (Tombstones.passesOver(record, options.tombstoneAction())) {
            return Line.SKIPPED;
        }
        byte[] bytes = bytesOf(record);
        out.put(bytes, 0, bytes.length);
        return Line.WRITTEN;
    }

    private static byte[] bytesOf(SinkRecord record) {
        Object value = record.value();
        if (value instanceof byte[] bytes) {
            return bytes;
        } else if (value instanceof ByteBuffer buffer) {
            return CellWriter.bytesOf(buffer);
        } else if (value instanceof String text) {
            try {
                return WholeText.bytes(text);
            } catch (UnfitException e) {
                throw BadRecordException.of(record, WHAT, e);
            }
        }
        throw BadRecordException.of(
                record,
                WHAT,
                "file.format=bytes takes values that are bytes or text, and this one is "
                        + CellWriter.inWords(value)
                        + ". Use ByteArrayConverter or StringConverter, or file.format=jsonl.",
                null);
    }

    @Override
    public void adopt(SinkRecord record) {
        throw new IllegalStateException("Raw values have no header");
    }

    @Override
    public void forget() {}
}
