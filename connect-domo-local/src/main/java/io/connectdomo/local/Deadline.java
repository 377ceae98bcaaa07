package io.connectdomo.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A point in time by which something must have become true. */
public final class Deadline {
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Looks until the condition holds or the time is up; false only in the second case. */
    public boolean await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (isOver() || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_AFTER.toNanos());
        }
        return true;
    }

    boolean isOver() {
        return System.nanoTime() - endNanos >= 0;
    }
}
