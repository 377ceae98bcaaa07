package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The feeds that a source reads, on the page; a feed without entries is left out. */
final class PageFeeds {
    private static final int NEWEST = 5;
    private static final int STREAMS = 20;
    private static final int ENTRY_CHARS = 200;
    private static final AuditQuery ALL = new AuditQuery(0, Long.MAX_VALUE, Map.of());

    private final ActivityLog activityLog;
    private final Streams streams;
    private final ReportHistory reports;
    private final RequestJournal journal;

    PageFeeds(ActivityLog activityLog, Streams streams, ReportHistory reports, RequestJournal journal) {
        this.activityLog = activityLog;
        this.streams = streams;
        this.reports = reports;
        this.journal = journal;
    }

    void put(ObjectNode json) {
        ArrayNode feeds = json.putArray("feeds");
        long entries = activityLog.size();
        if (entries > 0) {
            feed(
                    feeds.addObject(),
                    "Activity log",
                    entries + " entries",
                    "GET /audit/",
                    activityLog.page(ALL, 0, NEWEST),
                    "time",
                    "eventText",
                    "additionalComment");
        }
        List<Long> ids = streams.ids();
        for (long stream : ids.subList(0, Math.min(STREAMS, ids.size()))) {
            List<Map<String, Object>> runs = streams.executions(stream);
            feed(
                    feeds.addObject(),
                    "Stream " + stream + " of " + streams.dataSet(stream).name(),
                    runs.size() + " executions",
                    "GET /data/v1/streams",
                    newest(runs),
                    "startedAt",
                    "executionId",
                    "currentState",
                    "rowsInserted");
        }
        if (reports.size() > 0) {
            List<Map<String, Object>> runs = reports.shown();
            feed(
                    feeds.addObject(),
                    "Report history",
                    runs.size() + " runs",
                    "GET /content/v1/reportschedules",
                    newest(runs),
                    "startTime",
                    "reportTitle",
                    "status");
        }
    }

    /** Newest first. */
    private static List<Map<String, Object>> newest(List<Map<String, Object>> ascending) {
        return Stream.iterate(ascending.size() - 1, i -> i >= 0, i -> i - 1)
                .limit(NEWEST)
                .map(ascending::get)
                .toList();
    }

    private void feed(
            ObjectNode json,
            String name,
            String counts,
            String requests,
            List<Map<String, Object>> newest,
            String time,
            String... fields) {
        json.put("name", name);
        json.put("counts", counts);
        json.put("requests", requestsOf(requests));
        ArrayNode entries = json.putArray("newest");
        for (Map<String, Object> entry : newest) {
            String words = Stream.of(fields)
                    .map(entry::get)
                    .map(value -> Objects.toString(value, "–"))
                    .collect(Collectors.joining("  "));
            ObjectNode shown = entries.addObject().put("words", PageStatus.shortened(words, ENTRY_CHARS));
            if (entry.get(time) instanceof Number millis) {
                shown.put("time", Instant.ofEpochMilli(millis.longValue()).toEpochMilli());
            }
        }
    }

    private long requestsOf(String kinds) {
        return journal.counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith(kinds))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
