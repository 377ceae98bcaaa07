package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.emulator.page.Buckets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** DataSets on the page: a screenful of them, and the newest rows of one. */
final class PageDataSets {
    private static final int PAGE = 25;
    private static final int ROWS = 6;
    private static final int COLUMNS = 40;
    private static final int CELL_CHARS = 200;
    private static final Buckets SPARK = new Buckets(Duration.ofSeconds(2), 60);

    private final Catalog catalog;
    private final Queries queries;

    PageDataSets(Catalog catalog, Queries queries) {
        this.catalog = catalog;
        this.queries = queries;
    }

    /** Whether a DataSet shares its name, so that only its id tells which one is meant. */
    Predicate<String> shared() {
        Set<String> once = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (DataSet dataSet : catalog.all()) {
            if (!once.add(dataSet.name())) {
                twice.add(dataSet.name());
            }
        }
        return twice::contains;
    }

    void put(ObjectNode json, Request request, List<CommitLog.Entry> commits, Instant now) {
        List<DataSet> all = catalog.all();
        Predicate<String> shared = shared();
        List<DataSet> found = found(all, request.query("find"));
        List<DataSet> shown =
                found.stream().skip(request.number("offset", 0)).limit(PAGE).toList();
        Map<String, List<CommitLog.Entry>> byDataSet =
                commits.stream().collect(Collectors.groupingBy(CommitLog.Entry::dataSet));
        json.put("rows", queries.count(all));
        json.put("dataSetCount", all.size());
        json.put("openUploads", all.stream().mapToInt(DataSet::openCount).sum());
        json.put("foundCount", found.size());
        json.put("pageSize", PAGE);
        ArrayNode list = json.putArray("dataSets");
        shown.forEach(dataSet -> {
            ObjectNode one = list.addObject();
            put(one, dataSet, byDataSet.getOrDefault(dataSet.id(), List.of()), now);
            if (shared.test(dataSet.name())) {
                one.put("sharedName", true);
            }
        });
        DataSet selected = selected(all, request.query("dataSet"))
                .or(() -> writtenLast(found, commits))
                .orElse(shown.isEmpty() ? null : shown.get(0));
        if (selected != null) {
            ObjectNode details = json.putObject("selected");
            details(details, selected);
            if (shared.test(selected.name())) {
                details.put("sharedName", true);
            }
        }
    }

    private static List<DataSet> found(List<DataSet> all, String find) {
        if (find == null || find.isBlank()) {
            return all;
        }
        String wanted = find.strip().toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(dataSet -> dataSet.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    /** The one that the visitor picked. */
    private static Optional<DataSet> selected(List<DataSet> all, String id) {
        return all.stream().filter(dataSet -> dataSet.id().equals(id)).findFirst();
    }

    private static Optional<DataSet> writtenLast(List<DataSet> found, List<CommitLog.Entry> commits) {
        Map<String, DataSet> byId = found.stream().collect(Collectors.toMap(DataSet::id, dataSet -> dataSet));
        for (int i = commits.size() - 1; i >= 0; i--) {
            DataSet written = byId.get(commits.get(i).dataSet());
            if (written != null) {
                return Optional.of(written);
            }
        }
        return Optional.empty();
    }

    private void put(ObjectNode json, DataSet dataSet, List<CommitLog.Entry> commits, Instant now) {
        json.put("id", dataSet.id());
        json.put("name", dataSet.name());
        json.put("rows", queries.count(List.of(dataSet)));
        json.put("commits", dataSet.commitCount());
        CommitRecord newest = dataSet.newestCommit();
        if (newest != null) {
            json.put("lastCommit", newest.time().toEpochMilli());
            ArrayNode modes = json.putArray("modes");
            dataSet.modes().forEach(mode -> modes.add(mode.name()));
        }
        ArrayNode spark = json.putArray("spark");
        for (long rows : SPARK.of(PageStatus.written(commits), now)) {
            spark.add(rows);
        }
        ObjectNode uploads = json.putObject("uploads");
        List<Upload> open = dataSet.newestOpen();
        uploads.put("count", dataSet.openCount());
        uploads.put("parts", open.stream().mapToInt(Upload::partCount).sum());
        uploads.put("bytes", open.stream().mapToLong(Upload::bytes).sum());
    }

    private void details(ObjectNode json, DataSet dataSet) {
        json.put("id", dataSet.id());
        json.put("name", dataSet.name());
        json.put("description", PageStatus.shortened(dataSet.description(), CELL_CHARS));
        dataSet.tags().forEach(json.putArray("tags")::add);
        ArrayNode shares = json.putArray("shares");
        dataSet.shares().forEach(share -> shares.add(share.toString()));
        Queries.Result newest = queries.newest(dataSet, ROWS);
        ArrayNode columns = json.putArray("columns");
        newest.columns().stream().limit(COLUMNS).forEach(columns::add);
        ArrayNode rows = json.putArray("newest");
        newest.rows().forEach(row -> {
            ArrayNode cells = rows.addArray();
            row.stream().limit(COLUMNS).forEach(value -> cell(cells, value));
        });
    }

    private static void cell(ArrayNode cells, Object value) {
        Object shown = QueryApi.shown(value);
        cells.add(shown == null ? null : PageStatus.shortened(shown.toString(), CELL_CHARS));
    }
}
