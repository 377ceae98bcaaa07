package io.connectdomo.sink.file;

import io.connectdomo.sink.dataset.CommitTimes;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Ticker;

/** The times of an outcome that is not known: how long since, how long it was looked for, how long to pause. Not thread-safe. */
final class ResolveClock {
    private static final long NEVER = -1;
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final CommitTimes times;
    private final Ticker ticker;
    private final OutcomeMetrics metrics;
    private long unknownSinceMs = NEVER;
    private long firstAnswerMs = NEVER;
    private long pauseMs;

    ResolveClock(CommitTimes times, Ticker ticker, OutcomeMetrics metrics) {
        this.metrics = metrics;
        this.times = times;
        this.ticker = ticker;
    }

    /**
     * Looking begins, for the first time or after sending again; the budget of the whole goes on.
     *
     * @param what the outcome of what, in words
     */
    void begin(String what) {
        metrics.unknown(what, times.budgetMs());
        if (unknownSinceMs == NEVER) {
            unknownSinceMs = ticker.nowMs();
        }
        firstAnswerMs = NEVER;
        pauseMs = Math.min(FIRST_PAUSE_MS, Math.max(1, times.graceMs() / 4));
    }

    /** Looking ends. */
    void resolved(Resolution how) {
        metrics.resolved(how);
    }

    /** A look was answered. */
    void answered() {
        if (firstAnswerMs == NEVER) {
            firstAnswerMs = ticker.nowMs();
        }
    }

    /** Whether what worked may still not show. */
    boolean isEarly() {
        return ticker.nowMs() - firstAnswerMs < times.graceMs();
    }

    /** Whether what can't be repeated has been looked for long enough. */
    boolean isLateForRepeats() {
        return ticker.nowMs() - unknownSinceMs >= times.keepAskingMs();
    }

    /** Whether {@code domo.retry.timeout.ms} is spent. */
    boolean isSpent() {
        return times.budgetMs() >= 0 && ticker.nowMs() - unknownSinceMs >= times.budgetMs();
    }

    /** How long to pause before the next look: longer each time. */
    long nextPauseMs() {
        long pause = pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        return pause;
    }
}
