package io.connectdomo.source.executions;

import io.connectdomo.common.streams.StreamClient;
import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.SkippedRows;
import io.connectdomo.source.feed.ValueFormat;
import java.util.Map;
import java.util.Optional;

/** Makes the feeds of streams' executions. */
public final class ExecutionFeeds {
    private ExecutionFeeds() {}

    /**
     * @param clock Domo's, shared by the feeds of a task
     * @param stored the source offset, null for a new feed
     * @throws org.apache.kafka.connect.errors.ConnectException where the offset can't be used
     */
    public static Feed feed(
            StreamClient client,
            long stream,
            ExecutionSettings settings,
            ServerClock clock,
            Map<String, String> partition,
            String topic,
            ValueFormat format,
            Map<String, Object> stored) {
        Optional<ExecutionOffset> resumed =
                Optional.ofNullable(stored).map(offset -> ExecutionOffset.of(new OffsetFields(partition, offset)));
        String name = ExecutionFeed.name(stream);
        StreamPages pages = new DomoStreamPages(client, stream, new SkippedRows(name));
        return new ExecutionFeed(
                stream,
                new FallbackHistory(pages, stream, clock::elapsedMs),
                new ExecutionReader(name, settings, clock, resumed),
                pages::skipped,
                new RecordMaker(partition, topic, format, ExecutionSchema.VALUE));
    }

    /**
     * Checks an offset that an operator wants to set.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where it can't be used
     */
    public static void check(OffsetFields offset) {
        ExecutionOffset.of(offset);
    }
}
