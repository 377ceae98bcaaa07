package io.connectdomo.sink.commit;

import java.time.Duration;

/**
 * The clocks of a commit, in milliseconds.
 *
 * @param attemptMs hard deadline of one attempt ({@code commit.timeout.ms})
 * @param graceMs how long a committed version may stay invisible ({@code commit.resolve.grace.ms})
 * @param budgetMs for one commit with all its look-ups and repetitions ({@code domo.retry.timeout.ms}); negative: for ever
 */
public record CommitTimes(long attemptMs, long graceMs, long budgetMs) {
    private static final long HALF_OF_FOREVER_MS = 300_000;

    /** {@link #attemptMs} as the client takes it. */
    public Duration attempt() {
        return Duration.ofMillis(attemptMs);
    }

    /** How long to keep asking after a repeated commit was refused too: the first may have worked unseen. */
    public long keepAskingMs() {
        return budgetMs < 0 ? HALF_OF_FOREVER_MS : budgetMs / 2;
    }
}
