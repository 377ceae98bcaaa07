package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private static final long LEASE_PAUSE_MS = 500;

    private enum Sent {
        NO,
        YES,
        CANCELLED
    }

    private final DataSetStore api;
    private final UploadSession session;
    private final String message;
    private final long attemptMs;
    private final Lease lease;
    private final ResolveClock clock;
    private final Consumer<CommitOutcome> listener;

    private final AtomicReference<Sent> sent = new AtomicReference<>(Sent.NO);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean owned = true;

    // Uploader thread only.
    private boolean resolving;
    private boolean everSent;
    private boolean repeatRefused;
    private String lastUnknown = "";

    /**
     * @param attemptMs hard deadline of one attempt
     */
    CommitOperation(
            DataSetStore api,
            UploadSession session,
            String message,
            long attemptMs,
            Lease lease,
            ResolveClock clock,
            Consumer<CommitOutcome> listener) {
        this.api = api;
        this.session = session;
        this.message = message;
        this.attemptMs = attemptMs;
        this.lease = lease;
        this.clock = clock;
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
    public Optional<RetryBudget> ownBudget() {
        return Optional.ofNullable(clock.budget());
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
            CommitReply reply = api.commit(session, message, attemptMs);
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
        if (everSent && !refusal.isRedirect()) {
            return keepAsking(refusal.getMessage());
        }
        return clear ? finish(new CommitOutcome.Rejected(refusal)) : unknown(refusal);
    }

    private Step unknown(DomoException failure) {
        everSent = true;
        lastUnknown = failure.getMessage();
        startResolving();
        return Step.waiting(clock.firstPauseMs(failure), "the outcome of the " + what() + " is not known");
    }

    /** The repeated commit was refused: the first one may have worked, and its version may only show late. */
    private Step keepAsking(String why) {
        repeatRefused = true;
        lastUnknown = why;
        startResolving();
        return Step.waiting(clock.nextPauseMs(), "the outcome of the " + what() + " is not known");
    }

    private void startResolving() {
        resolving = true;
        clock.begin(what());
        log.warn(
                "DataSet {}: the outcome of the {} is not known ({}). Looking for its data version; nothing is uploaded again"
                        + " before it is known.",
                api.label(),
                what(),
                lastUnknown);
    }

    // ---- resolving

    private Step resolve() {
        VersionState state = api.versionOf(session, repeatRefused);
        clock.answered();
        return switch (state) {
            case SUCCESS -> {
                log.info("DataSet {}: the {} worked, its data version is there", api.label(), what());
                yield finish(new CommitOutcome.Committed(Optional.empty()));
            }
            case FAILED ->
                finish(new CommitOutcome.Rejected(new IllegalStateException(
                        "Domo lists the data version of the " + what() + " as failed (" + lastUnknown + ")")));
            case PROCESSING -> processing();
            case HALF_SEEN -> halfSeen();
            case ABSENT -> absent();
        };
    }

    /** Perhaps Domo works on it, perhaps it lists uploads that are only open: the same upload can do no harm twice. */
    private Step processing() {
        return !repeatRefused && clock.isLateForAnswers()
                ? absent()
                : askAgain("Domo is still processing the " + what());
    }

    /** What the other list would say can't be waited for longer than for what can't be repeated. */
    private Step halfSeen() {
        return clock.isLateForRepeats()
                ? absent()
                : askAgain("only one list of data versions can be read, and the " + what() + " is not in it");
    }

    private Step absent() {
        if (repeatRefused) {
            return clock.isLateForRepeats()
                    ? finish(new CommitOutcome.NotWritten(
                            "no data version of it showed, and Domo does not take its commit again: " + lastUnknown))
                    : askAgain("the " + what() + " can't be repeated, and its data version does not show yet");
        }
        if (clock.isEarly()) {
            return askAgain("the data version of the " + what() + " does not show yet");
        }
        if (!owned) {
            return finish(new CommitOutcome.TakenOver("no data version of it showed within commit.resolve.grace.ms"));
        }
        log.warn(
                "DataSet {}: no data version of the {} showed in time: committing the same upload again",
                api.label(),
                what());
        resolving = false;
        clock.resolved(Resolution.ABSENT);
        return Step.waiting(0, "the " + what() + " is repeated");
    }

    private Step askAgain(String why) {
        if (clock.isSpent()) {
            return finish(new CommitOutcome.Unresolved(
                    new IllegalStateException("After domo.retry.timeout.ms it is still unknown whether the " + what()
                            + " worked: " + lastUnknown)));
        }
        return Step.waiting(clock.nextPauseMs(), why);
    }

    private Step finish(CommitOutcome outcome) {
        clock.resolved(outcome.resolution());
        tell(outcome);
        return Step.DONE;
    }

    private void tell(CommitOutcome outcome) {
        if (told.compareAndSet(false, true)) {
            listener.accept(outcome);
        }
    }

    /**
     * For a task that may not live to see the reply: whether the data version is there before it. On any uploader thread; a reply
     * that comes after this is not read.
     */
    void lookAhead() {
        if (sent.get() != Sent.YES || told.get()) {
            return;
        }
        try {
            if (api.versionOf(session, false) == VersionState.SUCCESS) {
                log.info("DataSet {}: the {} worked, its data version is there before its reply", api.label(), what());
                tell(new CommitOutcome.Committed(Optional.empty()));
            }
        } catch (DomoException notNow) {
            log.debug("Data versions can't be listed now", notNow);
        }
    }
}
