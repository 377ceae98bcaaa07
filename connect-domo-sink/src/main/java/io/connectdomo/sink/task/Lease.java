package io.connectdomo.sink.task;

/**
 * Whether this task may still write: it has not been stopped, and its thread passed {@code put} or {@code preCommit} lately.
 * Asked by uploader threads before every commit attempt, because the assignment itself may only be asked on the task
 * thread (delivery.md 2.5).
 */
public final class Lease {
    static final long FRESH_MS = 10_000;

    private final Ticker ticker;
    private volatile long touchedMs;
    private volatile boolean ended;

    public Lease(Ticker ticker) {
        this.ticker = ticker;
        this.touchedMs = ticker.nowMs();
    }

    /** Returns whether the task thread had been silent for too long before. */
    boolean touch() {
        long now = ticker.nowMs();
        boolean silent = now - touchedMs >= FRESH_MS;
        touchedMs = now;
        return silent;
    }

    void end() {
        ended = true;
    }

    public boolean ended() {
        return ended;
    }

    /** From any thread. */
    public boolean fresh() {
        return !ended && ticker.nowMs() - touchedMs < FRESH_MS;
    }
}
