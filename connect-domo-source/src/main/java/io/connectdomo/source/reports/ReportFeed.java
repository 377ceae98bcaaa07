package io.connectdomo.source.reports;

import com.fasterxml.jackson.databind.node.LongNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.source.feed.Feed;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.Partitions;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.SkippedRows;
import io.connectdomo.source.feed.Step;
import io.connectdomo.source.metrics.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The history of reports as a feed. */
final class ReportFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(ReportFeed.class);
    private static final int FORBIDDEN = 403;

    private final ReportHistory history;
    private final ReportReader reader;
    private final RecordMaker records;
    private final SkippedRows skipped;
    private boolean toldOfOne;

    ReportFeed(ReportHistory history, ReportReader reader, RecordMaker records, SkippedRows skipped) {
        this.history = history;
        this.reader = reader;
        this.records = records;
        this.skipped = skipped;
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
        request.ifPresent(this::ask);
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
        return reader.progress(skipped.count());
    }

    private void ask(ReportRequest request) {
        ReportReply reply;
        try {
            reply = history.ask(request);
        } catch (DomoException failure) {
            if (!copesWith(request, failure)) {
                throw failure;
            }
            return;
        }
        reader.accept(reply);
    }

    /** Whether the rest can be read all the same. */
    private boolean copesWith(ReportRequest request, DomoException failure) {
        if (request instanceof ReportRequest.One one) {
            reader.unanswered();
            return isAboutTheRun(one, failure);
        }
        ReportRequest.List list = (ReportRequest.List) request;
        boolean tooLarge = failure instanceof DomoException.UnknownOutcome unknown && unknown.tooLarge();
        if (tooLarge && !reader.shrinkPages(list)) {
            skipped.skip(
                    new LongNode(list.skip()),
                    "the row at " + list.skip(),
                    "it is larger than a reply may be (" + DomoHttp.MAX_REPLY_BYTES + " bytes)");
        }
        return tooLarge;
    }

    private boolean isAboutTheRun(ReportRequest.One run, DomoException failure) {
        boolean refused = failure instanceof DomoException.Refused
                || (failure instanceof DomoException.Unauthorized unauthorized
                        && unauthorized.status() == FORBIDDEN
                        && !unauthorized.blocked())
                || (failure instanceof DomoException.UnknownOutcome unknown && unknown.tooLarge());
        if (refused && !toldOfOne) {
            toldOfOne = true;
            LOG.warn(
                    "Domo does not show the run {} of a report alone ({}): its end is read when it comes by in the list, and"
                            + " it is asked for again at growing pauses; the same holds for others.",
                    run.id(),
                    failure.getMessage());
        }
        return refused;
    }

    private SourceRecord record(ReportEmission emission) {
        ReportRun run = emission.run();
        long time = run.end() == ReportRun.NONE ? run.start() : run.end();
        return records.record(
                new SchemaAndValue(
                        ReportSchema.KEY, ReportSchema.key(records.partition().get(Partitions.INSTANCE), run.id())),
                run.body(),
                time == ReportRun.NONE ? null : (Long) time,
                emission.offset().toMap());
    }
}
