package io.connectdomo.common.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A token bucket: at most {@code perSecond} requests in the long run, a second's worth at once. A request that finds the
 * bucket empty books the next token and waits for it, so that waiting threads go in turn.
 */
final class RateLimiter {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double capacity;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private double tokens;
    private long filledAt;

    /** @param perSecond 0 sets no limit */
    RateLimiter(double perSecond, LongSupplier nanoTime, Sleeper sleeper) {
        this.perSecond = perSecond;
        this.capacity = Math.max(1, perSecond);
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.tokens = capacity;
        this.filledAt = nanoTime.getAsLong();
    }

    /** Waits for a token. False, at once and without taking one, where that would be later than {@code atMost}. */
    boolean acquire(Duration atMost) throws InterruptedException {
        if (perSecond <= 0) {
            return true;
        }
        Duration wait = book(atMost);
        if (wait.compareTo(atMost) > 0) {
            return false;
        }
        if (!wait.isZero()) {
            sleeper.sleep(wait);
        }
        return true;
    }

    private synchronized Duration book(Duration atMost) {
        long now = nanoTime.getAsLong();
        tokens = Math.min(capacity, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        Duration wait =
                tokens >= 1 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS));
        if (wait.compareTo(atMost) <= 0) {
            tokens--;
        }
        return wait;
    }
}
