package io.connectdomo.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;

/** What the emulator does wrong on demand, over its control interface. */
public final class Faults {
    private static final String PATH = "/control/faults";

    private final JsonHttp http;

    Faults(URI emulator) {
        this.http = new JsonHttp(emulator, Duration.ofSeconds(30));
    }

    /** Every request whose path contains the text is answered 503, until {@link #clear()}. */
    public void unavailable(String pathPart) {
        add(JsonHttp.object().put("path", pathPart).put("status", 503));
    }

    /** Every commit of the DataSet is refused with 400 and these words, until {@link #clear()}. */
    public void refuseCommits(String dataSetId, String message, String toe) {
        add(JsonHttp.object()
                .put("path", dataSetId + "/uploads/\\d+/commit")
                .put("status", 400)
                .put("message", message)
                .put("toe", toe));
    }

    /** Takes all faults back. */
    public void clear() {
        http.send("DELETE", PATH, null);
    }

    private void add(ObjectNode fault) {
        http.send("POST", PATH, fault);
    }
}
