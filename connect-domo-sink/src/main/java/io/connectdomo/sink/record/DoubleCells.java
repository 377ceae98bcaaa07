package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Schema;

/** DOUBLE takes numbers whose digits a double can hold, and in a key only those that its cell shows to the last digit. */
final class DoubleCells extends CellWriter {
    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        double number = toDouble(value);
        if (isOfKey() && !(value instanceof Double || value instanceof Float)) {
            NumberSyntax.requireSame(NumberSyntax.toDecimal(value.toString()), number);
        }
        NumberText.putDouble(number, out);
    }

    private static double toDouble(Object value) throws UnfitException {
        if (value instanceof Double number) {
            return number;
        } else if (value instanceof Float number) {
            return NumberText.widen(number);
        } else if (isWhole(value)) {
            return NumberSyntax.toDouble(((Number) value).longValue());
        } else if (value instanceof String text) {
            return NumberSyntax.toDouble(text);
        } else if (value instanceof BigDecimal number) {
            return NumberSyntax.toDouble(number);
        } else if (value instanceof BigInteger number) {
            return NumberSyntax.toDouble(new BigDecimal(number));
        }
        throw misfit(value);
    }
}
