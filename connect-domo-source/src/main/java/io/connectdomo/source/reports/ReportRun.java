package io.connectdomo.source.reports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/**
 * One run of a report as last seen.
 *
 * @param start epoch milliseconds; {@link #NONE} while it waits for its turn
 * @param end epoch milliseconds; {@link #NONE} while it runs
 * @param version hash of what changes: status, start and end
 * @param body as it came
 */
record ReportRun(long id, long start, long end, int version, ObjectNode body) {
    static final long NONE = -1;

    /** Ascending, so that {@code settled} may follow; what has not started comes last. */
    static final Comparator<ReportRun> ORDER = Comparator.<ReportRun>comparingLong(
                    run -> run.start == NONE ? Long.MAX_VALUE : run.start)
            .thenComparingLong(ReportRun::id);

    /** Whether it may still change. */
    boolean open() {
        return start == NONE || end == NONE;
    }

    boolean startedBefore(long time) {
        return start != NONE && start < time;
    }
}
