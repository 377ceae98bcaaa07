package io.connectdomo.sink.appdb;

import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CoordinateKey;
import io.connectdomo.sink.record.Coordinates;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.DocumentEncoder;
import io.connectdomo.sink.record.ReplacedValues;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import org.apache.kafka.connect.sink.SinkRecord;

/** One topic's way into a collection: encodes its records with the topic's options. Task thread only. */
final class AppDbRoute implements Route {
    private final DocumentTopic topic;
    private final AppDbDestination destination;
    private final DocumentEncoder encoder;
    private final CsvBuffer document = new CsvBuffer();

    AppDbRoute(String name, DocumentTopic topic, AppDbDestination destination) {
        this.topic = topic;
        this.destination = destination;
        this.encoder = new DocumentEncoder(
                topic.record(),
                topic.documents(),
                destination::contentOf,
                new ReplacedValues(name, destination.metrics()::replacedValue));
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        if (!destination.takes(feed)) {
            feed.pinAt(offset, "a commit that was sent before a rebalance is resolved first");
            return;
        }
        try {
            if (!knownAlready(feed, record, offset, nowMs)) {
                take(feed, record, offset, nowMs);
            }
        } catch (BadRecordException bad) {
            destination.errant(feed, offset, nowMs, record, bad);
        }
    }

    /** Of a record that comes again, what became of it before. */
    private boolean knownAlready(Feed feed, SinkRecord record, long offset, long nowMs) {
        ReadAgain again = destination.again();
        if (again.isEmpty()) {
            return false;
        }
        String refusal = again.refusalOf(feed, offset);
        if (refusal != null) {
            throw BadRecordException.refused(
                    record,
                    "a document",
                    "Domo refuses it. " + refusal
                            + " Correct the producer, or leave out with a transformation what Domo won't have.",
                    null);
        }
        if (again.isSettled(feed, offset)) {
            destination.passOver(feed, offset, nowMs);
            return true;
        }
        return false;
    }

    private void take(Feed feed, SinkRecord record, long offset, long nowMs) {
        RowKind kind = encoder.encode(record, document);
        if (kind == RowKind.SKIP) {
            return;
        }
        boolean deletes = kind == RowKind.DELETE;
        String identity = kind == RowKind.ROW ? coordinates(record) : encoder.key();
        destination.write(feed, offset, nowMs, identity, deletes ? null : document.toByteArray());
        if (!deletes && topic.collection().syncSchema()) {
            destination.schema().saw(topic, record);
        }
    }

    /** Null where nothing is looked up by them. */
    private String coordinates(SinkRecord record) {
        return topic.record().coordinateKey().map(key -> identity(key, record)).orElse(null);
    }

    private static String identity(CoordinateKey key, SinkRecord record) {
        return Identity.Coordinates.identity(
                key.topic(Coordinates.topic(record)), Coordinates.partition(record), Coordinates.offset(record));
    }
}
