package io.connectdomo.sink.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A pool of so many threads in simulated time. */
final class SimulatedThreads extends AbstractExecutorService implements ScheduledExecutorService {
    private final SimulatedTime time;
    private final int size;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;
    private boolean ended;

    SimulatedThreads(SimulatedTime time, int size) {
        this.time = time;
        this.size = size;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable body, long delay, TimeUnit unit) {
        if (ended) {
            throw new RejectedExecutionException("Ended");
        }
        Scheduled scheduled = new Scheduled();
        time.start(unit.toMillis(delay), () -> {
            if (!scheduled.isDone()) {
                run(body);
            }
        });
        return scheduled;
    }

    private void run(Runnable body) {
        if (running == size) {
            waiting.add(body);
            return;
        }
        running++;
        try {
            for (Runnable next = body; next != null && !ended; next = waiting.poll()) {
                next.run();
            }
        } finally {
            running--;
        }
    }

    @Override
    public void execute(Runnable body) {
        ScheduledFuture<?> unused = schedule(body, 0, TimeUnit.MILLISECONDS);
    }

    @Override
    public void shutdown() {
        ended = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        ended = true;
        waiting.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return ended;
    }

    @Override
    public boolean isTerminated() {
        return ended && running == 0;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable body, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable body, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    /** Only to be cancelled. */
    private static final class Scheduled extends CompletableFuture<Object> implements ScheduledFuture<Object> {
        @Override
        public long getDelay(TimeUnit unit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int compareTo(Delayed other) {
            throw new UnsupportedOperationException();
        }
    }
}
