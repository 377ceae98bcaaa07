package io.connectdomo.emulator;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** How time passes for the emulator, beside what its clock tells: tests in simulated time put their own in its place. */
public interface Waiting {
    /** On the machine's clock. */
    Waiting SYSTEM = new Waiting() {};

    /** A request waits that a fault delays, on the thread that works on it. */
    default void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }

    /**
     * Has something done after a delay.
     *
     * @param work tells its own outcome
     * @param thread on which it is to run
     */
    default void later(Duration delay, Runnable work, ScheduledExecutorService thread) {
        ScheduledFuture<?> unused = thread.schedule(work, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
