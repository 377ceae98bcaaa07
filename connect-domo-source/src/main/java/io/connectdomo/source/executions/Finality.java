package io.connectdomo.source.executions;

import java.time.Duration;

/** When a run can't bring anything new any more. Times in epoch milliseconds, by Domo's clock. */
final class Finality {
    /** For so long rows show late, ends are filled in and states corrected after the fact. */
    static final long SETTLE = Duration.ofMinutes(10).toMillis();

    private final long openMaxAge;

    Finality(long openMaxAge) {
        this.openMaxAge = openMaxAge;
    }

    /**
     * Whether {@code run}, as it looked at {@code time}, is final or given up.
     *
     * @param startedAtMost when it started at the latest; {@link Execution#NONE} where nothing tells
     */
    boolean reached(Execution run, long startedAtMost, long time) {
        if (run.terminal() && run.endedAt() != Execution.NONE) {
            return run.endedAt() <= time - SETTLE;
        }
        return startedAtMost != Execution.NONE && startedAtMost <= time - openMaxAge;
    }
}
