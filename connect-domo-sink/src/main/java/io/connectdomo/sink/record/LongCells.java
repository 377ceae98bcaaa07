package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Schema;

/** LONG takes whole numbers of 64 bits however they come, and booleans as 1 and 0. */
final class LongCells extends CellWriter {
    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        NumberText.putLong(toLong(value), out);
    }

    private static long toLong(Object value) throws UnfitException {
        if (value instanceof Long number) {
            return number;
        } else if (value instanceof Integer number) {
            return number;
        } else if (value instanceof String text) {
            return NumberSyntax.toLong(text);
        } else if (value instanceof Double number) {
            NumberText.requireFinite(number);
            return NumberSyntax.toLong(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        } else if (value instanceof BigDecimal number) {
            return NumberSyntax.toLong(number);
        } else if (value instanceof Float number) {
            NumberText.requireFinite(number);
            return NumberSyntax.toLong(number.doubleValue());
        } else if (value instanceof BigInteger number) {
            return NumberSyntax.toLong(new BigDecimal(number));
        } else if (isWhole(value)) {
            return ((Number) value).longValue();
        }
        throw misfit(value);
    }
}
