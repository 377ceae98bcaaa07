package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RecordEncoder;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.ReplacedValues;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.record.SchemaEvolution;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One topic's way into a DataSet: encodes its records with the topic's options. Task thread only. */
final class DataSetRoute implements Route, KeyHeader {
    private static final Logger log = LoggerFactory.getLogger(DataSetRoute.class);

    private static final String NEW_COLUMNS_FIRST = "the DataSet gets new columns first (schema.evolution=add)";

    private final RecordOptions options;
    private final DataSetDestination destination;
    private final ReplacedValues replaced;
    private final CsvBuffer row = new CsvBuffer();
    private final CsvBuffer key = new CsvBuffer();
    private RecordEncoder encoder;
    private int encoderLayout;

    DataSetRoute(String topic, RecordOptions options, DataSetDestination destination) {
        this.options = options;
        this.destination = destination;
        if (options.schemaEvolution() == SchemaEvolution.ADD) {
            destination.schema().grows();
        }
        this.replaced = new ReplacedValues(topic, destination.metrics()::replacedValue);
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        try {
            if (destination.takes(feed, record) && encoderFits()) {
                take(feed, record, offset, nowMs);
            } else {
                feed.pinAt(offset, waitsFor(feed));
                foresee(record);
            }
        } catch (BadRecordException bad) {
            destination.errant(feed, offset, nowMs, record, bad);
        }
    }

    /** Of a record that was not taken. */
    private String waitsFor(Feed feed) {
        if (!destination.schema().ready()) {
            return "the DataSet's columns are read first";
        }
        if (destination.additions().pending()) {
            return NEW_COLUMNS_FIRST;
        }
        return feed.awaitsOldCommit()
                ? "a commit that was sent before a rebalance is resolved first"
                : "another snapshot is committed first";
    }

    private void take(Feed feed, SinkRecord record, long offset, long nowMs) {
        RowKind kind = encoder.encode(record, row, key);
        switch (kind) {
            case SKIP -> {}
            case MISSING_COLUMNS -> {
                feed.pinAt(offset, NEW_COLUMNS_FIRST);
                destination.additions().wantNow(encoder.missingColumns(), encoder.keyColumns());
            }
            case TRUNCATE -> destination.truncate(feed, offset, nowMs, record);
            case ROW, UPSERT, DELETE -> destination.write(feed, offset, nowMs, kind, row, key, this);
        }
    }

    /** Columns that records need are added together: each time costs the commit of what was written before. */
    @Override
    public void foresee(SinkRecord record) {
        if (!destination.additions().gathering()
                || encoderLayout != destination.schema().number()) {
            return;
        }
        try {
            if (encoder.encode(record, row, key) == RowKind.MISSING_COLUMNS) {
                destination.additions().want(encoder.missingColumns(), encoder.keyColumns());
            }
        } catch (BadRecordException later) {
            // It comes again, and is told then.
            log.debug("A record that waits for new columns does not become a row", later);
        }
    }

    @Override
    public byte[] keyHeader() {
        return encoder.keyHeader();
    }

    /** Makes the encoder for the DataSet's columns of now; false where the configuration can't be met with them. */
    private boolean encoderFits() {
        if (encoderLayout == destination.schema().number()) {
            return true;
        }
        try {
            encoder = new RecordEncoder(options, destination.schema().current(), destination::copyCell, replaced);
            encoderLayout = destination.schema().number();
            return true;
        } catch (ConfigException unmet) {
            destination.cannotTake(unmet);
            return false;
        }
    }
}
