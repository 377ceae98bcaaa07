package io.connectdomo.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
