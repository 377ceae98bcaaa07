package io.connectdomo.common.http;

import io.connectdomo.common.thread.ContextThreads;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One thread that ends attempts whose time is up: the socket time-outs of Java only see silence while reading. */
final class Watchdog implements AutoCloseable {
    private final ScheduledExecutorService timer;

    /** @param timer ended with {@link #close} */
    Watchdog(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    static Watchdog onItsThread() {
        ScheduledThreadPoolExecutor timer =
                new ScheduledThreadPoolExecutor(1, ContextThreads.named("domo-http-watchdog"));
        timer.setRemoveOnCancelPolicy(true);
        // After close() there is nothing left to watch: the client itself refuses.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return new Watchdog(timer);
    }

    /** Runs {@code action}, which must not block, after {@code delay} unless the result is cancelled before. */
    Future<?> after(Duration delay, Runnable action) {
        return timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
