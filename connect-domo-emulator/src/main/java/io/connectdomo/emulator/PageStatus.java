package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.emulator.page.Buckets;
import io.connectdomo.emulator.page.RowsWritten;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** All that the page shows, made when it asks: where no page is open it costs nothing. */
final class PageStatus {
    private static final int COMMITS = 40;
    private static final int MESSAGE_CHARS = 400;
    private static final Buckets CHART = new Buckets(Duration.ofSeconds(1), 120);

    private final Catalog catalog;
    private final RequestJournal journal;
    private final Dialects dialects;
    private final PageDataSets dataSets;
    private final PageFaults faults;
    private final PageStores stores;
    private final PageFeeds feeds;
    private final Clock clock;

    PageStatus(
            Catalog catalog,
            RequestJournal journal,
            Dialects dialects,
            PageDataSets dataSets,
            PageFaults faults,
            PageStores stores,
            PageFeeds feeds,
            Clock clock) {
        this.catalog = catalog;
        this.journal = journal;
        this.dialects = dialects;
        this.dataSets = dataSets;
        this.faults = faults;
        this.stores = stores;
        this.feeds = feeds;
        this.clock = clock;
    }

    /** The query may name a {@code dataSet}, a {@code find} and an {@code offset}. */
    ObjectNode now(Request request) {
        Instant now = clock.instant();
        List<CommitLog.Entry> commits = catalog.log().all();
        List<RowsWritten> written = written(commits);
        ObjectNode json = Json.object();
        json.put("now", now.toEpochMilli());
        json.put("credits", catalog.credits());
        json.put("requests", journal.count());
        dataSets.put(json, request, commits, now);
        ObjectNode chart = json.putObject("chart");
        chart.put("begin", CHART.begin(now).toEpochMilli());
        chart.put("widthMs", CHART.width().toMillis());
        ArrayNode rows = chart.putArray("rows");
        for (long count : CHART.of(written, now)) {
            rows.add(count);
        }
        commits(json.putArray("commits"));
        faults.put(json, written);
        stores.put(json);
        feeds.put(json);
        dialects(json.putArray("dialects"));
        return json;
    }

    static List<RowsWritten> written(List<CommitLog.Entry> commits) {
        return commits.stream()
                .map(entry -> new RowsWritten(
                        entry.dataSet(), entry.time(), entry.commit().rows()))
                .toList();
    }

    private void commits(ArrayNode json) {
        Predicate<String> shared = dataSets.shared();
        for (CommitLog.Entry entry : catalog.log().newest(COMMITS)) {
            CommitRecord commit = entry.commit();
            ObjectNode row = json.addObject();
            row.put("credit", entry.credit());
            row.put("time", entry.time().toEpochMilli());
            row.put("dataSet", entry.name());
            if (shared.test(entry.name())) {
                row.put("dataSetId", entry.dataSet());
            }
            row.put("mode", commit.mode().name());
            row.put("tag", commit.dataTag());
            row.put("upload", commit.uploadId());
            row.put("rows", commit.rows());
            row.put("parts", commit.parts());
            row.put("bytes", commit.bytes());
            row.put("message", shortened(commit.message(), MESSAGE_CHARS));
        }
    }

    private void dialects(ArrayNode json) {
        dialects.positions().values().stream()
                .sorted()
                .filter(position -> position.ofSwitch().positions().get(0) != position)
                .forEach(position -> json.addObject()
                        .put("switch", position.ofSwitch().name())
                        .put("position", position.name()));
    }

    /** Null stays null. */
    static String shortened(String text, int most) {
        return text == null || text.length() <= most ? text : text.substring(0, most) + " …";
    }
}
