package io.connectdomo.source.activity;

import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.SkippedRows;
import io.connectdomo.source.feed.ValueFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the activity log's feed. */
public final class ActivityFeeds {
    private ActivityFeeds() {}

    /**
     * @param clock Domo's, shared by the feeds of a task
     * @param stored the source offset, null for a new feed
     * @throws org.apache.kafka.connect.errors.ConnectException where the offset can't be used
     */
    public static Feed feed(
            ActivityClient client,
            List<String> objectTypes,
            ActivitySettings settings,
            ServerClock clock,
            Map<String, String> partition,
            String topic,
            ValueFormat format,
            Map<String, Object> stored) {
        Optional<ActivityOffset> resumed =
                Optional.ofNullable(stored).map(offset -> ActivityOffset.of(new OffsetFields(partition, offset)));
        SkippedRows skipped = new SkippedRows(FeedType.ACTIVITY_LOG.configured());
        return new ActivityFeed(
                new DomoActivityLog(client, objectTypes, skipped),
                new ActivityReader(settings, clock, resumed),
                new RecordMaker(partition, topic, format, ActivitySchema.VALUE),
                skipped);
    }

    /**
     * Checks an offset that an operator wants to set.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where it can't be used
     */
    public static void check(OffsetFields offset) {
        ActivityOffset.of(offset);
    }
}
