package io.connectdomo.sink.record;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** Plain texts taken from a record: a key, a field of the value, a header. */
final class RecordText {
    private RecordText() {}

    static String of(Object value, String ifMissing) throws UnfitException {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw UnfitException.record(
                value == null ? ifMissing + "." : ifMissing + " that is text, a number or a boolean.");
    }

    static String field(SinkRecord record, String name) throws UnfitException {
        return of(fieldOf(record.value(), name), "its value has no field '" + name + "'");
    }

    private static Object fieldOf(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map.get(name);
        }
        if (value instanceof Struct struct) {
            Field field = struct.schema().field(name);
            return field == null ? null : struct.getWithoutDefault(name);
        }
        return null;
    }

    static String header(SinkRecord record, String name) throws UnfitException {
        Header header = record.headers().lastWithName(name);
        return of(header == null ? null : header.value(), "it has no header '" + name + "'");
    }

    static BadRecordException bad(SinkRecord record, UnfitException cause) {
        return new BadRecordException(
                "Record " + Coordinates.describe(record) + " can't become a row: " + cause.getMessage(),
                null,
                null,
                cause);
    }
}
