package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;

/** DATE takes dates, and moments that are midnight in UTC. */
final class DateCells extends CellWriter {
    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof java.util.Date date && !isTime(schema)) {
            TemporalText.putDate(TemporalText.millisOf(date), out);
        } else if (value instanceof String text) {
            TemporalText.putDate(TemporalSyntax.toEpochMillis(text), out);
        } else {
            throw misfit(value);
        }
    }

    /** A time of day is no date, though it comes as one of 1970-01-01. */
    static boolean isTime(Schema schema) {
        return schema != null && Time.LOGICAL_NAME.equals(schema.name());
    }
}
