package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;

/** One topic's way into a DataSet: encodes its records with the topic's options. Task thread only. */
final class DataSetRoute implements Route, KeyHeader {
    private final RecordOptions options;
    private final DataSetDestination destination;
    private final CsvBuffer row = new CsvBuffer();
    private final CsvBuffer key = new CsvBuffer();
    private RecordEncoder encoder;
    private int encoderLayout;

    DataSetRoute(RecordOptions options, DataSetDestination destination) {
        this.options = options;
        this.destination = destination;
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        try {
            if (!destination.takes(feed, record) || !encoderFits()) {
                feed.pinAt(offset);
                return;
            }
            RowKind kind = encoder.encode(record, row, key);
            if (kind != RowKind.SKIP) {
                destination.write(feed, offset, nowMs, kind, row, key, this);
            }
        } catch (BadRecordException bad) {
            destination.errant(feed, offset, nowMs, record, bad);
        }
    }

    @Override
    public byte[] keyHeader() {
        return encoder.keyHeader();
    }

    /** Makes the encoder for the DataSet's columns of now; false where the configuration can't be met with them. */
    private boolean encoderFits() {
        if (encoderLayout == destination.layoutNumber()) {
            return true;
        }
        try {
            encoder = new RecordEncoder(options, destination.columns(), destination::copyCell);
            encoderLayout = destination.layoutNumber();
            return true;
        } catch (ConfigException unmet) {
            destination.cannotTake(unmet);
            return false;
        }
    }
}
