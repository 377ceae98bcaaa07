package io.connectdomo.common.http;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats an operation on the calling thread: for code that may block, such as {@code validate()} and tools. */
public final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

    private Retries() {}

    /**
     * Calls {@code operation} until it succeeds, its failure is final, or the budget is spent. For requests that may be
     * repeated; never for a commit.
     *
     * @throws DomoException the last failure
     */
    public static <T> T call(RetryPolicy policy, Sleeper sleeper, Supplier<T> operation) {
        return call(RetryBudget.start(policy), sleeper, operation);
    }

    /** As {@link #call(RetryPolicy, Sleeper, Supplier)}, with what is left of {@code budget}. */
    public static <T> T call(RetryBudget budget, Sleeper sleeper, Supplier<T> operation) {
        while (true) {
            try {
                return operation.get();
            } catch (DomoException failure) {
                pause(budget, sleeper, failure);
            }
        }
    }

    private static void pause(RetryBudget budget, Sleeper sleeper, DomoException failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw failure;
        }
        OptionalLong delay = budget.nextDelayMs(failure);
        if (delay.isEmpty()) {
            LOG.debug("Giving up after {} attempts in {}", budget.attempts(), budget.elapsed());
            throw failure;
        }
        LOG.warn(
                "{} Attempt {} failed after {} ms; the next one comes in {} ms.",
                failure.getMessage(),
                budget.attempts(),
                budget.elapsed().toMillis(),
                delay.getAsLong());
        try {
            sleeper.sleep(Duration.ofMillis(delay.getAsLong()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
