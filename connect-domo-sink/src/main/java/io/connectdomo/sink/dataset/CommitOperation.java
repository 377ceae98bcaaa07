package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits one upload session and finds out for certain whether it worked (delivery.md 2.1): a commit without a clear answer
 * is looked up before it is repeated, always with the same uploadId, and no row is uploaded again before that.
 *
 * <p>{@link #attempt} runs on one uploader thread at a time; {@link #cancel} and {@link #disown} are for the task thread.
 */
final class CommitOperation implements Call {
    private static final Logger log = LoggerFactory.getLogger(CommitOperation.class);

    /** Answers after which the commit may have worked all the same. */
    private static final Set<Integer> AMBIGUOUS = Set.of(404, 408, 409, 410, 425, 429);

    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long LEASE_PAUSE_MS = 500;

    private enum Sent {
        NO,
        YES,
        CANCELLED
    }

    private final DataSetApi api;
    private final UploadSession session;
    private final String message;
    private final CommitTimes times;
    private final Lease lease;
    private final Ticker ticker;
    private final OutcomeMetrics metrics;
    private final Consumer<CommitOutcome> listener;

    private final AtomicReference<Sent> sent = new AtomicReference<>(Sent.NO);
    private volatile boolean owned = true;

    // Uploader thread only.
    private boolean resolving;
    private boolean everSent;
    private boolean repeatRefused;
    private long unknownSinceMs;
    private long firstAnswerMs = -1;
    private long pauseMs = FIRST_PAUSE_MS;
    private String lastUnknown = "";

    CommitOperation(
            DataSetApi api,
            UploadSession session,
            String message,
            CommitTimes times,
            Lease lease,
            Ticker ticker,
            OutcomeMetrics metrics,
            Consumer<CommitOutcome> listener) {
        this.api = api;
        this.session = session;
        this.message = message;
        this.times = times;
        this.lease = lease;
        this.ticker = ticker;
        this.metrics = metrics;
        this.listener = listener;
    }

    /** Takes the commit back; true only if not one byte of it was sent, and none will be. */
    boolean cancel() {
        return sent.compareAndSet(Sent.NO, Sent.CANCELLED) || sent.get() == Sent.CANCELLED;
    }

    /** A partition of the session belongs to someone else now: look on, but do not commit again. */
    void disown() {
        owned = false;
    }

    @Override
    public String what() {
        return "commit of " + session.describe();
    }

    @Override
    public Step attempt() {
        return resolving ? resolve() : commit();
    }

    @Override
    public void failed(RuntimeException cause) {
        boolean refused = cause instanceof DomoException.Refused || cause instanceof DomoException.Unauthorized;
        if (everSent) {
            finish(new CommitOutcome.Unresolved(cause));
        } else {
            finish(refused ? new CommitOutcome.Rejected(cause) : new CommitOutcome.NotSent(cause));
        }
    }

    /** Once sent, a commit is resolved even if its destination is given up. */
    @Override
    public boolean outlivesItsLane() {
        return sent.get() == Sent.YES;
    }

    // ---- committing

    private Step commit() {
        if (sent.get() == Sent.CANCELLED) {
            return Step.DROPPED;
        }
        if (!owned) {
            return finish(new CommitOutcome.TakenOver("its partitions were taken over by another task"));
        }
        if (!lease.fresh()) {
            return lease.ended() ? Step.DONE : new Step.Again(LEASE_PAUSE_MS, null);
        }
        Optional<CommitOutcome> obstacle = api.obstacleTo(session);
        if (obstacle.isPresent()) {
            return everSent ? keepAsking("the DataSet has changed") : finish(obstacle.get());
        }
        if (!everSent) {
            api.beforeFirstAttempt(session);
        }
        if (!owned || !lease.fresh()) {
            return new Step.Again(LEASE_PAUSE_MS, null); // those questions took long
        }
        if (!sent.compareAndSet(Sent.NO, Sent.YES) && sent.get() != Sent.YES) {
            return Step.DROPPED;
        }
        return send();
    }

    private Step send() {
        try {
            CommitReply reply = api.commit(session, message, times.attemptMs());
            return finish(new CommitOutcome.Committed(Optional.of(reply)));
        } catch (DomoException.Retriable failure) {
            if (!failure.sent()) {
                if (!everSent) {
                    sent.compareAndSet(Sent.YES, Sent.NO);
                }
                throw failure;
            }
            return unknown(failure);
        } catch (DomoException.Refused refusal) {
            return refused(refusal);
        } catch (DomoException.UnknownOutcome failure) {
            return unknown(failure);
        }
    }

    private Step refused(DomoException.Refused refusal) {
        boolean clear = refusal.json() && !AMBIGUOUS.contains(refusal.status());
        if (everSent) {
            return keepAsking(refusal.getMessage());
        }
        return clear ? finish(new CommitOutcome.Rejected(refusal)) : unknown(refusal);
    }

    private Step unknown(DomoException failure) {
        if (!everSent) {
            unknownSinceMs = ticker.nowMs();
        }
        everSent = true;
        lastUnknown = failure.getMessage();
        long asked = failure instanceof DomoException.Retriable retriable
                ? retriable.retryAfter().map(Duration::toMillis).orElse(0L)
                : 0;
        return startResolving(asked);
    }

    /** The repeated commit was refused: the first one may have worked, and its version may only show late. */
    private Step keepAsking(String why) {
        repeatRefused = true;
        lastUnknown = why;
        return startResolving(0);
    }

    /**
     * @param askedMs pause that Domo asked for
     */
    private Step startResolving(long askedMs) {
        resolving = true;
        metrics.unknown(what(), times.budgetMs());
        firstAnswerMs = -1;
        pauseMs = Math.min(FIRST_PAUSE_MS, Math.max(1, times.graceMs() / 4));
        log.warn(
                "The outcome of the {} is not known ({}). Looking for its data version; nothing is uploaded again"
                        + " before it is known.",
                what(),
                lastUnknown);
        return Step.waiting(Math.max(pauseMs, askedMs), "the outcome of the " + what() + " is not known");
    }

    // ---- resolving

    private Step resolve() {
        VersionState state = api.versionOf(session, repeatRefused);
        long now = ticker.nowMs();
        if (firstAnswerMs < 0) {
            firstAnswerMs = now;
        }
        return switch (state) {
            case SUCCESS -> {
                log.info("The {} worked: its data version is there", what());
                yield finish(new CommitOutcome.Committed(Optional.empty()));
            }
            case FAILED ->
                finish(new CommitOutcome.Rejected(new IllegalStateException(
                        "Domo lists the data version of the " + what() + " as failed (" + lastUnknown + ")")));
            case PROCESSING -> askAgain(now, "Domo is still processing the " + what());
            case ABSENT -> absent(now);
        };
    }

    private Step absent(long now) {
        if (repeatRefused) {
            return now - unknownSinceMs >= times.keepAskingMs()
                    ? finish(new CommitOutcome.NotWritten(
                            "no data version of it showed, and Domo does not take its commit again: " + lastUnknown))
                    : askAgain(now, "the " + what() + " can't be repeated, and its data version does not show yet");
        }
        if (now - firstAnswerMs < times.graceMs()) {
            return askAgain(now, "the data version of the " + what() + " does not show yet");
        }
        if (!owned) {
            return finish(new CommitOutcome.TakenOver("no data version of it showed within commit.resolve.grace.ms"));
        }
        log.warn(
                "No data version of the {} showed within commit.resolve.grace.ms: committing the same upload again",
                what());
        resolving = false;
        metrics.resolved(Resolution.ABSENT);
        return Step.waiting(0, "the " + what() + " is repeated");
    }

    private Step askAgain(long now, String why) {
        if (times.budgetMs() >= 0 && now - unknownSinceMs >= times.budgetMs()) {
            return finish(new CommitOutcome.Unresolved(
                    new IllegalStateException("After domo.retry.timeout.ms it is still unknown whether the " + what()
                            + " worked: " + lastUnknown)));
        }
        Step step = Step.waiting(pauseMs, why);
        pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
        return step;
    }

    private Step finish(CommitOutcome outcome) {
        metrics.resolved(outcome.resolution());
        listener.accept(outcome);
        return Step.DONE;
    }
}
