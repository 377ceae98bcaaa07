package io.connectdomo.source.reports;

import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.Step;
import io.connectdomo.source.metrics.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;

/** The history of reports as a feed. */
final class ReportFeed implements Feed {
    private final ReportHistory history;
    private final ReportReader reader;
    private final RecordMaker records;

    ReportFeed(ReportHistory history, ReportReader reader, RecordMaker records) {
        this.history = history;
        this.reader = reader;
        this.records = records;
    }

    @Override
    public String name() {
        return FeedType.REPORT_HISTORY.configured();
    }

    @Override
    public Map<String, String> partition() {
        return records.partition();
    }

    @Override
    public Step step() {
        Optional<ReportRequest> request = reader.request();
        if (request.isPresent()) {
            reader.accept(history.ask(request.get()));
        }
        List<SourceRecord> batch = reader.next().stream().map(this::record).toList();
        return new Step(batch, reader.dueInMs(), request.isPresent());
    }

    @Override
    public void hasten() {
        reader.hasten();
    }

    @Override
    public Map<String, Object> offset() {
        return reader.offset().map(ReportOffset::toMap).orElse(null);
    }

    @Override
    public Progress progress() {
        return reader.progress();
    }

    private SourceRecord record(ReportEmission emission) {
        ReportRun run = emission.run();
        long time = run.end() == ReportRun.NONE ? run.start() : run.end();
        return records.record(
                new SchemaAndValue(Schema.INT64_SCHEMA, run.id()),
                run.body(),
                time == ReportRun.NONE ? null : (Long) time,
                emission.offset().toMap());
    }
}
