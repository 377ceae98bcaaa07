package io.connectdomo.sink.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Schema;

/** DECIMAL takes every finite number, in plain notation without zeros at the end, so that equal numbers are equal text. */
final class DecimalCells extends CellWriter {
    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof BigDecimal number) {
            NumberText.putDecimal(number, out, true);
        } else if (isWhole(value)) {
            NumberText.putLong(((Number) value).longValue(), out);
        } else if (value instanceof Double number) {
            NumberText.putDoubleAsDecimal(number, out);
        } else if (value instanceof Float number) {
            NumberText.putDoubleAsDecimal(NumberText.widen(number), out);
        } else if (value instanceof String text) {
            NumberText.putDecimal(NumberSyntax.toDecimal(text), out, true);
        } else if (value instanceof BigInteger number) {
            NumberText.putDecimal(new BigDecimal(number), out, true);
        } else {
            throw misfit(value);
        }
    }
}
