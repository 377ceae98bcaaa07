package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * STRING takes everything: bytes as base64, structs, maps and arrays as JSON. In a key, a moment that comes as text is always
 * written in one form, for there it counts as text.
 */
final class StringCells extends CellWriter {
    private final CsvText text;
    private final JsonText jsonOfValues;
    private JsonText json;
    private Schema lastSchema;
    private boolean isMomentText;

    StringCells(CsvText text, JsonText json) {
        this.text = text;
        this.jsonOfValues = json;
        this.json = json;
    }

    @Override
    void setOfKey(boolean isOfKey) {
        super.setOfKey(isOfKey);
        json = isOfKey && !jsonOfValues.isOfKeys() ? JsonText.ofKeys() : jsonOfValues;
    }

    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof String string) {
            text.write(isOfKey() ? ofKey(string, schema) : string, out);
        } else if (value instanceof Number number) {
            putNumber(number, out);
        } else if (value instanceof Boolean flag) {
            out.putAscii(flag ? "true" : "false");
        } else if (value instanceof java.util.Date date) {
            writeMoment(TemporalText.millisOf(date), 0, out);
        } else if (value instanceof Struct || value instanceof Map || value instanceof Collection) {
            json.write(value, schema, out);
        } else if (value instanceof byte[] bytes) {
            putBase64(bytes, out);
        } else if (value instanceof ByteBuffer buffer) {
            putBase64(bytesOf(buffer), out);
        } else {
            throw unknown(value);
        }
    }

    /** The one text of a key. */
    String ofKey(String string, Schema schema) {
        return isMomentText(schema) ? MomentText.canonical(string) : string;
    }

    private boolean isMomentText(Schema schema) {
        if (schema != lastSchema) {
            SemanticType type = SemanticType.of(schema);
            isMomentText = type != null && type.isMomentText();
            lastSchema = schema;
        }
        return isMomentText;
    }

    @Override
    UnfitException tooFar(Beyond beyond) {
        return beyond.unfit();
    }

    /** As far as it shows the same text as in DATE and DATETIME. */
    @Override
    void clamp(Beyond beyond, CsvBuffer out) throws UnfitException {
        switch (beyond) {
            case EARLIEST_DATE, LATEST_DATE -> TemporalText.putEpochDay(TemporalText.lastOrFirstDay(beyond), out);
            case EARLIEST_MOMENT, LATEST_MOMENT ->
                TemporalText.putDateTime(TemporalText.lastOrFirstMoment(beyond), true, out);
            case LEAST_TIME, GREATEST_TIME ->
                TemporalText.putTime(
                        beyond.isLate() ? TemporalText.GREATEST_TIME_NANOS : -TemporalText.GREATEST_TIME_NANOS, out);
            case NUMBER -> {}
        }
    }

    @Override
    void writeDate(long epochDay, CsvBuffer out) throws UnfitException {
        TemporalText.putEpochDay(epochDay, out);
    }

    /** As a DATETIME, but with all that it is finer. */
    @Override
    void writeMoment(long epochMillis, int nanos, CsvBuffer out) throws UnfitException {
        TemporalText.putDateTime(epochMillis, nanos, out);
    }

    @Override
    void writeTime(long nanos, CsvBuffer out) throws UnfitException {
        TemporalText.putTime(nanos, out);
    }

    private static void putNumber(Number number, CsvBuffer out) throws UnfitException {
        if (isWhole(number)) {
            NumberText.putLong(number.longValue(), out);
        } else if (number instanceof Double value) {
            NumberText.putDouble(value, out);
        } else if (number instanceof Float value) {
            NumberText.putDouble(NumberText.widen(value), out);
        } else if (number instanceof BigDecimal value) {
            NumberText.putDecimal(value, out, false);
        } else if (number instanceof BigInteger value) {
            out.putAscii(value.toString());
        } else {
            throw unknown(number);
        }
    }

    private static void putBase64(byte[] bytes, CsvBuffer out) {
        if (bytes.length == 0) {
            out.putAscii("\"\"");
            return;
        }
        byte[] encoded = Base64.getEncoder().encode(bytes);
        out.put(encoded, 0, encoded.length);
    }
}
