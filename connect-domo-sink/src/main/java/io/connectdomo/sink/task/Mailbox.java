package io.connectdomo.sink.task;

import java.util.concurrent.LinkedBlockingQueue;

/**
 * What uploader threads have to tell the task thread. It is read at every {@code put} and {@code preCommit}; bounded by the
 * requests in flight, since each posts one event.
 */
public final class Mailbox {
    private final LinkedBlockingQueue<Runnable> events = new LinkedBlockingQueue<>();
    private final TaskRuntime runtime;

    public Mailbox(TaskRuntime runtime) {
        this.runtime = runtime;
    }

    /** From any thread. */
    public void post(Runnable event) {
        events.add(event);
    }

    /** On the task thread. */
    void drain() {
        for (Runnable event = events.poll(); event != null; event = events.poll()) {
            event.run();
        }
    }

    /** On the task thread: waits for one event and runs it, or returns after the time. */
    void awaitOne(long timeoutMs) throws InterruptedException {
        Runnable event = runtime.poll(events, timeoutMs);
        if (event != null) {
            event.run();
        }
    }
}
