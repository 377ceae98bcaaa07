package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.sink.dataset.ResolveClock;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Step;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one roll a file, or a revision, and finds out for certain whether it worked: looks at its place, sends what is to be sent
 * (the commit of its session, or all of it in one request), looks again after an answer that is none, and at last sees to it
 * that the file is as open as it is to be (delivery.md 2.1, 3).
 *
 * <p>{@link #attempt} runs on one uploader thread at a time; {@link #cancel} and {@link #disown} are for the task thread.
 */
final class RollCommit implements Call {
    private static final Logger log = LoggerFactory.getLogger(RollCommit.class);

    /** Answers after which it may have worked all the same. */
    private static final Set<Integer> AMBIGUOUS = Set.of(404, 408, 409, 410, 425, 429);

    private static final long LEASE_PAUSE_MS = 500;
    private static final int MOST_PERMISSION_UPDATES = 3;

    private enum Sent {
        NO,
        YES,
        CANCELLED
    }

    private enum Phase {
        SENDING,
        RESOLVING,
        OPENNESS
    }

    private final FileApi api;
    private final RollPlace place;
    private final String sha256;
    private final LongSupplier request;
    private final Lease lease;
    private final ResolveClock clock;
    private final Consumer<RollOutcome> listener;

    private final AtomicReference<Sent> sent = new AtomicReference<>(Sent.NO);
    private volatile boolean owned = true;

    // Uploader thread only.
    private Phase phase = Phase.SENDING;
    private RollPlace current;
    private RollOutcome.Done done;
    private int permissionUpdates;
    private boolean everSent;
    private boolean mayHaveWorked; // an answer may have been lost, rather than being one of a session that is gone
    private boolean repeatRefused;
    private String lastUnknown = "";

    /**
     * @param sha256 of the whole roll
     * @param request sends it, and returns the file's id
     */
    RollCommit(
            FileApi api,
            RollPlace place,
            String sha256,
            LongSupplier request,
            Lease lease,
            ResolveClock clock,
            Consumer<RollOutcome> listener) {
        this.api = api;
        this.place = place;
        this.current = place;
        this.sha256 = sha256;
        this.request = request;
        this.lease = lease;
        this.clock = clock;
        this.listener = listener;
    }

    /** Takes it back; true only if not one byte of it was sent, and none will be. */
    boolean cancel() {
        return sent.compareAndSet(Sent.NO, Sent.CANCELLED) || sent.get() == Sent.CANCELLED;
    }

    /** Its partition belongs to someone else: look on, but do not send again. */
    void disown() {
        owned = false;
    }

    @Override
    public String what() {
        return "commit of " + place;
    }

    @Override
    public Step attempt() {
        return switch (phase) {
            case SENDING -> send();
            case RESOLVING -> resolve();
            case OPENNESS -> seeToOpenness();
        };
    }

    @Override
    public Optional<RetryBudget> ownBudget() {
        return done == null ? Optional.ofNullable(clock.budget()) : Optional.empty();
    }

    @Override
    public void failed(RuntimeException cause) {
        boolean refused = cause instanceof DomoException.Refused || cause instanceof DomoException.Unauthorized;
        if (done != null) {
            finish(new RollOutcome.Exposed(done.fileId(), cause));
        } else if (everSent) {
            finish(new RollOutcome.Unresolved(cause));
        } else {
            finish(refused ? new RollOutcome.Rejected(cause) : new RollOutcome.NotSent(cause));
        }
    }

    /** Once sent, it is resolved even if its destination is given up. */
    @Override
    public boolean outlivesItsLane() {
        return sent.get() == Sent.YES;
    }

    // ---- sending

    private Step send() {
        Step notNow = obstacle();
        if (notNow != null) {
            return notNow;
        }
        Optional<FileInfo> now = api.find(place, sha256);
        if (isThere(now)) {
            return written(now.get().id(), !everSent);
        }
        if (place.fileId().isPresent()) {
            current = everSent ? current : place.over(now);
        } else if (!RollPlace.same(place.before(), now)) {
            return finish(new RollOutcome.Overtaken());
        }
        notNow = obstacle(); // that question may have taken long
        if (notNow != null) {
            return notNow;
        }
        if (!sent.compareAndSet(Sent.NO, Sent.YES) && sent.get() != Sent.YES) {
            return Step.DROPPED;
        }
        return request();
    }

    /** Why nothing may be sent now, or null. */
    private Step obstacle() {
        if (sent.get() == Sent.CANCELLED) {
            return Step.DROPPED;
        }
        if (!owned) {
            return finish(new RollOutcome.TakenOver());
        }
        if (!lease.fresh()) {
            return lease.ended() ? Step.DONE : new Step.Again(LEASE_PAUSE_MS, null);
        }
        return null;
    }

    /** With {@code file.id} equal content is this roll only if it may have been written before, for rolls may be equal. */
    private boolean isThere(Optional<FileInfo> now) {
        if (now.isEmpty() || !RollPlace.holds(now.get(), sha256)) {
            return false;
        }
        boolean ours = place.fileId().isEmpty() || place.replayed();
        return ours || (everSent && !RollPlace.same(current.before(), now));
    }

    private Step request() {
        try {
            return written(request.getAsLong(), false);
        } catch (DomoException.Retriable failure) {
            if (!failure.sent()) {
                if (!everSent) {
                    sent.compareAndSet(Sent.YES, Sent.NO);
                }
                throw failure;
            }
            mayHaveWorked = true;
            return unknown(failure);
        } catch (DomoException.Refused refusal) {
            return refused(refusal);
        } catch (DomoException.UnknownOutcome failure) {
            mayHaveWorked = true;
            return unknown(failure);
        }
    }

    private Step refused(DomoException.Refused refusal) {
        boolean clear = refusal.json() && !AMBIGUOUS.contains(refusal.status());
        if (everSent && !refusal.isRedirect()) {
            repeatRefused = true;
            return startResolving(refusal);
        }
        if (clear) {
            return finish(new RollOutcome.Rejected(refusal));
        }
        mayHaveWorked |= refusal.status() != 404 && refusal.status() != 410;
        return unknown(refusal);
    }

    private Step unknown(DomoException failure) {
        everSent = true;
        return startResolving(failure);
    }

    private Step startResolving(DomoException failure) {
        lastUnknown = failure.getMessage();
        phase = Phase.RESOLVING;
        clock.begin(what());
        log.warn(
                "The outcome of the {} is not known ({}). Looking for the file by its content; nothing is sent again before it"
                        + " is known.",
                what(),
                lastUnknown);
        return Step.waiting(clock.firstPauseMs(failure), "the outcome of the " + what() + " is not known");
    }

    // ---- resolving

    private Step resolve() {
        Optional<FileInfo> now = api.find(place, sha256);
        clock.answered();
        if (isThere(now)) {
            log.info("The {} worked: the file is there", what());
            return written(now.get().id(), false);
        }
        boolean early = clock.isEarly();
        boolean changed = !RollPlace.same(current.before(), now);
        if (changed && !(early && now.filter(RollPlace::isUnknown).isPresent())) {
            return finish(new RollOutcome.Overtaken());
        }
        if (early) {
            return askAgain("the " + what() + " does not show yet");
        }
        if (repeatRefused && (!mayHaveWorked || clock.isLateForRepeats())) {
            return finish(new RollOutcome.NotWritten(lastUnknown));
        }
        if (repeatRefused) {
            return askAgain("the " + what() + " can't be repeated, and does not show yet");
        }
        log.warn("The {} did not show within commit.resolve.grace.ms: sending it again", what());
        phase = Phase.SENDING;
        clock.resolved(Resolution.ABSENT);
        return Step.waiting(0, "the " + what() + " is repeated");
    }

    private Step askAgain(String why) {
        if (clock.isSpent()) {
            return finish(new RollOutcome.Unresolved(
                    new IllegalStateException("After domo.retry.timeout.ms it is still unknown whether the " + what()
                            + " worked: " + lastUnknown)));
        }
        return Step.waiting(clock.nextPauseMs(), why);
    }

    // ---- openness

    private Step written(long fileId, boolean found) {
        done = new RollOutcome.Done(fileId, found);
        clock.resolved(Resolution.COMMITTED);
        phase = Phase.OPENNESS;
        return Step.next();
    }

    /** However the file went up, and also where it was there already: what set it may have died before it did. */
    private Step seeToOpenness() {
        if (api.isAsOpenAsWanted(done.fileId())) {
            return finish(done);
        }
        if (++permissionUpdates > MOST_PERMISSION_UPDATES) {
            return finish(new RollOutcome.Exposed(
                    done.fileId(), new IllegalStateException("Domo took the new permissions and shows the old ones.")));
        }
        return Step.next();
    }

    private Step finish(RollOutcome outcome) {
        clock.resolved(outcome.resolution());
        listener.accept(outcome);
        return Step.DONE;
    }
}
