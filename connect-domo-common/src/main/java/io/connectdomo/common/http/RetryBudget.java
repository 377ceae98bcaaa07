package io.connectdomo.common.http;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What is left of one operation's time, over all its attempts: full-jitter exponential delays, which Domo's
 * {@code Retry-After} overrides. One per operation; not thread-safe, but may be handed from thread to thread.
 */
public final class RetryBudget {
    private final RetryPolicy policy;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final long startedAt;
    private int attempts;
    private long unauthorizedSince;
    private boolean unauthorized;

    /** A budget that begins now. */
    public static RetryBudget start(RetryPolicy policy) {
        return new RetryBudget(policy, System::nanoTime, null);
    }

    /**
     * @param nanoTime a clock like {@link System#nanoTime()}
     * @param random null for the thread's own
     */
    public RetryBudget(RetryPolicy policy, LongSupplier nanoTime, RandomGenerator random) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.random = random;
        this.startedAt = nanoTime.getAsLong();
    }

    /**
     * Counts a failed attempt and says how long to wait, in milliseconds, before the next one. Empty when there must be
     * none: the failure is final, or the budget is spent. A delay never reaches beyond the budget's end, so that the last
     * attempt comes when the budget ends.
     */
    public OptionalLong nextDelayMs(DomoException failure) {
        attempts++;
        if (failure instanceof DomoException.Refused refused && !refused.mayPass()) {
            return OptionalLong.empty();
        }
        note(failure);
        Optional<Duration> left = left();
        if (left.isPresent() && left.get().toMillis() <= 0) {
            return OptionalLong.empty();
        }
        long wanted = wantedMs(failure);
        return OptionalLong.of(
                left.map(time -> Math.min(wanted, time.toMillis())).orElse(wanted));
    }

    /**
     * Domo has answered something on the way: the back-off, and the time for which 401 and 403 are borne, begin anew. The whole
     * goes on.
     */
    public void answered() {
        attempts = 0;
        unauthorized = false;
    }

    /** Time since the operation began. */
    public Duration elapsed() {
        return since(startedAt);
    }

    /** Attempts that have failed so far, in a row. */
    public int attempts() {
        return attempts;
    }

    /**
     * What is left until no further attempt follows, in milliseconds; -1 where there is no end. While Domo refuses (401, 403) the
     * minute for which that is borne counts, where it ends first.
     */
    public long leftMs() {
        return left().map(time -> Math.max(0, time.toMillis())).orElse(-1L);
    }

    /** Whether the last failure was a 401 or 403, so that it is no outage that is waited for. */
    public boolean refused() {
        return unauthorized;
    }

    private long wantedMs(DomoException failure) {
        Optional<Duration> asked =
                failure instanceof DomoException.Retriable retriable ? retriable.retryAfter() : Optional.empty();
        return asked.map(Duration::toMillis).orElseGet(this::jitter);
    }

    private long jitter() {
        return policy.delayMs(attempts, random == null ? ThreadLocalRandom.current() : random);
    }

    private void note(DomoException failure) {
        boolean now = failure instanceof DomoException.Unauthorized;
        if (now && !unauthorized) {
            unauthorizedSince = nanoTime.getAsLong();
        }
        unauthorized = now;
    }

    private Optional<Duration> left() {
        Optional<Duration> whole = policy.timeout().map(budget -> budget.minus(elapsed()));
        if (!unauthorized) {
            return whole;
        }
        Duration minute = RetryPolicy.UNAUTHORIZED_TIMEOUT.minus(since(unauthorizedSince));
        return Optional.of(whole.filter(budget -> budget.compareTo(minute) < 0).orElse(minute));
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - nanos);
    }
}
