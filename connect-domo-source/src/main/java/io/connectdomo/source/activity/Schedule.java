package io.connectdomo.source.activity;

import io.connectdomo.source.feed.Rest;
import io.connectdomo.source.feed.ServerClock;
import java.util.Optional;

/** Decides which window of the log is read next: what is new, or once more what is not settled. */
final class Schedule {
    private final ActivitySettings settings;
    private final ServerClock clock;
    private long nextPollAt;
    private long pollEnd = Long.MIN_VALUE;
    private long nextSweepAt;
    private boolean sweeping;
    private long sweepBegan;
    private long sweepBeganAt;
    private long swept;
    private boolean sweptNothing;

    /** What the sweep before has read. */
    private long sweptBefore = Long.MIN_VALUE;

    Schedule(ActivitySettings settings, ServerClock clock) {
        this.settings = settings;
        this.clock = clock;
        this.nextPollAt = clock.elapsedMs();
        this.nextSweepAt = clock.elapsedMs() + settings.sweepInterval();
    }

    /**
     * The next window, as long as it gets; empty when nothing is due. Until it has been read whole, there is no other.
     */
    Optional<WindowPlan> next(ActivityState state) {
        if (!sweeping && sweepDue(state)) {
            beginSweep();
        }
        if (sweeping) {
            swept = Math.max(swept, state.settled());
            if (swept < state.frontier()) {
                return Optional.of(new WindowPlan(WindowPlan.Kind.SWEEP, swept, state.frontier()));
            }
            endSweep(state);
        }
        return newEntries(state);
    }

    /** Domo has answered so many entries about a window of this kind: what asked it does not ask again without a pause. */
    void answered(WindowPlan.Kind kind, int entries) {
        if (kind == WindowPlan.Kind.SWEEP) {
            sweptNothing |= entries == 0;
            nextSweepAt = Math.max(nextSweepAt, clock.elapsedMs() + Rest.atLeast(settings.sweepInterval()));
        } else {
            nextPollAt = Math.max(nextPollAt, clock.elapsedMs() + Rest.atLeast(settings.pollInterval()));
        }
    }

    /** A window was read whole up to {@code to}. */
    void read(WindowPlan.Kind kind, long to) {
        if (kind == WindowPlan.Kind.SWEEP) {
            swept = to;
        }
    }

    /** Milliseconds until {@link #next} has a window; 0 for now. */
    long dueInMs(ActivityState state) {
        if (sweeping || sweepDue(state) || state.frontier() < pollEnd) {
            return 0;
        }
        long at = state.closed() ? nextPollAt : Math.min(nextPollAt, nextSweepAt);
        return Math.max(0, at - clock.elapsedMs());
    }

    void hasten() {
        nextPollAt = Math.min(nextPollAt, clock.elapsedMs());
    }

    /**
     * Whether a stretch up to {@code to} may still be taken as {@code kind}: settled is only what is old by the slowest clock that was
     * heard of, which may have been heard of since the window was planned.
     */
    boolean holds(WindowPlan.Kind kind, long to) {
        return kind != WindowPlan.Kind.SETTLE || to <= clock.certain() - settings.maxDelay();
    }

    private Optional<WindowPlan> newEntries(ActivityState state) {
        long now = clock.now();
        // What was planned by a faster clock is not there yet.
        pollEnd = Math.min(pollEnd, now - settings.lag());
        if (state.frontier() >= pollEnd && clock.elapsedMs() >= nextPollAt) {
            nextPollAt = clock.elapsedMs() + settings.pollInterval();
            pollEnd = now - settings.lag();
        }
        long from = state.frontier();
        if (from >= pollEnd) {
            return Optional.empty();
        }
        long old = clock.certain() - settings.maxDelay();
        // Only where nothing below is unsettled: a late entry there would be passed over. A sweep that an outage
        // interrupted ends here with settled still below the frontier.
        return Optional.of(
                state.closed() && from < old
                        ? new WindowPlan(WindowPlan.Kind.SETTLE, from, Math.min(pollEnd, old))
                        : new WindowPlan(WindowPlan.Kind.READ, from, pollEnd));
    }

    private boolean sweepDue(ActivityState state) {
        if (state.closed()) {
            return false;
        }
        // After an outage everything read before it is old by now: settle it, and what follows can settle at once.
        boolean old = state.frontier() <= clock.certain() - settings.maxDelay();
        return old || clock.elapsedMs() >= nextSweepAt;
    }

    private void beginSweep() {
        sweeping = true;
        sweepBegan = clock.certain();
        sweepBeganAt = clock.elapsedMs();
        swept = Long.MIN_VALUE;
        sweptNothing = false;
        nextSweepAt = clock.elapsedMs() + settings.sweepInterval();
    }

    private void endSweep(ActivityState state) {
        sweeping = false;
        // A slower clock that was heard of since tells that it began earlier.
        long began = Math.min(sweepBegan, clock.certain() - (clock.elapsedMs() - sweepBeganAt));
        long reached = Math.min(state.frontier(), began - settings.maxDelay());
        // That there is nothing, Domo has to say twice: once may be a mistake, and what is settled is never read again.
        state.settle(sweptNothing ? Math.min(sweptBefore, reached) : reached);
        sweptBefore = reached;
    }
}
