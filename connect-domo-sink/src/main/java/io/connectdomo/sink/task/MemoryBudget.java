package io.connectdomo.sink.task;

import java.util.concurrent.atomic.AtomicLong;

/** All bytes that a task holds for all its destinations ({@code buffer.max.bytes}). Thread-safe. */
public final class MemoryBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();

    public MemoryBudget(long limit) {
        this.limit = limit;
    }

    public void take(long bytes) {
        taken.addAndGet(bytes);
        long now = used.addAndGet(bytes);
        if (now > peak.get()) {
            peak.accumulateAndGet(now, Math::max);
        }
    }

    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /** Bytes that were counted already have another size now. */
    public void resize(long before, long after) {
        used.addAndGet(after - before);
    }

    public long limit() {
        return limit;
    }

    public long used() {
        return used.get();
    }

    /** The most that was ever held at once. */
    public long peak() {
        return peak.get();
    }

    /** All that was ever taken, to tell how much one {@code put} added. */
    long taken() {
        return taken.get();
    }
}
