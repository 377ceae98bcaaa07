package io.connectdomo.common.http;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long and how often one operation is repeated (contract.md 1).
 *
 * @param timeout budget over all attempts; empty for ever
 * @param backoff bound of the first random delay, doubled with every further attempt
 * @param backoffMax where the doubling ends
 */
public record RetryPolicy(Optional<Duration> timeout, Duration backoff, Duration backoffMax) {
    /** 401 and 403 in mid-run are retried this long, whatever the budget: tokens are renewed, rights given back. */
    public static final Duration UNAUTHORIZED_TIMEOUT = Duration.ofMinutes(1);

    public RetryPolicy {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(backoffMax, "backoffMax");
    }

    public static RetryPolicy of(DomoConnectionConfig config) {
        return new RetryPolicy(config.retryTimeout(), config.backoff(), config.backoffMax());
    }

    /** A random delay after {@code failures} failed attempts, in milliseconds. */
    public long delayMs(int failures, RandomGenerator random) {
        return random.nextLong(ceilingMs(failures) + 1);
    }

    /** The largest delay after {@code failures} failed attempts, in milliseconds; at least 1. */
    long ceilingMs(int failures) {
        long max = Math.max(1, backoffMax.toMillis());
        long ceiling = Math.max(1, backoff.toMillis());
        for (int i = 1; i < failures && ceiling < max; i++) {
            ceiling = ceiling > max / 2 ? max : ceiling * 2;
        }
        return Math.min(ceiling, max);
    }
}
