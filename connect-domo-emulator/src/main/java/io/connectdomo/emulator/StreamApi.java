package io.connectdomo.emulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;

/**
 * Streams and their history (dataset.md, "Stream (Connector) - Get" and "Stream Execution History"; lists, search and executions
 * from observed-behaviour.md 2 and 6).
 */
final class StreamApi {
    private static final int STREAMS_AT_ONCE = 50;
    private static final int MAX_AT_ONCE = 500;
    private static final int HISTORY_AT_ONCE = 1000;
    private static final String BY_DATA_SET = "dataSource.id:";
    private static final Set<String> TIMES = Set.of("startedAt", "endedAt", "createdAt", "modifiedAt");
    private static final Set<String> NOT_IN_HISTORY = Set.of(
            "toe",
            "createdAt",
            "modifiedAt",
            "index",
            "retryCount",
            "retryExecution",
            "containerManagerId",
            "uploadId",
            "indexRequestKey",
            "runType",
            "latestPhase",
            "currentPhase",
            "removed",
            "startedBy",
            "cancelledBy",
            "dataTag",
            "peakMemoryCommittedBytes",
            "exportable",
            "manualIndex",
            "errors");

    private static final String EXECUTION_ID = "executionId";
    private static final Reply NO_PAGE = Reply.html(404, "<html><title>404</title></html>");

    /** Of so many replies of a page one is empty, the second among them. */
    private static final int EMPTY_EACH = 7;

    private static final int EMPTY_AT = 2;

    private final Map<String, Integer> replies = new ConcurrentHashMap<>();
    private final Streams streams;
    private final Dialects dialects;

    StreamApi(Streams streams, Dialects dialects) {
        this.streams = streams;
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("GET", "/data/v1/streams", this::list)
                .on("GET", "/data/v1/streams/search", this::search)
                .on("GET", "/data/v1/streams/{id}", request -> Reply.json(stream(request.pathNumber("id"))))
                .on("GET", "/data/v1/streams/{id}/history/aggregate", this::aggregate)
                .on("GET", "/data/v1/streams/{id}/history", this::plainHistory)
                .on("GET", "/data/v1/streams/{id}/executions", this::executions)
                .on("GET", "/data/v1/streams/{id}/executions/{execution}", this::execution);
    }

    private Reply list(Request request) {
        return Reply.json(page(streams.ids(), request, STREAMS_AT_ONCE).stream()
                .map(this::stream)
                .toList());
    }

    private Reply search(Request request) {
        String query = request.query("q", "");
        if (!query.startsWith(BY_DATA_SET)) {
            throw DomoError.badRequest("The emulator knows only q=" + BY_DATA_SET + "{id}");
        }
        String dataSetId = query.substring(BY_DATA_SET.length());
        return Reply.json(streams.ids().stream()
                .filter(id -> streams.dataSet(id).id().equals(dataSetId))
                .map(this::stream)
                .toList());
    }

    private Map<String, Object> stream(long id) {
        DataSet dataSet = streams.dataSet(id);
        List<Map<String, Object>> executions = new ArrayList<>(streams.executions(id));
        Collections.reverse(executions);
        Map<String, Object> last = executions.isEmpty() ? null : executions.get(0);
        boolean active = last != null && "ACTIVE".equals(last.get("currentState"));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("valid", true);
        json.put("transport", Map.of("type", "CONNECTOR", "description", "emulator", "version", "0"));
        json.put("updateMethod", "REPLACE");
        json.put("dataSource", Map.of("id", dataSet.id(), "name", dataSet.name(), "streamId", id));
        json.put("lastExecution", last == null ? null : full(last));
        json.put("lastSuccessfulExecution", lastSuccess(executions));
        json.put("currentExecution", active ? full(last) : null);
        json.put("currentExecutionState", last == null ? "IDLE" : last.get("currentState"));
        json.put("createdAt", dataSet.created().getEpochSecond());
        json.put("scheduleState", "ACTIVE");
        return json;
    }

    private Map<String, Object> lastSuccess(List<Map<String, Object>> newestFirst) {
        return newestFirst.stream()
                .filter(execution -> "SUCCESS".equals(execution.get("currentState")))
                .findFirst()
                .map(this::full)
                .orElse(null);
    }

    private Reply aggregate(Request request) {
        if (speaks(request, Dialect.EXECUTION_AGGREGATE_NO_PAGE)) {
            return NO_PAGE;
        }
        if (speaks(request, Dialect.EXECUTION_AGGREGATE_MISSING)) {
            throw DomoError.notFound("Not Found");
        }
        if (speaks(request, Dialect.EXECUTION_AGGREGATE_FORBIDDEN)) {
            throw new DomoError(403, "Forbidden");
        }
        boolean none = speaks(request, Dialect.EXECUTION_AGGREGATE_EMPTY) || isEmptyOnce(request, "aggregate");
        return Reply.json(none ? List.of() : history(request, this::summary));
    }

    private Reply plainHistory(Request request) {
        if (!speaks(request, Dialect.EXECUTION_PLAIN_HISTORY_PRESENT)) {
            throw DomoError.notFound("Not Found");
        }
        return Reply.json(isEmptyOnce(request, "history") ? List.of() : history(request, this::full));
    }

    /** The newest, without an offset: what is older than the limit is not to be had here. */
    private List<Object> history(Request request, UnaryOperator<Map<String, Object>> shown) {
        int asked = request.limit(HISTORY_AT_ONCE, HISTORY_AT_ONCE);
        int limit = speaks(request, Dialect.EXECUTION_LIMIT_IGNORED) ? HISTORY_AT_ONCE : asked;
        List<Object> rows = rows(request.pathNumber("id"), shown);
        rows.subList(0, Math.max(0, rows.size() - limit)).clear();
        if (speaks(request, Dialect.EXECUTION_HISTORY_NEWEST_FIRST)) {
            Collections.reverse(rows);
        }
        return rows;
    }

    private Reply executions(Request request) {
        long id = request.pathNumber("id");
        if (dialects.speaks(id, Dialect.EXECUTION_LIST_NO_PAGE)) {
            return NO_PAGE;
        }
        if (dialects.speaks(id, Dialect.EXECUTION_LIST_MISSING)) {
            throw DomoError.notFound("Not Found");
        }
        if (dialects.speaks(id, Dialect.EXECUTION_LIST_FORBIDDEN)) {
            throw new DomoError(403, "Forbidden");
        }
        if (dialects.speaks(id, Dialect.EXECUTION_LIST_EMPTY) || isEmptyOnce(request, "list")) {
            return Reply.json(List.of());
        }
        List<Object> rows = rows(id, this::full);
        if (dialects.speaks(id, Dialect.EXECUTION_LIST_DESCENDING)) {
            Collections.reverse(rows);
        }
        return Reply.json(page(rows, request, STREAMS_AT_ONCE));
    }

    private Reply execution(Request request) {
        if (speaks(request, Dialect.EXECUTION_DETAIL_NO_PAGE)) {
            return NO_PAGE;
        }
        if (speaks(request, Dialect.EXECUTION_DETAIL_FORBIDDEN)) {
            throw new DomoError(403, "Forbidden");
        }
        if (speaks(request, Dialect.EXECUTION_DETAIL_MISSING) || isEmptyOnce(request, "detail")) {
            throw DomoError.notFound("Not Found");
        }
        return Reply.json(full(streams.execution(request.pathNumber("id"), request.pathNumber("execution"))));
    }

    /** All that show now, the oldest first. */
    private List<Object> rows(long id, UnaryOperator<Map<String, Object>> shown) {
        List<Object> rows = new ArrayList<>();
        for (Map<String, Object> execution : streams.executions(id)) {
            Map<String, Object> row = shown.apply(execution);
            rows.add(row);
            if (dialects.speaks(id, Dialect.EXECUTION_ROWS_BAD)) {
                addBad(rows, row);
            }
        }
        return rows;
    }

    private static void addBad(List<Object> rows, Map<String, Object> row) {
        long id = ((Number) row.get(EXECUTION_ID)).longValue();
        List<Object> ids = Arrays.asList(null, "none", -id);
        if (id % 5 < ids.size()) {
            Map<String, Object> bad = new LinkedHashMap<>(row);
            bad.put(EXECUTION_ID, ids.get((int) (id % 5)));
            rows.add(bad);
        } else if (id % 50 == 49) {
            rows.add("none");
        }
    }

    private boolean speaks(Request request, Dialect position) {
        return dialects.speaks(request.pathNumber("id"), position);
    }

    private static long stream(Map<String, Object> execution) {
        return ((Number) execution.get("streamId")).longValue();
    }

    /** Each page of a stream for itself, so that a client which asks again gets an answer. */
    private boolean isEmptyOnce(Request request, String page) {
        return speaks(request, Dialect.EXECUTION_REPLIES_EMPTY_ONCE)
                && replies.merge(request.pathNumber("id") + page, 1, Integer::sum) % EMPTY_EACH == EMPTY_AT;
    }

    private static <T> List<T> page(List<T> all, Request request, int otherwise) {
        int limit = request.limit(otherwise, MAX_AT_ONCE);
        return all.stream().skip(request.number("offset", 0)).limit(limit).toList();
    }

    private Map<String, Object> full(Map<String, Object> execution) {
        return withTimes(execution, millis -> inOneForm(stream(execution), millis, Math.floorDiv(millis, 1000L)));
    }

    private Map<String, Object> summary(Map<String, Object> execution) {
        Map<String, Object> summary = dialects.speaks(stream(execution), Dialect.EXECUTION_TIMES_WHOLE)
                ? full(execution)
                : withTimes(
                        execution,
                        millis -> inOneForm(
                                stream(execution),
                                millis,
                                BigDecimal.valueOf(millis, 3).setScale(9)));
        summary.keySet().removeAll(NOT_IN_HISTORY);
        return summary;
    }

    /** What all replies have in common, where they do; else {@code seconds}. */
    private Object inOneForm(long stream, long millis, Number seconds) {
        if (dialects.speaks(stream, Dialect.EXECUTION_TIMES_ISO)) {
            return Instant.ofEpochMilli(millis).toString();
        }
        if (dialects.speaks(stream, Dialect.EXECUTION_TIMES_MICROS)) {
            return millis * 1000;
        }
        return dialects.speaks(stream, Dialect.EXECUTION_TIMES_MILLIS) ? (Number) millis : seconds;
    }

    private static Map<String, Object> withTimes(Map<String, Object> execution, LongFunction<Object> written) {
        Map<String, Object> shown = new LinkedHashMap<>(execution);
        shown.replaceAll((field, value) ->
                TIMES.contains(field) && value instanceof Number millis ? written.apply(millis.longValue()) : value);
        return shown;
    }
}
