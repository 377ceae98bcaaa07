package io.connectdomo.source;

import io.connectdomo.source.activity.ActivityFeeds;
import io.connectdomo.source.executions.ExecutionFeeds;
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
        Map<String, String> expected = expected(feed, instance, partition);
        if (!expected.equals(partition)) {
            throw refused(partition, "this connector's would be " + expected);
        }
        if (offset != null) {
            check(feed, new OffsetFields(partition, offset));
        }
    }

    private static void check(FeedType feed, OffsetFields offset) {
        switch (feed) {
            case ACTIVITY_LOG -> ActivityFeeds.check(offset);
            case STREAM_EXECUTIONS -> ExecutionFeeds.check(offset);
            case REPORT_HISTORY -> ReportFeeds.check(offset);
        }
    }

    private static FeedType feed(Map<String, ?> partition) {
        Object name = partition == null ? null : partition.get(Partitions.FEED);
        return FeedType.of(String.valueOf(name))
                .orElseThrow(() ->
                        refused(partition, "'" + Partitions.FEED + "' must be one of " + FeedType.allConfigured()));
    }

    private static Map<String, String> expected(FeedType feed, String instance, Map<String, ?> partition) {
        return feed == FeedType.STREAM_EXECUTIONS
                ? Partitions.ofStream(feed, instance, stream(partition))
                : Partitions.of(feed, instance);
    }

    private static long stream(Map<String, ?> partition) {
        String stream = String.valueOf(partition.get(Partitions.STREAM));
        if (!stream.matches("[0-9]{1,18}")) {
            throw refused(partition, "'" + Partitions.STREAM + "' must be a stream's id, as a text");
        }
        return Long.parseLong(stream);
    }

    private static ConnectException refused(Map<String, ?> partition, String why) {
        return new ConnectException("There is no source partition " + partition + ": " + why + ".");
    }
}
