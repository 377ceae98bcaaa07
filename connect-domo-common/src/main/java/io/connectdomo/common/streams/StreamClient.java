package io.connectdomo.common.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Streams and their executions (product-apis.md, "Stream (Connector)"; observed-behaviour.md 6). Every method blocks, makes
 * one attempt, and throws {@link DomoException} where it did not succeed; a stream that does not exist is {@code Refused} with
 * 404. Thread-safe.
 */
public final class StreamClient {
    /** The longest reply of {@link #executionHistory} that is known; what Domo really gives may be less. */
    public static final int HISTORY_LIMIT = 1000;

    private static final String STREAM = "/data/v1/streams/{}";
    private static final String EXECUTIONS = STREAM + "/executions";

    private final DomoHttp http;
    private final Duration deadline;

    /**
     * @param deadline of each attempt, to the last byte of its reply
     */
    public StreamClient(DomoHttp http, Duration deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /**
     * Some streams' ids, in Domo's order (observed-behaviour.md 2; the product page has the path for its creation only).
     *
     * @param limit at most 500
     */
    public List<Long> streams(int limit) {
        DomoResponse reply = execute(
                DomoRequest.get("/data/v1/streams").withQuery("limit", limit).withQuery("offset", 0));
        List<Long> ids = new ArrayList<>();
        for (JsonNode stream : reply.list()) {
            Lenient.number(stream, "id").ifPresent(ids::add);
        }
        return ids;
    }

    /** All that {@link #executionHistory(long, int)} gives. */
    public StreamExecutions executionHistory(long stream) {
        return executionHistory(stream, HISTORY_LIMIT);
    }

    /**
     * "Stream Execution History": the latest executions, without their errors. It can't be asked for what is older.
     *
     * @param limit at most {@link #HISTORY_LIMIT}; whether Domo gives fewer, or more, is up to Domo
     */
    public StreamExecutions executionHistory(long stream, int limit) {
        return list(DomoRequest.get(STREAM + "/history/aggregate", stream).withQuery("limit", limit));
    }

    /** The same executions from the page beside it, which observed-behaviour.md 6 has and no product page. */
    public StreamExecutions plainHistory(long stream, int limit) {
        return list(DomoRequest.get(STREAM + "/history", stream).withQuery("limit", limit));
    }

    /**
     * A part of all executions, by ascending id (observed-behaviour.md 6; on no product page).
     *
     * @param offset how many of the oldest to leave out; no execution's id, for ids have gaps
     */
    public StreamExecutions executions(long stream, int limit, long offset) {
        return list(
                DomoRequest.get(EXECUTIONS, stream).withQuery("limit", limit).withQuery("offset", offset));
    }

    /** One execution with its errors. Whether Domo has this page for every execution is unknown. */
    public StreamExecutions execution(long stream, long execution) {
        DomoResponse reply = execute(DomoRequest.get(EXECUTIONS + "/{}", stream, execution));
        return new StreamExecutions(List.of(reply.object()), reply.serverTime());
    }

    /** The latest execution with its errors ("Stream (Connector) - Get"); none where the stream has not run. */
    public StreamExecutions lastExecution(long stream) {
        DomoResponse reply = execute(DomoRequest.get(STREAM, stream));
        List<ObjectNode> entries =
                reply.object().path("lastExecution") instanceof ObjectNode last ? List.of(last) : List.of();
        return new StreamExecutions(entries, reply.serverTime());
    }

    /** The executions that the stream's own page shows in full: the last, the one that is going on, the last successful one. */
    public StreamExecutions shownExecutions(long stream) {
        DomoResponse reply = execute(DomoRequest.get(STREAM, stream));
        List<ObjectNode> entries = new ArrayList<>();
        for (String field : List.of("lastExecution", "currentExecution", "lastSuccessfulExecution")) {
            if (reply.object().path(field) instanceof ObjectNode shown && !entries.contains(shown)) {
                entries.add(shown);
            }
        }
        return new StreamExecutions(entries, reply.serverTime());
    }

    private StreamExecutions list(DomoRequest request) {
        DomoResponse reply = execute(request);
        List<ObjectNode> entries = new ArrayList<>();
        for (JsonNode entry : reply.list()) {
            // An empty object in its place: it counts as a row, and says nothing.
            entries.add(entry instanceof ObjectNode object ? object : Json.object());
        }
        return new StreamExecutions(entries, reply.serverTime());
    }

    private DomoResponse execute(DomoRequest request) {
        return http.execute(request.withDeadline(deadline));
    }
}
