package io.connectdomo.common.activity;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Lenient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The activity log (product-apis.md, "Activity Log API"). Every method blocks, makes one attempt, and throws
 * {@link DomoException} where it did not succeed. Thread-safe.
 */
public final class ActivityClient {
    private static final String AUDITS = "/audit/v1/user-audits";

    private final DomoHttp http;
    private final Duration deadline;

    /**
     * @param deadline of each attempt, to the last byte of its reply
     */
    public ActivityClient(DomoHttp http, Duration deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /**
     * Entries, newest first (observed-behaviour.md 5). Whether the bounds are inclusive is unknown.
     *
     * @param start epoch milliseconds
     * @param end epoch milliseconds
     * @param limit most entries wanted; Domo's own limit may be lower
     * @param offset how many of the newest to leave out
     * @param objectTypes only entries of these; empty for all
     */
    public ActivityEntries entries(long start, long end, int limit, int offset, List<String> objectTypes) {
        DomoRequest request = DomoRequest.get(AUDITS)
                .withQuery("start", start)
                .withQuery("end", end)
                .withQuery("offset", offset)
                .withQuery("limit", limit)
                .withDeadline(deadline);
        DomoResponse reply = http.execute(
                objectTypes.isEmpty() ? request : request.withQuery("objectType", String.join(",", objectTypes)));
        List<JsonNode> entries = new ArrayList<>();
        reply.list().forEach(entries::add);
        return new ActivityEntries(entries, reply.serverTime());
    }

    /** What {@code objectTypes} may be: strings on Domo's page, objects with a {@code type} in real replies. */
    public List<String> objectTypes() {
        List<String> types = new ArrayList<>();
        DomoRequest request = DomoRequest.get(AUDITS + "/objectTypes").withDeadline(deadline);
        for (JsonNode type : http.execute(request).list()) {
            Optional<String> name = type.isTextual() ? Optional.of(type.asText()) : Lenient.text(type, "type");
            name.ifPresent(types::add);
        }
        return types;
    }
}
