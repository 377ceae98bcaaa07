package io.connectdomo.source.executions;

import io.connectdomo.source.executions.ExecutionReply.Outcome;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.metrics.Progress;
import io.connectdomo.source.metrics.Progress.Backfill;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the executions of a stream so that every run comes out when it shows and whenever it changes, until it is final
 * (delivery.md 4), {@link Reading} by reading. Pure logic, used like the reader of the activity log. Not thread-safe.
 */
final class ExecutionReader {
    private final ExecutionSettings settings;
    private final ServerClock clock;
    private final Start start;
    private final UnreadRuns unread;
    private final Finality finality;
    private final Cadence cadence;
    private final LookUps lookUps;
    private final LatestLimit limit = new LatestLimit();
    private ExecutionState state;
    private Delivery delivery;
    private Reading reading;
    private long readings;
    private long readAt;

    /** When the question was put that is being answered: elapsed, and by Domo's clock. */
    private long sentAt;

    private long askedAt;
    private boolean again;

    /** Below, nothing can show any more that this reader has not seen. */
    private long quietTo;

    private long highest;

    /**
     * @param name of the stream, as logs have it
     * @param resumed where the feed was left, empty for a new one
     */
    ExecutionReader(String name, ExecutionSettings settings, ServerClock clock, Optional<ExecutionOffset> resumed) {
        this.settings = settings;
        this.clock = clock;
        this.finality = new Finality(settings.openMaxAge());
        this.start = new Start(name, settings.start(), resumed, finality);
        this.unread = new UnreadRuns(name);
        this.cadence = new Cadence(settings, clock);
        this.lookUps = new LookUps(settings);
    }

    /** What to ask Domo now; empty while runs wait in {@link #next}, and while nothing is due. */
    Optional<ExecutionRequest> request() {
        if (delivery == null && reading == null) {
            if (cadence.dueInMs() > 0) {
                return Optional.empty();
            }
            cadence.began();
            reading = new Reading(quietTo, limit.next());
        }
        if (!again) {
            sentAt = clock.elapsedMs();
        }
        return delivery != null ? delivery.request() : Optional.of(reading.request());
    }

    /** Takes the reply to {@link #request}. */
    void accept(ExecutionReply reply) {
        again = reply.outcome() == Outcome.AGAIN;
        if (reply.serverTime().isPresent() || (reply.asked() && reply.outcome() == Outcome.ANSWERED)) {
            clock.observe(reply.serverTime());
        }
        if (again) {
            return;
        }
        if (reply.outcome() == Outcome.STREAM_GONE) {
            rest();
            return;
        }
        // Before the reply at any rate: what showed by then is in it.
        // And by no single node's clock: what it makes final is not looked at again.
        long time = clock.proven() ? clock.now() : clock.certain();
        askedAt = time - (clock.elapsedMs() - sentAt);
        if (delivery != null) {
            delivery.accept(reply.runs());
        } else if (reading.gap != null) {
            partOfGap(reply);
        } else if (reading.isLookingUp()) {
            lookedUp(reading.toLookUp.remove(), reply);
        } else {
            latest(reply.ascending(), reply.rows());
        }
    }

    /** The next runs, at most a batch of them; empty when Domo has to be asked first. */
    List<Emission> next() {
        if (delivery == null) {
            return List.of();
        }
        List<Emission> batch = delivery.next(settings.batch());
        reading.brought |= !batch.isEmpty();
        if (delivery.done()) {
            delivery = null;
            delivered();
        }
        return batch;
    }

    /** Milliseconds until {@link #request} or {@link #next} has something; 0 for now. */
    long dueInMs() {
        return delivery != null || reading != null ? 0 : cadence.dueInMs();
    }

    /** What would be due later is due now. */
    void hasten() {
        cadence.hasten();
    }

    /** Where a restart would go on now; empty while that is not known. */
    Optional<ExecutionOffset> offset() {
        return Optional.ofNullable(state).map(ExecutionState::offset);
    }

    /**
     * @param skipped rows that could not be read
     */
    Progress progress(long skipped) {
        if (state == null) {
            return Progress.UNKNOWN;
        }
        long delay = readings == 0 ? -1 : clock.elapsedMs() - readAt;
        return new Progress(delay, state.pending().size(), readings, 0, skipped + state.passedOver(), backfill());
    }

    private Backfill backfill() {
        if (readings > 0) {
            return Backfill.DONE;
        }
        if (reading != null && reading.isLookingUp()) {
            return new Backfill(99, 100, reading.toLookUp.size() + " open executions left to look up");
        }
        if (reading == null || reading.gap == null) {
            return new Backfill(0, 1, "");
        }
        GapRead gap = reading.gap;
        return new Backfill(gap.done(), gap.total(), gap.done() + " of " + gap.total() + " executions read");
    }

    private void latest(List<Execution> runs, int rows) {
        if (!runs.isEmpty() && runs.get(runs.size() - 1).id() < highest && reading.limit < LatestLimit.MOST) {
            // Not the latest, which may be only how Domo takes the limit.
            reading.limit = LatestLimit.MOST;
            return;
        }
        if (runs.isEmpty() && rows > 0 && reading.limit < LatestLimit.MOST) {
            // None of them can be read; further down some may.
            reading.limit = LatestLimit.MOST;
            return;
        }
        if (state == null) {
            state = start.state(runs, rows, clock.now(), reading.withoutGap);
        }
        if (state == null) {
            if (runs.isEmpty()) {
                endReading(true);
            } else {
                reading.gap = start.gap(runs.get(0).id());
            }
            return;
        }
        reading.readTo = Math.max(reading.readTo, state.floor());
        // Between neighbours nothing can show.
        boolean reachesDown = runs.isEmpty() || runs.get(0).id() <= reading.readTo + 1;
        if (reachesDown || reading.withoutGap) {
            if (!reachesDown) {
                unread.leftOut(reading.readTo + 1, runs.get(0).id() - 1);
            }
            highest = runs.isEmpty() ? highest : runs.get(runs.size() - 1).id();
            reading.latest = Optional.of(runs);
            deliver(runs);
        } else if (limit.widen(reading, runs.get(0).id(), rows)) {
            reading.lowest = runs.get(0).id();
        } else {
            reading.gap = GapRead.above(reading.readTo, runs.get(0).id());
        }
    }

    private void partOfGap(ExecutionReply reply) {
        GapRead gap = reading.gap;
        if (reply.outcome() == Outcome.MISSING) {
            gap.end();
        } else {
            gap.accept(reply.ascending(), reply);
        }
        if (state == null && gap.begun()) {
            state = start.above(gap.beneath(), clock.now());
        }
        if (gap.found().isEmpty()) {
            delivered();
        } else {
            unread.listWorks();
            deliver(gap.found());
        }
    }

    private void lookedUp(long id, ExecutionReply reply) {
        Optional<Execution> run =
                reply.runs().stream().filter(one -> one.id() == id).findFirst();
        if (run.isPresent()) {
            deliver(List.of(run.get()));
        } else {
            // Perhaps Domo has only no such page: the list of all executions knows.
            reading.lookedUp = new Reading.LookedUp(id, reply.outcome() == Outcome.ANSWERED);
            reading.gap = GapRead.of(id);
        }
    }

    private void deliver(List<Execution> runs) {
        for (Execution run : runs) {
            reading.seen.add(run.id());
            lookUps.shown(run.id());
            if (reading.lookedUp != null && reading.lookedUp.id() == run.id()) {
                reading.lookedUp = null;
            }
            if (run.startedBefore(askedAt - Finality.SETTLE)) {
                quietTo = Math.max(quietTo, run.id());
            }
        }
        delivery = new Delivery(state, settings.emit(), finality, runs, askedAt);
    }

    /** Nothing waits to be delivered: on to what this reading has to ask next. */
    private void delivered() {
        if (reading.gap != null) {
            if (!reading.gap.complete()) {
                return;
            }
            endGap();
        }
        if (reading == null || reading.latest.isEmpty()) {
            return;
        }
        if (reading.toLookUp == null) {
            Set<Long> notShown = new HashSet<>(state.pending());
            notShown.removeAll(reading.seen);
            reading.lookUp(lookUps.due(notShown, state, clock.now()));
        }
        if (!reading.isLookingUp()) {
            finish();
        }
    }

    private void endGap() {
        GapRead gap = reading.gap;
        reading.gap = null;
        if (reading.toLookUp != null) {
            Reading.LookedUp missing = reading.lookedUp;
            reading.lookedUp = null;
            boolean known = missing != null && (missing.answered() || gap.shownAny());
            if (known && lookUps.isGone(missing.id(), clock.now())) {
                state.gone(missing.id());
            }
            return;
        }
        reading.readTo = Math.max(reading.readTo, gap.top());
        reading.lowest = Long.MAX_VALUE;
        if (gap.endedEarly() && !unread.isCertain()) {
            endReading(true);
        } else if (gap.endedEarly()) {
            // Then the latest, as many as Domo shows, are all there is.
            reading.withoutGap = true;
            reading.limit = LatestLimit.MOST;
        }
    }

    private void finish() {
        state.giveUp(clock.now() - settings.openMaxAge() - Finality.SETTLE);
        List<Long> pending = state.pending();
        lookUps.keep(pending);
        limit.learn(reading.latest.orElse(List.of()), Math.max(quietTo, state.floor()), new HashSet<>(pending));
        readings++;
        readAt = clock.elapsedMs();
        endReading(reading.brought || !pending.isEmpty());
    }

    private void endReading(boolean active) {
        reading = null;
        cadence.ended(active);
    }

    /** There is no such stream: whatever was under way, Domo is asked again, more and more seldom. */
    private void rest() {
        delivery = null;
        endReading(false);
    }
}
