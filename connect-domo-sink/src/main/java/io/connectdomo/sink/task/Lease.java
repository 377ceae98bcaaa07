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

    /** The task thread lives. */
    void touch() {
        touchedMs = ticker.nowMs();
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
