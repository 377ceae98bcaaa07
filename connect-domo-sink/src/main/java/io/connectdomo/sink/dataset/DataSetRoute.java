package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import java.util.function.Supplier;
import org.apache.kafka.connect.sink.SinkRecord;

/** One topic's way into a DataSet: encodes its records with the topic's options. Task thread only. */
final class DataSetRoute implements Route {
    private final RecordOptions options;
    private final DataSetDestination destination;
    private final ErrantRecords errants;
    private final CsvBuffer row = new CsvBuffer();
    private final CsvBuffer key = new CsvBuffer();
    private final Supplier<byte[]> keyHeader = this::keyHeader;
    private RecordEncoder encoder;
    private int encoderLayout;

    DataSetRoute(RecordOptions options, DataSetDestination destination, ErrantRecords errants) {
        this.options = options;
        this.destination = destination;
        this.errants = errants;
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        if (!destination.takes(feed, record.timestamp())) {
            feed.pinAt(offset);
            return;
        }
        try {
            RowKind kind = encoder().encode(record, row, key);
            if (kind != RowKind.SKIP) {
                destination.write(feed, offset, nowMs, kind, row, key, keyHeader);
            }
        } catch (BadRecordException bad) {
            destination.errant(feed, offset, nowMs, errants.report(record, bad), keyHeader);
        }
    }

    private byte[] keyHeader() {
        return encoder().keyHeader();
    }

    private RecordEncoder encoder() {
        if (encoderLayout != destination.layoutNumber()) {
            encoder = new RecordEncoder(options, destination.columns());
            encoderLayout = destination.layoutNumber();
        }
        return encoder;
    }
}
