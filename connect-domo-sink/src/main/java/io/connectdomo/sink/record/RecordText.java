package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Plain texts taken from a record: a key, a field of the value, a header. Dates, times and decimals are the text that a STRING column
 * would get.
 */
final class RecordText {
    private RecordText() {}

    static String key(SinkRecord record) throws UnfitException {
        return of(record.key(), record.keySchema(), "the record has no key");
    }

    static String field(SinkRecord record, String name) throws UnfitException {
        String ifMissing = "its value has no field '" + name + "'";
        Schema schema = record.valueSchema();
        if (record.value() instanceof Map<?, ?> map) {
            return of(map.get(name), schema == null ? null : schema.valueSchema(), ifMissing);
        }
        Field field = record.value() instanceof Struct struct ? struct.schema().field(name) : null;
        return field == null
                ? of(null, null, ifMissing)
                : of(((Struct) record.value()).getWithoutDefault(name), field.schema(), ifMissing);
    }

    static String header(SinkRecord record, String name) throws UnfitException {
        Header header = record.headers().lastWithName(name);
        String ifMissing = "it has no header '" + name + "'";
        return header == null ? of(null, null, ifMissing) : of(header.value(), header.schema(), ifMissing);
    }

    private static String of(Object value, Schema schema, String ifMissing) throws UnfitException {
        if (value == null) {
            throw UnfitException.record(ifMissing + ".");
        }
        SemanticType type = SemanticType.of(schema);
        if ((type != null && !type.isPlain()) || value instanceof java.util.Date || value instanceof BigDecimal) {
            return semantic(value, schema, ifMissing);
        } else if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        } else if (value instanceof String text) {
            return whole(text);
        }
        throw UnfitException.record(ifMissing + " that is text, a number, a boolean, a date or a time.");
    }

    private static String semantic(Object value, Schema schema, String ifMissing) throws UnfitException {
        CsvBuffer cell = new CsvBuffer();
        try {
            SemanticCells.over(schema, new StringCells(new CsvText(), new JsonText(Unrepresentable.REFUSED)))
                    .write(value, schema, cell);
        } catch (UnfitException e) {
            throw UnfitException.record(ifMissing + " that has a text: " + e.getMessage() + ".");
        }
        if (cell.length == 0) {
            throw UnfitException.record(ifMissing + " that has a text.");
        }
        return new String(cell.bytes, 0, cell.length, StandardCharsets.UTF_8);
    }

    private static String whole(String text) throws UnfitException {
        if (!WholeText.is(text)) {
            throw UnfitException.record(
                    "a text that is to name something holds half a surrogate pair, which has no UTF-8 form."
                            + " Correct the producer.");
        }
        return text;
    }

    static BadRecordException bad(SinkRecord record, UnfitException cause) {
        return new BadRecordException(
                "Record " + Coordinates.describe(record) + " can't become a row: " + cause.getMessage(),
                null,
                null,
                cause);
    }
}
