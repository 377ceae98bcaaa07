package io.connectdomo.source.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Lenient;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/**
 * One run of a report as last seen.
 *
 * @param start epoch milliseconds, above 0; {@link #NONE} while it waits for its turn
 * @param end epoch milliseconds, above 0; {@link #NONE} while it runs
 * @param version hash of what changes: status, start and end
 * @param body as it came
 */
record ReportRun(long id, long start, long end, int version, ObjectNode body) {
    static final long NONE = -1;

    private static final Set<String> LAST = Set.of("success", "failure");

    /** Ascending, so that {@code settled} may follow; what has not started comes last. */
    static final Comparator<ReportRun> ORDER = Comparator.<ReportRun>comparingLong(
                    run -> run.start == NONE ? Long.MAX_VALUE : run.start)
            .thenComparingLong(ReportRun::id);

    /** Whether it may still change. */
    boolean open() {
        return start == NONE || end == NONE;
    }

    /** Whether its status is one that nothing follows, which Domo need not give an end. */
    boolean saysItIsOver() {
        return body != null
                && Lenient.text(body, "status")
                        .filter(status -> LAST.contains(status.toLowerCase(Locale.ROOT)))
                        .isPresent();
    }

    boolean startedBefore(long time) {
        return start != NONE && start < time;
    }
}
