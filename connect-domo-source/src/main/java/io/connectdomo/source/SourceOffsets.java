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
    private static final String FLOOR = "floor";

    /** Runs of a stream are counted: whoever sets more has written a time. */
    private static final long MOST_RUNS = 1_000_000_000;

    private SourceOffsets() {}

    /**
     * @param instance of the connector
     * @param offset null to reset: that is taken for any partition, or what an older release or a mistake has left there could never
     *     be removed, nor all of them at once
     * @param now epoch milliseconds
     * @throws ConnectException where no task would find the partition, or could use the offset
     */
    static void check(String instance, Map<String, ?> partition, Map<String, ?> offset, long now) {
        if (offset == null) {
            return;
        }
        FeedType feed = feed(partition);
        Map<String, String> expected = expected(feed, instance, partition);
        if (!expected.equals(partition)) {
            throw refused(partition, "this connector's would be " + expected);
        }
        check(feed, OffsetFields.ofOperator(partition, offset, now), offset);
    }

    private static void check(FeedType feed, OffsetFields fields, Map<String, ?> offset) {
        switch (feed) {
            case ACTIVITY_LOG -> ActivityFeeds.check(fields);
            case STREAM_EXECUTIONS -> {
                ExecutionFeeds.check(fields);
                boolean countable = offset.get(FLOOR) instanceof Number floor && floor.longValue() < MOST_RUNS;
                fields.require(
                        countable,
                        FLOOR,
                        "is no executionId: they count the runs of a stream. A time is not meant here");
            }
            case REPORT_HISTORY -> ReportFeeds.check(fields);
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
