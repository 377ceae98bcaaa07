package io.connectdomo.source.streams;

import io.connectdomo.common.thread.ContextThreads;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does work after a while, on one thread. */
interface Later {
    /** Does it unless {@link #close} comes before. */
    void after(long pauseMs, Runnable work);

    void close();

    /** On a thread of its own. */
    static Later onThread(String name) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(ContextThreads.named(name));
        return new Later() {
            @Override
            @SuppressWarnings("FutureReturnValueIgnored") // the work catches and tells what goes wrong
            public void after(long pauseMs, Runnable work) {
                try {
                    thread.schedule(work, pauseMs, TimeUnit.MILLISECONDS);
                } catch (RejectedExecutionException e) {
                    // Closed meanwhile.
                }
            }

            @Override
            public void close() {
                thread.shutdownNow();
            }
        };
    }
}
