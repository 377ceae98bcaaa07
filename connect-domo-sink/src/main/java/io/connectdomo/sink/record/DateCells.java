package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;

/** DATE takes dates, and moments that are midnight in UTC. */
final class DateCells extends CellWriter {
    @Override
    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        if (value instanceof java.util.Date date) {
            TemporalText.putDate(TemporalText.millisOf(date), 0, out);
        } else if (value instanceof String text) {
            TemporalSyntax moment = TemporalSyntax.moment(text);
            writeMoment(moment.epochMillis(), moment.isFiner() ? 1 : 0, out);
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
        TemporalText.putDate(epochMillis, nanos, out);
    }

    @Override
    UnfitException tooFar(Beyond beyond) {
        return beyond.isTime() ? noTemporals() : beyond.unfit();
    }

    @Override
    void clamp(Beyond beyond, CsvBuffer out) throws UnfitException {
        if (beyond != Beyond.NUMBER) {
            TemporalText.putEpochDay(TemporalText.lastOrFirstDay(beyond), out);
        }
    }
}
