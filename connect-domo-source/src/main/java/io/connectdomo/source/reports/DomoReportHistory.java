package io.connectdomo.source.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Lenient;
import io.connectdomo.common.reports.ReportEntries;
import io.connectdomo.source.feed.SkippedRows;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;

/** The real history. For one feed; not thread-safe. */
final class DomoReportHistory implements ReportHistory {
    /** A run that is further ahead of Domo's clock can't be, and Kafka's brokers refuse such timestamps. */
    private static final Duration AHEAD_AT_MOST = Duration.ofMinutes(30);

    private final ReportPages pages;
    private final ReportFilter filter;
    private final boolean recipients;
    private final SkippedRows skipped;

    DomoReportHistory(ReportPages pages, ReportFilter filter, boolean recipients, SkippedRows skipped) {
        this.pages = pages;
        this.filter = filter;
        this.recipients = recipients;
        this.skipped = skipped;
    }

    @Override
    public ReportReply ask(ReportRequest request) {
        return request instanceof ReportRequest.One one
                ? reply(pages.entry(one.id()), "the run " + one.id())
                : reply(list((ReportRequest.List) request), "from " + ((ReportRequest.List) request).skip());
    }

    private ReportEntries list(ReportRequest.List list) {
        Optional<String> asked = filter.toAsk(list.afresh());
        try {
            ReportEntries entries = pages.history(list.skip(), list.limit(), asked);
            filter.taken(asked);
            return entries;
        } catch (DomoException.Refused | DomoException.Unauthorized refusal) {
            if (!filter.mayBeRefused(asked, refusal)) {
                throw refusal;
            }
            ReportEntries unfiltered = pages.history(list.skip(), list.limit(), Optional.empty());
            filter.refused(refusal);
            return unfiltered;
        }
    }

    private ReportReply reply(ReportEntries entries, String where) {
        Instant latest =
                entries.serverTime().orElseGet(Clock.systemUTC()::instant).plus(AHEAD_AT_MOST);
        List<ReportRun> runs = new ArrayList<>();
        List<? extends JsonNode> rows = entries.rows();
        for (int i = 0; i < rows.size(); i++) {
            run(rows.get(i), latest, "row " + (i + 1) + " of " + rows.size() + " (" + where + ")")
                    .ifPresent(runs::add);
        }
        return new ReportReply(runs, rows.size() - runs.size(), filter.narrowed(), entries.serverTime());
    }

    private Optional<ReportRun> run(JsonNode row, Instant latest, String where) {
        OptionalLong id = Lenient.number(row, "id");
        if (!(row instanceof ObjectNode entry) || id.isEmpty()) {
            skipped.skip(row, where, "it has no id that is a whole number");
            return Optional.empty();
        }
        for (String time : List.of("startTime", "endTime")) {
            if (Lenient.instant(entry, time).filter(latest::isBefore).isPresent()) {
                skipped.skip(row, where, "its " + time + " is in the future, or not in milliseconds");
                return Optional.empty();
            }
        }
        if (!recipients) {
            entry.remove("recipients");
        }
        long end = millis(entry, "endTime");
        long began = millis(entry, "startTime");
        // What has ended does not wait: without its start it would come out as new whenever the feed begins.
        long start = began == ReportRun.NONE ? end : began;
        return Optional.of(new ReportRun(id.getAsLong(), start, end, version(entry, start, end), entry));
    }

    private static int version(ObjectNode entry, long start, long end) {
        CRC32C checksum = new CRC32C();
        String changing = Lenient.text(entry, "status").orElse("") + "/" + start + "/" + end;
        checksum.update(changing.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    /** 0 and what is below are ways to say that there is none. */
    private static long millis(ObjectNode entry, String field) {
        return Lenient.instant(entry, field)
                .map(Instant::toEpochMilli)
                .filter(time -> time > 0)
                .orElse(ReportRun.NONE);
    }
}
