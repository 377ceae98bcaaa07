package io.connectdomo.source.executions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Lenient;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * One run of a stream as last seen.
 *
 * @param id rises from run to run within the stream, with gaps
 * @param state Domo's {@code currentState}; empty where it is not told
 * @param startedAt epoch milliseconds; {@link #NONE} where Domo does not say
 * @param endedAt epoch milliseconds; {@link #NONE} while it runs, and for a while afterwards
 * @param body as it came
 */
record Execution(long id, String state, long startedAt, long endedAt, ObjectNode body) {
    static final long NONE = -1;
    static final Comparator<Execution> BY_ID = Comparator.comparingLong(Execution::id);

    /** Of these an end means nothing yet; a state that nobody knows is over when it has one. */
    private static final Set<String> GOING_ON = Set.of("IDLE", "ACTIVE");

    private static final Set<String> FAILING = Set.of("ERROR", "INVALID", "WARNING");
    private static final String FILLED_IN = "/filled";
    private static final String ERRORS = "errors";
    private static final List<String> EXPLANATION = List.of(ERRORS, "runType", "startedBy");
    private static final int SECOND = 1000;

    /** Whether Domo has errors or warnings to tell about it. */
    boolean failing() {
        return FAILING.contains(state);
    }

    /** Whether it has come to an end, so far as its state says; one that nobody knows does so together with an end. */
    boolean terminal() {
        return failing() || state.equals("SUCCESS") || (endedAt != NONE && !GOING_ON.contains(state));
    }

    boolean startedBefore(long time) {
        return startedAt != NONE && startedAt < time;
    }

    /**
     * Hash of what makes a run worth another record: state and end, and once it has ended, whether Domo says that it wrote
     * anything. Of the end only its second, and of what was written not how much: Domo's pages differ in that.
     */
    int version() {
        return hash(wrote() ? FILLED_IN : "");
    }

    /** Whether {@code version} is this look, or this one with the rows that were written, which it only does not show. */
    boolean shownBy(int version) {
        return version == version() || version == hash(FILLED_IN);
    }

    private boolean wrote() {
        return terminal() && (positive("rowsInserted") || positive("bytesInserted"));
    }

    private boolean positive(String field) {
        return Lenient.number(body, field).orElse(0) > 0;
    }

    private int hash(String more) {
        CRC32C checksum = new CRC32C();
        String changing = state + "/" + (endedAt == NONE ? NONE : endedAt / SECOND) + more;
        checksum.update(changing.getBytes(StandardCharsets.UTF_8));
        return (int) checksum.getValue();
    }

    /** Whether its errors are known already. */
    boolean explained() {
        return body.has(ERRORS);
    }

    /** The same look at the run with what {@code detail} tells besides. */
    Execution explainedBy(Execution detail) {
        ObjectNode both = body.deepCopy();
        for (String field : EXPLANATION) {
            JsonNode value = detail.body().get(field);
            if (value != null) {
                both.set(field, value);
            }
        }
        return new Execution(id, state, startedAt, endedAt, both);
    }
}
