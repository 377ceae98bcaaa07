package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.task.Ticker;

/**
 * The first time of a new owner of partitions, in which it writes nothing, because what the one before it has sent may still
 * land (delivery.md 2.5 and 3). That the owner keeps it is held against the clock, which a slow machine can only make later. That
 * all lands within it is nothing that the sink promises: it is made so. Until it has landed, Domo asks the owner to come later.
 * Thread-safe.
 */
final class TakeOver {
    private static final Ticker TICKER = Ticker.system();

    private final long promisedMs;
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

    /** Called right before the partitions are opened. */
    synchronized void begin() {
        begunMs = TICKER.nowMs();
    }

    /** Whether a write comes too early for what is still to land. */
    synchronized boolean refusesWrite() {
        quietMs = Math.min(quietMs, TICKER.nowMs() - begunMs);
        return !over;
    }

    /** What the former owner had sent has landed. */
    synchronized void allHasLanded() {
        over = true;
    }

    /**
     * @throws AssertionError where the owner has written earlier than it promises
     */
    synchronized void requireKept() {
        assertThat(quietMs)
                .as("milliseconds without a write after the take-over")
                .isGreaterThanOrEqualTo(promisedMs);
    }
}
