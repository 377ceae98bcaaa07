package io.connectdomo.sink.appdb;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Something to be found out from Domo once, by one thread; others don't wait for it, and come again. Thread-safe. */
final class OneThread {
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * Finds it out, unless that was done. What {@code find} throws is thrown, and the next to come tries again.
     *
     * @param known whether it was
     * @return false where another thread is at it
     */
    boolean once(BooleanSupplier known, Runnable find) {
        if (known.getAsBoolean()) {
            return true;
        }
        if (!busy.compareAndSet(false, true)) {
            return false;
        }
        try {
            if (!known.getAsBoolean()) {
                find.run();
            }
            return true;
        } finally {
            busy.set(false);
        }
    }
}
