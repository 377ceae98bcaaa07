package io.connectdomo.sink.dataset;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The times of an outcome that is not known: how long since, how long it was looked for, how long to pause. One budget judges all
 * of it, looks and repetitions, failed or answered, from the moment on in which the outcome was first unknown. Not thread-safe.
 */
public final class ResolveClock {
    private static final long NEVER = -1;
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;

    private final CommitTimes times;
    private final Ticker ticker;
    private final OutcomeMetrics metrics;
    private final Supplier<RetryBudget> budgets;
    private RetryBudget budget;
    private long unknownSinceMs = NEVER;
    private long firstAnswerMs = NEVER;
    private long pauseMs;

    /** @param budgets a budget that begins now */
    public ResolveClock(CommitTimes times, Ticker ticker, OutcomeMetrics metrics, Supplier<RetryBudget> budgets) {
        this.times = times;
        this.ticker = ticker;
        this.metrics = metrics;
        this.budgets = budgets;
    }

    /**
     * Looking begins, for the first time or after sending again; the budget of the whole goes on.
     *
     * @param what the outcome of what, in words
     */
    public void begin(String what) {
        if (unknownSinceMs == NEVER) {
            unknownSinceMs = ticker.nowMs();
            budget = budgets.get();
        } else {
            budget.answered(); // whatever came of it, it was no 401
        }
        metrics.unknown(what, budget.leftMs());
        firstAnswerMs = NEVER;
        pauseMs = Math.min(FIRST_PAUSE_MS, Math.max(1, times.graceMs() / 4));
    }

    /** Judges failed looks and repetitions too; null while nothing is unknown. */
    public RetryBudget budget() {
        return budget;
    }

    /** Looking ends. */
    public void resolved(Resolution how) {
        metrics.resolved(how);
    }

    /** A look was answered. */
    public void answered() {
        budget.answered();
        if (firstAnswerMs == NEVER) {
            firstAnswerMs = ticker.nowMs();
        }
    }

    /** Whether what worked may still not show. */
    public boolean isEarly() {
        return ticker.nowMs() - firstAnswerMs < times.graceMs();
    }

    /** Whether what can't be repeated has been looked for long enough. */
    public boolean isLateForRepeats() {
        return ticker.nowMs() - unknownSinceMs >= times.keepAskingMs();
    }

    /** Whether it was looked for that long since it was last sent. */
    public boolean isLateForAnswers() {
        return ticker.nowMs() - firstAnswerMs >= times.keepAskingMs();
    }

    /** Whether {@code domo.retry.timeout.ms} is spent. */
    public boolean isSpent() {
        return budget.leftMs() == 0;
    }

    /**
     * How long to pause before the first look, at least as long as Domo asked for; but some of the budget must be left to look.
     *
     * @param failure after which the outcome is not known
     */
    public long firstPauseMs(DomoException failure) {
        long asked = failure instanceof DomoException.Retriable retriable
                ? retriable.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0;
        long left = budget.leftMs();
        return Math.max(nextPauseMs(), left < 0 ? asked : Math.min(asked, left / 2));
    }

    /** How long to pause before the next look: longer each time. */
    public long nextPauseMs() {
        long pause = pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        return pause;
    }
}
