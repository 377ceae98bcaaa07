package io.connectdomo.sink.commit;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.sink.metrics.OutcomeMetrics;
import io.connectdomo.sink.metrics.Resolution;
import io.connectdomo.sink.task.Lease;
import io.connectdomo.sink.task.Ticker;
import io.connectdomo.sink.upload.Call;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.Step;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit on its way: does what its {@link Settlement} says, as long as the task may write.
 *
 * <p>{@link #attempt} runs on one uploader thread at a time; {@link #lookAhead} on any; {@link #cancel} and {@link #disown} are for
 * the task thread.
 *
 * @param <R> what a commit that worked leaves
 */
public final class Commit<R> implements Call {
    private static final Logger log = LoggerFactory.getLogger(Commit.class);

    private static final long LEASE_PAUSE_MS = 500;

    private enum Sent {
        NO,
        YES,
        CANCELLED
    }

    private final CommitStore<R> store;
    private final Lease lease;
    private final Ticker ticker;
    private final OutcomeMetrics metrics;
    private final Supplier<RetryBudget> budgets;
    private final Consumer<Outcome<R>> listener;

    private final AtomicReference<Sent> sent = new AtomicReference<>(Sent.NO);
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean owned = true;

    // Uploader thread only.
    private final Settlement<R> settlement;
    private Settlement.Action action = Settlement.Action.SEND;
    /** Judges failed looks and repetitions, from the first doubt on; null before. */
    private RetryBudget budget;

    /** @param listener is told the outcome, once, on an uploader thread */
    public Commit(
            CommitStore<R> store,
            CommitTimes times,
            Lease lease,
            Ticker ticker,
            Lane lane,
            Consumer<Outcome<R>> listener) {
        this.store = store;
        this.lease = lease;
        this.ticker = ticker;
        this.metrics = lane.metrics().outcome();
        this.budgets = lane::freshBudget;
        this.listener = listener;
        this.settlement = new Settlement<>(store.what(), times, store.writesOnce());
    }

    // ---- for the task thread

    /** Takes the commit back; true only if not one byte of it was sent, and none will be. */
    public boolean cancel() {
        return sent.compareAndSet(Sent.NO, Sent.CANCELLED) || sent.get() == Sent.CANCELLED;
    }

    /** A partition of it belongs to someone else now: look on, but do not send again. */
    public void disown() {
        owned = false;
    }

    // ---- for the lane

    @Override
    public String what() {
        return store.what();
    }

    /** Once sent, a commit is settled even if its destination is given up. */
    @Override
    public boolean outlivesItsLane() {
        return sent.get() == Sent.YES;
    }

    /** From the first doubt until it is known. */
    @Override
    public Optional<RetryBudget> ownBudget() {
        return settlement.state() == Settlement.State.WRITTEN ? Optional.empty() : Optional.ofNullable(budget);
    }

    @Override
    public void failed(RuntimeException cause) {
        follow(settlement.gaveUp(cause, Reply.isRefusal(cause)));
    }

    @Override
    public Step attempt() {
        return switch (action) {
            case SEND -> send();
            case LOOK -> look();
            case COMPLETE -> complete();
            case NOTHING -> Step.DONE;
        };
    }

    private Step send() {
        Step notNow = notNow();
        if (notNow != null) {
            return notNow;
        }
        Settlement.Next next = settlement.inspected(store.inspect(settlement.everSent()), ticker.nowMs());
        if (next.action() != Settlement.Action.SEND) {
            return follow(next);
        }
        if (!settlement.everSent()) {
            store.beforeFirstAttempt();
        }
        notNow = notNow(); // those questions may have taken long
        if (notNow != null) {
            return notNow;
        }
        if (!sent.compareAndSet(Sent.NO, Sent.YES) && sent.get() != Sent.YES) {
            return Step.DROPPED;
        }
        long begunMs = ticker.nowMs();
        Reply<R> reply = store.send();
        if (reply instanceof Reply.NotSent<R> notSent) {
            if (!settlement.everSent()) {
                sent.compareAndSet(Sent.YES, Sent.NO);
            }
            throw notSent.cause();
        }
        return follow(settlement.replied(reply, begunMs, ticker.nowMs()));
    }

    /** Why nothing may be sent now, or null. */
    private Step notNow() {
        if (sent.get() == Sent.CANCELLED) {
            return Step.DROPPED;
        }
        if (!owned) {
            return follow(settlement.disowned(ticker.nowMs()));
        }
        if (!lease.fresh()) {
            return lease.ended() ? Step.DONE : new Step.Again(LEASE_PAUSE_MS, null);
        }
        return null;
    }

    private Step look() {
        Sighting<R> sighting = store.look(settlement.refusedAgain());
        budget.answered();
        return follow(settlement.saw(sighting, owned, ticker.nowMs()));
    }

    private Step complete() {
        try {
            return follow(settlement.completed(store.complete(settlement.result())));
        } catch (IllegalStateException endless) {
            failed(endless);
            return Step.DONE;
        }
    }

    private Step follow(Settlement.Next next) {
        Settlement.Action before = action;
        action = next.action();
        switch (settlement.state()) {
            case IN_DOUBT -> inDoubt(before);
            case REPEATING -> repeats();
            case WRITTEN -> {
                if (before != Settlement.Action.COMPLETE) {
                    written(before);
                    return complete();
                }
            }
            case SETTLED -> {
                metrics.resolved(settlement.outcome().resolution());
                tell(settlement.outcome());
                return Step.DONE;
            }
            case UNSENT -> {}
        }
        return new Step.Again(next.inMs(), next.why());
    }

    private void inDoubt(Settlement.Action before) {
        if (before != Settlement.Action.SEND) {
            return;
        }
        if (budget == null) {
            budget = budgets.get();
        } else {
            budget.answered(); // whatever came of it, it was no 401
        }
        metrics.unknown(what(), budget.leftMs());
        log.warn(
                "{}: the outcome of the {} is not known ({}). Looking for {}; nothing is sent again before it is known.",
                store.owner(),
                what(),
                settlement.lastAnswer(),
                store.trace());
    }

    private void repeats() {
        metrics.resolved(Resolution.ABSENT);
        log.warn("{}: the {} did not show within commit.resolve.grace.ms: sending it again", store.owner(), what());
    }

    private void written(Settlement.Action before) {
        if (before == Settlement.Action.LOOK) {
            log.info("{}: the {} worked, {} is there", store.owner(), what(), store.trace());
        }
        metrics.resolved(Resolution.COMMITTED);
    }

    private void tell(Outcome<R> outcome) {
        if (told.compareAndSet(false, true)) {
            listener.accept(outcome);
        }
    }

    /**
     * For a task that may not live to see the reply: whether it is there before it. A reply that comes after this is not read.
     */
    public void lookAhead() {
        if (sent.get() != Sent.YES || told.get()) {
            return;
        }
        try {
            Sighting<R> sighting = store.look(false);
            if (sighting.kind() == Sighting.Kind.WRITTEN) {
                log.info("{}: the {} worked, {} is there before its reply", store.owner(), what(), store.trace());
                tell(new Outcome.Committed<>(sighting.result()));
            }
        } catch (DomoException notNow) {
            log.debug("The {} can't be looked for now", what(), notNow);
        }
    }
}
