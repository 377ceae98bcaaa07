package io.connectdomo.source.feed;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.source.metrics.PartitionMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed within the poll loop: when it is due, and how it fares. Its own failures cost it time and no other feed anything.
 * Everything but {@link #run} is called on the task's thread, never while {@code run} is under way.
 */
final class FeedSlot {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSlot.class);

    private final Feed feed;
    private final Supplier<RetryBudget> budgets;
    private final LongSupplier elapsedMs;
    private final Heartbeat heartbeat;
    private final PartitionMetrics metrics;
    private RetryBudget budget;
    private long dueAt;
    private volatile long aliveAt;
    private Throwable finalFailure;

    FeedSlot(
            Feed feed,
            Supplier<RetryBudget> budgets,
            LongSupplier elapsedMs,
            Heartbeat heartbeat,
            PartitionMetrics metrics) {
        this.metrics = metrics;
        this.feed = feed;
        this.budgets = budgets;
        this.elapsedMs = elapsedMs;
        this.heartbeat = heartbeat;
        this.dueAt = elapsedMs.getAsLong();
        this.aliveAt = dueAt;
    }

    long dueAt() {
        return dueAt;
    }

    /** When it could last be read. */
    long aliveAt() {
        return aliveAt;
    }

    /** Whether it can't ever be read again as things are. */
    boolean failedForGood() {
        return finalFailure != null;
    }

    /**
     * One step, on a thread of the loop.
     *
     * @param mayGoOn whether the thread may take the next step at once, where there is one
     */
    Outcome run(BooleanSupplier mayGoOn) {
        try {
            Step step = feed.step();
            aliveAt = elapsedMs.getAsLong();
            metrics.read(step.records().size(), feed.progress());
            Optional<SourceRecord> beat = heartbeat.due(feed);
            // After failures it comes back first, so that they are forgotten.
            boolean goesOn = step.dueInMs() == 0 && budget == null && mayGoOn.getAsBoolean();
            return new Outcome(this, step, beat, null, goesOn);
        } catch (RuntimeException | Error e) {
            // An Error too has to reach the task: the feed would stand still without a word.
            return new Outcome(this, null, Optional.empty(), e, false);
        }
    }

    void succeeded(Step step) {
        if (budget != null) {
            LOG.info("{} is read again, after {} failed attempts", feed.name(), budget.attempts());
            budget = null;
        }
        dueAt = elapsedMs.getAsLong() + heartbeat.atMostMs(step.dueInMs());
    }

    /**
     * Decides when it is tried again; said in the log once, not at every attempt.
     *
     * @param othersLive whether another feed could be read lately: then this one may wait beyond its budget
     */
    void failed(Throwable cause, boolean othersLive) {
        metrics.failed(cause);
        if (budget == null) {
            LOG.warn("{} has to wait: {} It is tried again until it can be read.", feed.name(), cause.getMessage());
            budget = budgets.get();
        }
        OptionalLong delay = delay(cause);
        if (delay.isEmpty() && othersLive && mayPass(cause)) {
            budget = budgets.get();
            delay = delay(cause);
        }
        if (delay.isEmpty()) {
            finalFailure = cause;
        } else {
            dueAt = elapsedMs.getAsLong() + delay.getAsLong();
        }
    }

    /** For the task's failure. */
    ConnectException asFailureOfTask() {
        return new ConnectException(
                feed.name() + " can't be read: " + finalFailure.getMessage()
                        + " Nothing is lost: when the task is restarted, it goes on behind the last record it wrote.",
                finalFailure);
    }

    private OptionalLong delay(Throwable cause) {
        return cause instanceof DomoException domo ? budget.nextDelayMs(domo) : OptionalLong.empty();
    }

    private static boolean mayPass(Throwable cause) {
        return cause instanceof DomoException.Retriable || cause instanceof DomoException.UnknownOutcome;
    }

    /**
     * What {@link #run} came to: either a step or a failure.
     *
     * @param goesOn whether the thread takes another step at once
     */
    record Outcome(FeedSlot slot, Step step, Optional<SourceRecord> heartbeat, Throwable failure, boolean goesOn) {
        /** In their order; a heartbeat speaks of what is before it. */
        List<SourceRecord> records() {
            if (step == null || heartbeat.isEmpty()) {
                return step == null ? List.of() : step.records();
            }
            List<SourceRecord> records = new ArrayList<>(step.records());
            records.add(heartbeat.get());
            return records;
        }
    }
}
