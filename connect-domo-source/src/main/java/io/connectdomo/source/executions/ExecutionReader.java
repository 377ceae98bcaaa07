package io.connectdomo.source.executions;

import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
import io.connectdomo.source.metrics.Progress;
import io.connectdomo.source.metrics.Progress.Backfill;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the executions of a stream so that every run comes out when it shows and whenever it changes, until it is final
 * (delivery.md 4). A reading asks for the latest runs, fills the gap below them where they do not reach down to what was read
 * before, and asks for the runs one by one that are not final and were in neither. Pure logic, used like the reader of the
 * activity log. Not thread-safe.
 */
final class ExecutionReader {
    private final ExecutionSettings settings;
    private final ServerClock clock;
    private final Optional<ExecutionOffset> resumed;
    private final Finality finality;
    private final Cadence cadence;
    private final Deque<Long> toLookUp = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    private ExecutionState state;
    private Delivery delivery;
    private GapRead gap;
    private Optional<Long> missing = Optional.empty();
    private boolean reading;
    private boolean reached;
    private boolean brought;
    private long readings;
    private long readAt;
    private long askedAt;
    private long readTo;
    private long quietTo;

    /**
     * @param resumed where the feed was left, empty for a new one
     */
    ExecutionReader(ExecutionSettings settings, ServerClock clock, Optional<ExecutionOffset> resumed) {
        this.settings = settings;
        this.clock = clock;
        this.resumed = resumed;
        this.finality = new Finality(settings.openMaxAge());
        this.cadence = new Cadence(settings, clock);
    }

    /** What to ask Domo now; empty while runs wait in {@link #next}, and while nothing is due. */
    Optional<ExecutionRequest> request() {
        if (delivery != null) {
            return delivery.request();
        }
        if (!reading && cadence.dueInMs() > 0) {
            return Optional.empty();
        }
        // Before the reply at any rate: what shows by then is in it.
        askedAt = clock.known() ? clock.now() : 0;
        if (!reading) {
            beginReading();
        }
        if (!clock.known()) {
            // For Domo's time alone: without it nothing is known to be final, and offsets would grow with what is read.
            return Optional.of(new ExecutionRequest.Latest());
        }
        if (gap != null) {
            return Optional.of(gap.request());
        }
        return Optional.of(
                toLookUp.isEmpty() ? new ExecutionRequest.Latest() : new ExecutionRequest.One(toLookUp.element()));
    }

    /** Takes the reply to {@link #request}. */
    void accept(ExecutionReply reply) {
        if (reply.streamGone()) {
            rest();
            return;
        }
        boolean first = !clock.known();
        clock.observe(reply.serverTime());
        if (first) {
            return;
        }
        if (delivery != null) {
            delivery.accept(reply.runs());
        } else if (gap != null) {
            partOfGap(ascending(reply.runs()));
        } else if (!toLookUp.isEmpty()) {
            lookedUp(toLookUp.remove(), reply.runs());
        } else {
            latest(ascending(reply.runs()));
        }
    }

    /** The next runs, at most a batch of them; empty when Domo has to be asked first. */
    List<Emission> next() {
        if (delivery == null) {
            return List.of();
        }
        List<Emission> batch = delivery.next(settings.batch());
        brought |= !batch.isEmpty();
        if (delivery.done()) {
            delivery = null;
            delivered();
        }
        return batch;
    }

    /** Milliseconds until {@link #request} or {@link #next} has something; 0 for now. */
    long dueInMs() {
        return delivery != null || reading ? 0 : cadence.dueInMs();
    }

    /** What would be due later is due now. */
    void hasten() {
        cadence.hasten();
    }

    /** Where a restart would go on now; empty while that is not known. */
    Optional<ExecutionOffset> offset() {
        return Optional.ofNullable(state).map(ExecutionState::offset);
    }

    Progress progress() {
        if (state == null) {
            return Progress.UNKNOWN;
        }
        long delay = readings == 0 ? -1 : clock.elapsedMs() - readAt;
        return new Progress(delay, state.pending().size(), readings, 0, 0, backfill());
    }

    private Backfill backfill() {
        if (readings > 0) {
            return Backfill.DONE;
        }
        if (reached) {
            return new Backfill(99, 100, toLookUp.size() + " open executions left to look up");
        }
        return gap == null
                ? new Backfill(0, 1, "")
                : new Backfill(gap.done(), gap.total(), gap.done() + " of " + gap.total() + " executions read");
    }

    private void beginReading() {
        reading = true;
        reached = false;
        brought = false;
        seen.clear();
        cadence.began();
        readTo = quietTo;
    }

    private void latest(List<Execution> runs) {
        if (state == null && !begin(runs)) {
            return;
        }
        readTo = Math.max(readTo, state.floor());
        // Between neighbours nothing can show.
        if (reached || runs.isEmpty() || runs.get(0).id() <= readTo + 1) {
            reached = true;
            deliver(runs);
        } else {
            gap = GapRead.above(readTo, runs.get(0).id());
        }
    }

    /** Whether the latest runs were enough to tell. */
    private boolean begin(List<Execution> runs) {
        if (resumed.isPresent()) {
            state = new ExecutionState(resumed.get());
            return true;
        }
        long from = settings.start().resolve(clock.now());
        if (from <= StartPosition.EARLIEST_MS) {
            state = new ExecutionState(ExecutionOffset.at(0));
            return true;
        }
        Beginning beginning = Beginning.of(runs, from, clock.now(), finality);
        if (beginning.floor().isEmpty()) {
            gap = new GapRead(run -> run.startedBefore(from), runs.get(0).id());
            return false;
        }
        state = new ExecutionState(ExecutionOffset.at(beginning.floor().getAsLong()));
        beginning.old().forEach(run -> state.emitted(run, false));
        return true;
    }

    private void partOfGap(List<Execution> part) {
        gap.accept(part);
        if (state == null && gap.begun()) {
            state = new ExecutionState(ExecutionOffset.at(gap.beneath()));
        }
        if (!gap.found().isEmpty()) {
            deliver(gap.found());
        } else {
            delivered();
        }
    }

    private void lookedUp(long id, List<Execution> found) {
        Optional<Execution> run = found.stream().filter(one -> one.id() == id).findFirst();
        if (run.isPresent()) {
            deliver(List.of(run.get()));
        } else {
            // Perhaps Domo has only no such page: the list of all executions knows.
            missing = Optional.of(id);
            gap = GapRead.above(id - 1, id);
        }
    }

    private void deliver(List<Execution> runs) {
        for (Execution run : runs) {
            seen.add(run.id());
            missing = missing.filter(id -> id != run.id());
            if (run.startedBefore(askedAt - Finality.SETTLE)) {
                quietTo = Math.max(quietTo, run.id());
            }
        }
        delivery = new Delivery(state, settings.emit(), finality, runs, askedAt);
    }

    /** Nothing waits to be delivered: on to what this reading has to ask next. */
    private void delivered() {
        if (state != null) {
            seen.removeIf(id -> id <= state.floor());
        }
        if (gap != null) {
            if (!gap.complete()) {
                return;
            }
            endGap();
        }
        if (!reached) {
            return;
        }
        if (toLookUp.isEmpty()) {
            state.pending().stream().filter(id -> !seen.contains(id)).forEach(toLookUp::add);
            seen.addAll(toLookUp);
        }
        if (toLookUp.isEmpty()) {
            reading = false;
            readings++;
            readAt = clock.elapsedMs();
            cadence.ended(brought || !state.pending().isEmpty());
        }
    }

    private void endGap() {
        missing.ifPresent(state::gone);
        missing = Optional.empty();
        readTo = Math.max(readTo, gap.top());
        // Then there is nothing between its end and the latest runs.
        reached |= gap.listEnded();
        gap = null;
    }

    /** There is no such stream: whatever was under way, Domo is asked again, more and more seldom. */
    private void rest() {
        delivery = null;
        gap = null;
        missing = Optional.empty();
        toLookUp.clear();
        reading = false;
        cadence.ended(false);
    }

    private static List<Execution> ascending(List<Execution> runs) {
        TreeMap<Long, Execution> byId = new TreeMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        return List.copyOf(byId.values());
    }
}
