package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.emulator.Fault;
import java.net.URI;
import java.time.Duration;

/** What the emulator does wrong on demand, over its control interface. */
public final class Faults {
    private static final String PATH = "/emulator/faults";
    private static final int UNTIL_CLEARED = -1;

    private final JsonHttp http;

    Faults(URI emulator) {
        this.http = new JsonHttp(emulator, Duration.ofSeconds(30));
    }

    /** Every request about the DataSet is answered 503, until {@link #clear()}. */
    public void unavailable(String dataSetId) {
        add(status(503).put("path", "**/" + dataSetId + "/**"));
    }

    /** Every commit of the DataSet is refused with 400 and these words, until {@link #clear()}. */
    public void refuseCommits(String dataSetId, String message, String toe) {
        ObjectNode body = JsonHttp.object()
                .put("status", 400)
                .put("statusReason", "Bad Request")
                .put("message", message)
                .put("toe", toe);
        add(status(400).put("path", "**/" + dataSetId + "/uploads/*/commit").put("body", JsonHttp.text(body)));
    }

    /** Any fault that the emulator knows; it counts requests from now on. */
    public void add(Fault fault) {
        add(JsonHttp.object()
                .put("method", fault.method())
                .put("path", fault.path())
                .put("nth", fault.nth())
                .put("times", fault.times())
                .put("kind", fault.kind().name())
                .put("afterWork", fault.afterWork())
                .put("status", fault.status())
                .put("retryAfter", fault.retryAfter())
                .put("body", fault.body())
                .put("delayMs", fault.delay().toMillis()));
    }

    /** How many requests have come that one of the faults is meant for, whether it hit them or not. */
    public long matched() {
        long matched = 0;
        for (JsonNode fault : http.get(PATH).orElseThrow()) {
            matched += fault.path("matched").asLong();
        }
        return matched;
    }

    /** Takes all faults back. */
    public void clear() {
        http.send("DELETE", PATH, null);
    }

    private static ObjectNode status(int status) {
        return JsonHttp.object().put("kind", "STATUS").put("status", status).put("times", UNTIL_CLEARED);
    }

    private void add(ObjectNode fault) {
        http.send("POST", PATH, fault);
    }
}
