package io.connectdomo.sink.upload;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.sink.metrics.DestinationMetrics;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one destination. While Domo answers, several are in flight at once; when one fails, the lane waits: one
 * request at a time tries again at its due time, holding no thread in between, and the rest queue behind it. Thread-safe.
 */
public final class Lane {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final Object destination;
    private final DestinationMetrics metrics;
    private final ScheduledExecutorService threads;
    private final BudgetsByKind budgets;
    private final IntSupplier maxInFlight;
    private final Consumer<Throwable> onBug;
    private final ArrayDeque<Operation> queue = new ArrayDeque<>();

    private Call probe;
    private long operations;
    private int running;
    private boolean closed;
    /** The operation whose next try the lane waits for; null while Domo answers. */
    private Operation waitingFor;

    /** Whether it was said of this wait that Domo refuses. */
    private boolean refusalIsSaid;

    private volatile boolean waiting;
    private volatile boolean busy;

    /** A call that is queued, running or waiting; a call may be submitted again. */
    private record Operation(Call call, long number) {}

    Lane(
            Object destination,
            DestinationMetrics metrics,
            ScheduledExecutorService threads,
            Supplier<RetryBudget> budgets,
            IntSupplier maxInFlight,
            Consumer<Throwable> onBug) {
        this.destination = destination;
        this.metrics = metrics;
        this.threads = threads;
        this.budgets = new BudgetsByKind(budgets);
        this.maxInFlight = maxInFlight;
        this.onBug = onBug;
    }

    /** What is counted of the destination. */
    public DestinationMetrics metrics() {
        return metrics;
    }

    /** For an operation that has one of its own: begins now. */
    public RetryBudget freshBudget() {
        return budgets.fresh();
    }

    /** Whether Domo keeps failing and the lane waits. */
    public boolean waiting() {
        return waiting;
    }

    /** Whether anything is queued or under way. */
    public boolean busy() {
        return busy;
    }

    public synchronized void submit(Call call) {
        if (closed) {
            return;
        }
        queue.add(new Operation(call, ++operations));
        pump();
    }

    /** What to ask Domo when the lane waits and what it waited with is not wanted any more. */
    public void probeWith(Call call) {
        probe = call;
    }

    /** Forgets all that may be forgotten; what is under way ends by itself. */
    public synchronized void close() {
        closed = true;
        queue.removeIf(operation -> !operation.call().outlivesItsLane());
        if (waitingFor != null && !waitingFor.call.outlivesItsLane()) {
            waitingFor = null;
        }
        pump(); // what outlives the lane may have queued behind what does not
    }

    private void pump() {
        while (waitingFor == null && !queue.isEmpty() && running < maxInFlight.getAsInt()) {
            run(queue.poll(), 0);
        }
        updateFlags();
    }

    private void run(Operation operation, long delayMs) {
        running++;
        try {
            // Whatever the attempt throws goes to the bug handler, so the future has nothing to tell.
            Future<?> unused = threads.schedule(() -> guarded(operation), delayMs, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            running--;
            closed = true;
        }
    }

    private void guarded(Operation operation) {
        try {
            attempt(operation);
        } catch (RuntimeException | Error bug) {
            onBug.accept(bug);
        }
    }

    private synchronized boolean isForgotten(Operation operation) {
        return closed && !operation.call().outlivesItsLane();
    }

    private void attempt(Operation operation) {
        if (isForgotten(operation)) {
            ended(operation, false);
            return;
        }
        Step step;
        try {
            step = operation.call().attempt();
        } catch (DomoException failure) {
            step = afterFailure(operation, failure);
        } catch (RuntimeException | Error bug) {
            ended(operation, false);
            throw bug;
        }
        if (step instanceof Step.Again again) {
            // Described before the lane is locked: a call may lock its session, and a session locks the lane.
            again(operation, again, again.why() == null ? "" : operation.call().what());
        } else if (step instanceof Step.Dropped) {
            dropped(operation);
        } else if (step != null) {
            ended(operation, true);
        }
    }

    /** Null where the call has failed for good. */
    private Step afterFailure(Operation operation, DomoException failure) {
        OptionalLong delay = budgets.nextDelayMs(operation.call(), failure);
        if (delay.isPresent()) {
            metrics.retried(failure.failureCause());
            return Step.waiting(delay.getAsLong(), failure.getMessage());
        }
        ended(operation, failure instanceof DomoException.Refused refused && !refused.mayPass());
        operation.call().failed(failure);
        return null;
    }

    private synchronized void again(Operation operation, Step.Again again, String what) {
        running--;
        if (isForgotten(operation)) {
            pump();
            return;
        }
        if (again.why() == null) {
            recovered(operation);
            run(operation, again.delayMs());
        } else if (waitingFor == null || operation.equals(waitingFor)) {
            long leftMs = budgets.leftMs(operation.call());
            boolean refused = budgets.refused(operation.call());
            sayWaits(what, again.why(), refused, leftMs);
            waitingFor = operation;
            metrics.waits(what, leftMs, refused);
            run(operation, again.delayMs());
        } else {
            // Another operation tries for all of us.
            queue.addFirst(operation);
        }
        pump();
    }

    /** Once when it begins, and once more where an outage turns into a refusal, which ends much sooner, or the other way. */
    private void sayWaits(String what, String why, boolean refused, long leftMs) {
        if (refused && (waitingFor == null || !refusalIsSaid)) {
            log.warn(
                    "{} is refused by Domo: {} is tried again for {} s at most, then it is given up. {}",
                    destination,
                    what,
                    (leftMs + 999) / 1000,
                    why);
        } else if (!refused && (waitingFor == null || refusalIsSaid)) {
            log.warn("{} waits for Domo: {} goes on as soon as Domo answers. {}", destination, what, why);
        }
        refusalIsSaid = refused;
    }

    private synchronized void ended(Operation operation, boolean answered) {
        running--;
        if (answered) {
            budgets.answered(operation.call());
            recovered(operation);
        } else if (operation.equals(waitingFor)) {
            waitingFor = null;
        }
        pump();
    }

    /** Domo has answered nothing, so the lane goes on waiting, with the next operation and what is left of the budget. */
    private synchronized void dropped(Operation operation) {
        running--;
        if (operation.equals(waitingFor) && closed && queue.isEmpty()) {
            waitingFor = null;
        } else if (operation.equals(waitingFor)) {
            Operation next = queue.isEmpty() ? new Operation(probe, ++operations) : queue.poll();
            waitingFor = next;
            run(next, 0);
        }
        pump();
    }

    private void recovered(Operation operation) {
        if (operation.equals(waitingFor)) {
            waitingFor = null;
            log.info("{} goes on: Domo answers again", destination);
        }
    }

    private void updateFlags() {
        waiting = waitingFor != null;
        if (!waiting) {
            metrics.goesOn();
        }
        busy = running > 0 || !queue.isEmpty();
    }
}
