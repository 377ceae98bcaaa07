package io.connectdomo.common.metrics;

import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** The largest value of the last minute. For events that are rare, such as commits. Thread-safe. */
public final class RecentMax {
    private static final long WINDOW_MS = 60_000;

    private final LongSupplier nowMs;
    /** Falling values, the oldest and largest first: a value that is followed by a larger one is never the answer. */
    private final ArrayDeque<Value> values = new ArrayDeque<>();

    private record Value(long atMs, long value) {}

    /**
     * @param nowMs a clock that only goes forward
     */
    public RecentMax(LongSupplier nowMs) {
        this.nowMs = nowMs;
    }

    public synchronized void record(long value) {
        forget();
        while (!values.isEmpty() && values.peekLast().value() <= value) {
            values.pollLast();
        }
        values.addLast(new Value(nowMs.getAsLong(), value));
    }

    /** -1 where there was none. */
    public synchronized long get() {
        forget();
        return values.isEmpty() ? -1 : values.peekFirst().value();
    }

    private void forget() {
        long oldest = nowMs.getAsLong() - WINDOW_MS;
        while (!values.isEmpty() && values.peekFirst().atMs() < oldest) {
            values.pollFirst();
        }
    }
}
