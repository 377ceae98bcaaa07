package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;

/** DATETIME takes moments, and dates as their midnight, in UTC. */
final class DateTimeCells extends CellWriter {
    private final boolean millis;

    DateTimeCells(boolean millis) {
        this.millis = millis;
    }

    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof java.util.Date date) {
            write(TemporalText.millisOf(date), out);
        } else if (value instanceof String text) {
            if (!UtcText.copy(text, millis, out)) {
                write(TemporalSyntax.toEpochMillis(text), out);
            }
        } else {
            throw misfit(value);
        }
    }

    @Override
    void writeDate(long epochDay, CsvBuffer out) throws UnfitException {
        write(TemporalText.existing(epochDay) * TemporalText.DAY_MILLIS, out);
    }

    @Override
    void writeMoment(long epochMillis, int nanos, CsvBuffer out) throws UnfitException {
        write(epochMillis, out);
    }

    void write(long epochMillis, CsvBuffer out) throws UnfitException {
        TemporalText.putDateTime(epochMillis, millis, out);
    }
}
