package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** STRING takes everything: bytes as base64, structs, maps and arrays as JSON. */
final class StringCells extends CellWriter {
    private final CsvText text;
    private final JsonText json;

    StringCells(CsvText text, JsonText json) {
        this.text = text;
        this.json = json;
    }

    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof String string) {
            text.write(string, out);
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
