package io.connectdomo.source.activity;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.Partitions;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.SkippedRows;
import io.connectdomo.source.feed.Step;
import io.connectdomo.source.metrics.Progress;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The activity log as a feed. */
final class ActivityFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityFeed.class);

    private final ActivityLog log;
    private final ActivityReader reader;
    private final RecordMaker records;
    private final SkippedRows skipped;

    /**
     * @param skipped counted by {@code log}
     */
    ActivityFeed(ActivityLog log, ActivityReader reader, RecordMaker records, SkippedRows skipped) {
        this.log = log;
        this.reader = reader;
        this.records = records;
        this.skipped = skipped;
    }

    @Override
    public String name() {
        return FeedType.ACTIVITY_LOG.configured();
    }

    @Override
    public Map<String, String> partition() {
        return records.partition();
    }

    @Override
    public Step step() {
        Optional<PageRequest> request = reader.request();
        if (request.isPresent()) {
            ask(request.get());
        }
        return Step.lazily(reader.next(), this::record, reader.dueInMs(), request.isPresent());
    }

    @Override
    public void hasten() {
        reader.hasten();
    }

    @Override
    public Map<String, Object> offset() {
        return reader.offset().map(ActivityOffset::toMap).orElse(null);
    }

    @Override
    public Progress progress() {
        return reader.progress(skipped.count());
    }

    private void ask(PageRequest request) {
        try {
            reader.accept(log.page(request));
        } catch (DomoException.UnknownOutcome e) {
            if (!e.tooLarge() || !reader.tooLarge()) {
                throw e;
            }
            LOG.info(
                    "{} entries of the activity log are too large for one reply; half as many are asked for",
                    request.limit());
        }
    }

    private SourceRecord record(Emission emission) {
        // Several instances may share a topic, and their entries have no ids of their own.
        String id = records.partition().get(Partitions.INSTANCE) + ':' + emission.eventId();
        SchemaAndValue key = new SchemaAndValue(Schema.STRING_SCHEMA, id);
        LogRow row = emission.row();
        return records.record(key, row.body(), row.time(), emission.offset().toMap());
    }
}
