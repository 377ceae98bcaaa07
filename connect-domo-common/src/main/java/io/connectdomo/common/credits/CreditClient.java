package io.connectdomo.common.credits;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import java.time.Duration;

/**
 * What Domo says of credits. On no page of Domo's (docs/domo-facts.md, "Credits"): clients ask for {@code /api/metrics/v1/usage/credits/reports/balance}, with the grant
 * "View Credit Reports". Every method blocks, makes one attempt, and throws {@link DomoException} where it did not succeed. Thread-safe.
 */
public final class CreditClient {
    private final DomoHttp http;
    private final Duration deadline;

    /**
     * @param deadline of each attempt, to the last byte of its reply
     */
    public CreditClient(DomoHttp http, Duration deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /** The balance, in a form that nobody has shown. */
    public JsonNode balance() {
        return http.execute(DomoRequest.get("/metrics/v1/usage/credits/reports/balance")
                        .withDeadline(deadline))
                .json();
    }
}
