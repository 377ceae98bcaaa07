package io.connectdomo.sink.file;

import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.Route;
import org.apache.kafka.connect.sink.SinkRecord;

/** One topic's way into its files. Task thread only. */
final class FileRoute implements Route {
    private final FileDestination destination;

    FileRoute(FileDestination destination) {
        this.destination = destination;
    }

    @Override
    public Destination destination() {
        return destination;
    }

    @Override
    public void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        destination.write(feed, record, offset, nowMs);
    }
}
