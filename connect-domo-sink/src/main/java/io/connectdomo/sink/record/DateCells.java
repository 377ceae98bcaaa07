package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;

/** DATE takes dates, and moments that are midnight in UTC. */
final class DateCells extends CellWriter {
    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof java.util.Date date) {
            TemporalText.putDate(TemporalText.millisOf(date), out);
        } else if (value instanceof String text) {
            TemporalText.putDate(TemporalSyntax.toEpochMillis(text), out);
        } else {
            throw misfit(value);
        }
    }

    @Override
    void writeDate(long epochDay, CsvBuffer out) throws UnfitException {
        TemporalText.putEpochDay(epochDay, out);
    }

    @Override
    void writeMoment(long epochMillis, int nanos, CsvBuffer out) throws UnfitException {
        if (nanos != 0) {
            throw TemporalText.hasTimeOfDay();
        }
        TemporalText.putDate(epochMillis, out);
    }
}
