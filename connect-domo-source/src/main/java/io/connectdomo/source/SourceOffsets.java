package io.connectdomo.source;

import io.connectdomo.source.activity.ActivityFeeds;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.Partitions;
import io.connectdomo.source.reports.ReportFeeds;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/** Checks offsets that an operator wants to set ({@code PATCH /connectors/{name}/offsets}). */
final class SourceOffsets {
    private SourceOffsets() {}

    /**
     * @param instance of the connector
     * @param offset null to reset
     * @throws ConnectException where no task would find the partition, or could use the offset
     */
    static void check(String instance, Map<String, ?> partition, Map<String, ?> offset) {
        FeedType feed = feed(partition);
        if (!expected(feed, instance).equals(partition)) {
            throw refused(partition, "this connector's would be " + expected(feed, instance));
        }
        if (offset != null) {
            check(feed, new OffsetFields(partition, offset));
        }
    }

    private static void check(FeedType feed, OffsetFields offset) {
        switch (feed) {
            case ACTIVITY_LOG -> ActivityFeeds.check(offset);
            case REPORT_HISTORY -> ReportFeeds.check(offset);
        }
    }

    private static FeedType feed(Map<String, ?> partition) {
        Object name = partition == null ? null : partition.get(Partitions.FEED);
        return FeedType.of(String.valueOf(name))
                .orElseThrow(() ->
                        refused(partition, "'" + Partitions.FEED + "' must be one of " + FeedType.allConfigured()));
    }

    private static Map<String, String> expected(FeedType feed, String instance) {
        return Partitions.of(feed, instance);
    }

    private static ConnectException refused(Map<String, ?> partition, String why) {
        return new ConnectException("There is no source partition " + partition + ": " + why + ".");
    }
}
