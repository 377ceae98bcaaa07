package io.connectdomo.sink.upload;

import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.sink.metrics.DestinationMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The uploader threads of one task, shared by a lane for each destination. */
public final class Lanes implements AutoCloseable {
    private final ScheduledExecutorService threads;
    private final Supplier<RetryBudget> budgets;
    private final Consumer<Throwable> onBug;
    private final int maxInFlight;
    private final List<Lane> lanes = new ArrayList<>();

    /**
     * @param threads {@code maxInFlight} of them; ended with {@link #close}
     * @param budgets a fresh retry budget for an operation that has failed for the first time
     * @param onBug what to do with an exception that is not Domo's
     */
    public Lanes(
            ScheduledExecutorService threads,
            int maxInFlight,
            Supplier<RetryBudget> budgets,
            Consumer<Throwable> onBug) {
        this.maxInFlight = maxInFlight;
        this.budgets = budgets;
        this.onBug = onBug;
        this.threads = threads;
    }

    /**
     * @param destination its name, as {@link Object#toString} tells it by then: that of a DataSet is learned later
     * @param metrics where to count how its requests fare
     */
    public synchronized Lane lane(Object destination, DestinationMetrics metrics) {
        Lane lane = new Lane(destination, metrics, threads, budgets, this::maxInFlightOfOne, onBug);
        lanes.add(lane);
        return lane;
    }

    /** The lane has nothing more to do but what is queued: it takes no threads from the others any more. */
    public synchronized void release(Lane lane) {
        lanes.remove(lane);
    }

    /** With several destinations none may take every thread: one whose Domo hangs would stop the others. */
    private synchronized int maxInFlightOfOne() {
        return lanes.size() == 1 ? maxInFlight : Math.max(1, maxInFlight - 1);
    }

    /** Interrupts what is under way and does not wait for it: a stopping task has 5 s in all. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
