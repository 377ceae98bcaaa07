package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;

/** DATETIME takes moments, and dates as their midnight, in UTC. What is finer is cut off, but not from a key. */
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
            // The short cut keeps milliseconds, or leaves them out where that was asked for: not from a key.
            if ((!millis && isOfKey()) || !UtcText.copy(text, millis, out)) {
                TemporalSyntax moment = TemporalSyntax.moment(text);
                writeMoment(moment.epochMillis(), moment.isFiner() ? 1 : 0, out);
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
        if (nanos != 0 && isOfKey()) {
            throw tooFine();
        }
        write(epochMillis, out);
    }

    void write(long epochMillis, CsvBuffer out) throws UnfitException {
        if (!millis && isOfKey() && epochMillis % 1000 != 0) {
            throw tooFine();
        }
        TemporalText.putDateTime(epochMillis, millis, out);
    }

    private UnfitException tooFine() {
        return UnfitException.cut(
                millis
                        ? "the key is finer than the milliseconds that a DATETIME holds"
                        : "the key is finer than the seconds that a DATETIME holds (domo.compat.datetime.fraction=none)");
    }

    @Override
    UnfitException tooFar(Beyond beyond) {
        return beyond.isTime() ? noTemporals() : beyond.unfit();
    }

    @Override
    void clamp(Beyond beyond, CsvBuffer out) throws UnfitException {
        if (beyond != Beyond.NUMBER) {
            TemporalText.putDateTime(TemporalText.lastOrFirstMoment(beyond), millis, out);
        }
    }
}
