package io.connectdomo.common.thread;

import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * Makes daemon threads that log in the context of the thread that made the factory: Connect keeps its {@code [connector|task] } in
 * the MDC, which no new thread has, and whose line is whose could not be told. Every thread of the plugins comes from here.
 */
public final class ContextThreads implements ThreadFactory {
    private final Supplier<String> names;
    /** Null where there is none. */
    private final Map<String, String> context = MDC.getCopyOfContextMap();

    private ContextThreads(Supplier<String> names) {
        this.names = names;
    }

    /** For one thread. */
    public static ContextThreads named(String name) {
        return new ContextThreads(() -> name);
    }

    /** For several: {@code prefix-0}, {@code prefix-1}, … */
    public static ContextThreads numbered(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return new ContextThreads(() -> prefix + "-" + number.getAndIncrement());
    }

    @Override
    public Thread newThread(Runnable body) {
        Thread thread = new ContextThread(body, names.get());
        thread.setDaemon(true);
        return thread;
    }

    /** So that a test can ask every thread there is. */
    private final class ContextThread extends Thread {
        ContextThread(Runnable body, String name) {
            super(body, name);
        }

        @Override
        public void run() {
            if (context != null) {
                MDC.setContextMap(context);
            }
            super.run();
        }
    }
}
