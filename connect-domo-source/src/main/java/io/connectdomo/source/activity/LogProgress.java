package io.connectdomo.source.activity;

import io.connectdomo.source.metrics.Progress;
import io.connectdomo.source.metrics.Progress.Backfill;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far the log has been read since the task started. */
final class LogProgress {
    private final long from;
    private final long goal;
    private long windows;
    private long sweeps;

    /**
     * @param from up to where the log was read when the task started
     * @param goal what there was to read then ends here
     */
    LogProgress(long from, long goal) {
        this.from = from;
        this.goal = goal;
    }

    /** A window was read to its end. */
    void read(WindowPlan.Kind kind) {
        windows++;
        sweeps += kind == WindowPlan.Kind.SWEEP ? 1 : 0;
    }

    Progress of(ActivityState state, long now, long skipped) {
        return new Progress(
                Math.max(0, now - state.frontier()),
                state.seen().size(),
                windows,
                sweeps,
                skipped,
                backfill(state.frontier()));
    }

    private Backfill backfill(long frontier) {
        return frontier >= goal
                ? Backfill.DONE
                : new Backfill(
                        frontier - from,
                        goal - from,
                        "read to " + Instant.ofEpochMilli(frontier).truncatedTo(ChronoUnit.SECONDS));
    }
}
