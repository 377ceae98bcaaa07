package io.connectdomo.common.reports;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The history of scheduled reports (product-apis.md, "Scheduled Reports API"; observed-behaviour.md 7). Every method blocks,
 * makes one attempt, and throws {@link DomoException} where it did not succeed. Thread-safe.
 */
public final class ReportClient {
    private static final String HISTORY = "/content/v1/reportschedules/history";
    private static final int NOT_FOUND = 404;

    private final DomoHttp http;
    private final Duration deadline;

    /**
     * @param deadline of each attempt, to the last byte of its reply
     */
    public ReportClient(DomoHttp http, Duration deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /**
     * Runs, newest start first.
     *
     * @param filter whose reports; empty for Domo's default, the token owner's
     * @param recipients whether to ask for the recipients
     */
    public ReportEntries history(int skip, int limit, Optional<String> filter, boolean recipients) {
        DomoRequest request = DomoRequest.get(HISTORY)
                .withQuery("limit", limit)
                .withQuery("skip", skip)
                .withQuery("orderBy", "startTime")
                .withQuery("isAscending", false)
                .withQuery("includeRecipientInfo", recipients)
                .withDeadline(deadline);
        DomoResponse reply = http.execute(
                filter.map(whose -> request.withQuery("filter", whose)).orElse(request));
        List<JsonNode> rows = new ArrayList<>();
        reply.list().forEach(rows::add);
        return new ReportEntries(rows, reply.serverTime());
    }

    /** One run; no entry where Domo has it no more. */
    public ReportEntries entry(long id) {
        try {
            DomoResponse reply =
                    http.execute(DomoRequest.get(HISTORY + "/{}", id).withDeadline(deadline));
            return new ReportEntries(List.of(reply.object()), reply.serverTime());
        } catch (DomoException.Refused gone) {
            // In another form than Domo's it is something before Domo that knows no such page.
            if (gone.status() == NOT_FOUND && gone.json()) {
                return new ReportEntries(List.of(), Optional.empty());
            }
            throw gone;
        }
    }
}
