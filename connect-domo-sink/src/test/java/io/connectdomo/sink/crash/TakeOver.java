package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongSupplier;

/**
 * The first time of a new owner of partitions, in which it writes nothing, because what the one before it has sent may still
 * land (delivery.md 2.5 and 3). That the owner keeps it is held against the clock. That all lands within it is nothing that the
 * sink promises: it is made so. Until it has landed, Domo asks the owner to come later.
 */
final class TakeOver {
    private final long promisedMs;
    private LongSupplier nowMs;
    private long begunMs;
    private long quietMs = Long.MAX_VALUE;
    private boolean over;

    private TakeOver(long promisedMs, boolean over) {
        this.promisedMs = promisedMs;
        this.over = over;
    }

    /** Nothing can land of anybody else. */
    static TakeOver none() {
        return new TakeOver(0, true);
    }

    /**
     * @param promisedMs how long the owner writes nothing
     */
    static TakeOver of(long promisedMs) {
        return new TakeOver(promisedMs, false);
    }

    /** Whose clock counts. */
    TakeOver on(LongSupplier clock) {
        nowMs = clock;
        return this;
    }

    /** Called right before the partitions are opened. */
    void begin() {
        begunMs = nowMs.getAsLong();
    }

    /** Whether a write comes too early for what is still to land. */
    boolean refusesWrite() {
        quietMs = Math.min(quietMs, nowMs.getAsLong() - begunMs);
        return !over;
    }

    /** What the former owner had sent has landed. */
    void allHasLanded() {
        over = true;
    }

    /**
     * @throws AssertionError where the owner has written earlier than it promises
     */
    void requireKept() {
        assertThat(quietMs)
                .as("milliseconds without a write after the take-over")
                .isGreaterThanOrEqualTo(promisedMs);
    }
}
