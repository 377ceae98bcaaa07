package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The feeds under {@code /emulator}. An entry is {@code {"fields":{…},"shownFrom":ms,"goneFrom":ms,"changes":[{"at":ms,"fields":{…}}]}};
 * what is left out is taken from an ordinary entry of that feed. Bodies that add are one entry or a list.
 */
final class FeedsControlApi {
    private final ActivityLog activityLog;
    private final Streams streams;
    private final ReportHistory reports;
    private final Clock clock;

    FeedsControlApi(ActivityLog activityLog, Streams streams, ReportHistory reports, Clock clock) {
        this.activityLog = activityLog;
        this.streams = streams;
        this.reports = reports;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", "/emulator/activity-log/entries", this::addEntries)
                .on("PUT", "/emulator/activity-log/entries/{handle}", this::changeEntry)
                .on("POST", "/emulator/activity-log/generators", this::generate)
                .on("GET", "/emulator/activity-log", request -> activity())
                .on("DELETE", "/emulator/activity-log", request -> clearActivity())
                .on("POST", "/emulator/streams", this::createStream)
                .on("POST", "/emulator/streams/{id}/executions", this::addExecutions)
                .on("PUT", "/emulator/streams/{id}/executions/{execution}", this::changeExecution)
                .on("POST", "/emulator/reports", this::addReports)
                .on("PUT", "/emulator/reports/{id}", this::changeReport)
                .on("POST", "/emulator/reports/purge", this::purgeReports);
    }

    private Reply addEntries(Request request) {
        ArrayNode handles = Json.array();
        for (JsonNode json : entries(request)) {
            Instant time = FeedEntry.time(json.path("fields"), "time", clock.instant());
            handles.add(told(FeedEntry.read(json, ActivityLog.entry(time)), activityLog::add));
        }
        return Reply.json(Json.object().set("handles", handles));
    }

    private Reply changeEntry(Request request) {
        Map<String, Object> fields = FeedEntry.fields(request.json());
        try {
            activityLog.change(request.pathNumber("handle"), fields);
        } catch (IllegalArgumentException e) {
            throw new DomoError(400, e.getMessage(), e);
        }
        return Reply.empty(204);
    }

    private Reply generate(Request request) {
        activityLog.generate(GeneratedLogJson.read(request.json(), clock.instant()));
        return activity();
    }

    private Reply activity() {
        return Reply.json(Json.object().put("entries", activityLog.size()));
    }

    private Reply clearActivity() {
        activityLog.clear();
        return Reply.empty(204);
    }

    private Reply createStream(Request request) {
        String dataSetId = Json.text(request.json(), "dataSetId");
        if (dataSetId == null) {
            throw DomoError.badRequest("'dataSetId' is required");
        }
        return Reply.json(Json.object().put("id", streams.create(dataSetId)));
    }

    private Reply addExecutions(Request request) {
        long stream = request.pathNumber("id");
        ArrayNode ids = Json.array();
        for (JsonNode json : entries(request)) {
            JsonNode fields = json.path("fields");
            long id = Json.number(fields, "executionId", streams.nextExecutionId(stream));
            Instant startedAt = FeedEntry.time(fields, "startedAt", clock.instant());
            streams.add(stream, FeedEntry.read(json, Streams.execution(id, startedAt)));
            ids.add(id);
        }
        return Reply.json(Json.object().set("ids", ids));
    }

    private Reply changeExecution(Request request) {
        Map<String, Object> fields = FeedEntry.fields(request.json());
        streams.change(request.pathNumber("id"), request.pathNumber("execution"), fields);
        return Reply.empty(204);
    }

    private Reply addReports(Request request) {
        ArrayNode ids = Json.array();
        for (JsonNode json : entries(request)) {
            JsonNode fields = json.path("fields");
            long id = Json.number(fields, "id", reports.nextId());
            Instant startTime = FeedEntry.time(fields, "startTime", clock.instant());
            reports.add(FeedEntry.read(json, ReportHistory.run(id, startTime)));
            ids.add(id);
        }
        return Reply.json(Json.object().set("ids", ids));
    }

    private Reply changeReport(Request request) {
        reports.change(request.pathNumber("id"), FeedEntry.fields(request.json()));
        return Reply.empty(204);
    }

    /** {@code {"ids":[1,2],"afterPage":true}}: between two pages, or at once. */
    private Reply purgeReports(Request request) {
        JsonNode json = request.json();
        List<Long> ids = new ArrayList<>();
        json.path("ids").forEach(id -> ids.add(id.asLong()));
        if (Json.flag(json, "afterPage")) {
            reports.purgeAfterNextPage(ids);
        } else {
            reports.purge(ids);
        }
        return Reply.empty(204);
    }

    private static Iterable<JsonNode> entries(Request request) {
        JsonNode json = request.json();
        return json.isArray() ? json : List.of(json);
    }

    private static <T> T told(FeedEntry entry, Function<FeedEntry, T> add) {
        try {
            return add.apply(entry);
        } catch (IllegalArgumentException e) {
            throw new DomoError(400, e.getMessage(), e);
        }
    }
}
