package io.connectdomo.sink.task;

/**
 * Whether this task may still write: it has not been stopped, and its thread passed {@code put} or {@code preCommit} lately, the
 * first time after a silence {@code put}.
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

    /** The task thread lives, and has polled: what the group took from it meanwhile, it knows. */
    void polled() {
        touchedMs = ticker.nowMs();
    }

    /**
     * The task thread lives, and may not have polled.
     *
     * @return whether it still writes. After a silence it does not: partitions may be lost, which only the next poll tells
     */
    boolean keep() {
        boolean fresh = fresh();
        if (fresh) {
            touchedMs = ticker.nowMs();
        }
        return fresh;
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
