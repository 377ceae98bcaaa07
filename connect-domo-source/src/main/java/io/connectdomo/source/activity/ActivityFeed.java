package io.connectdomo.source.activity;

import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.Step;
import io.connectdomo.source.metrics.Progress;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/** The activity log as a feed. */
final class ActivityFeed implements Feed {
    private final ActivityLog log;
    private final ActivityReader reader;
    private final RecordMaker records;

    ActivityFeed(ActivityLog log, ActivityReader reader, RecordMaker records) {
        this.log = log;
        this.reader = reader;
        this.records = records;
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
            reader.accept(log.page(request.get()));
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
        return reader.progress();
    }

    private SourceRecord record(Emission emission) {
        SchemaAndValue key = new SchemaAndValue(Schema.STRING_SCHEMA, emission.eventId());
        LogRow row = emission.row();
        return records.record(key, row.body(), row.time(), emission.offset().toMap());
    }
}
