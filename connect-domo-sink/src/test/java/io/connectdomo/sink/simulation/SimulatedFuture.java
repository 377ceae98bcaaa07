package io.connectdomo.sink.simulation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waited for in simulated time: a thread that waits hands over. */
record SimulatedFuture<T>(CompletableFuture<T> result, SimulatedTime time) implements Future<T> {
    @Override
    public T get() throws InterruptedException, ExecutionException {
        while (!result.isDone()) {
            time.sleep(1);
        }
        return result.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException {
        return get();
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        return result.cancel(mayInterrupt);
    }

    @Override
    public boolean isCancelled() {
        return result.isCancelled();
    }

    @Override
    public boolean isDone() {
        return result.isDone();
    }
}
