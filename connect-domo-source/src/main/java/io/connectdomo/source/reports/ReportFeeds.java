package io.connectdomo.source.reports;

import io.connectdomo.common.reports.ReportClient;
import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.OffsetFields;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.SkippedRows;
import io.connectdomo.source.feed.ValueFormat;
import java.util.Map;
import java.util.Optional;

/** Makes the feed of the history of reports. */
public final class ReportFeeds {
    private ReportFeeds() {}

    /**
     * @param filter whose reports; {@code USER} for Domo's default
     * @param clock Domo's, shared by the feeds of a task
     * @param stored the source offset, null for a new feed
     * @throws org.apache.kafka.connect.errors.ConnectException where the offset can't be used
     */
    public static Feed feed(
            ReportClient client,
            String filter,
            boolean recipients,
            ReportSettings settings,
            ServerClock clock,
            Map<String, String> partition,
            String topic,
            ValueFormat format,
            Map<String, Object> stored) {
        Optional<ReportOffset> resumed =
                Optional.ofNullable(stored).map(offset -> ReportOffset.of(new OffsetFields(partition, offset)));
        SkippedRows skipped = new SkippedRows(FeedType.REPORT_HISTORY.configured());
        ReportFilter whose = new ReportFilter(filter, settings.pollInterval(), clock::elapsedMs);
        return new ReportFeed(
                new DomoReportHistory(ReportPages.of(client, recipients), whose, recipients, skipped),
                new ReportReader(settings, clock, resumed),
                new RecordMaker(partition, topic, format, ReportSchema.VALUE),
                skipped);
    }

    /**
     * Checks an offset that an operator wants to set.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where it can't be used
     */
    public static void check(OffsetFields offset) {
        ReportOffset.of(offset);
    }
}
