package io.connectdomo.source.executions;

import java.util.List;
import java.util.function.Predicate;

/**
 * Reads, ascending, the runs that the latest history does not reach down to. Where they begin in the list of all executions is
 * searched for, because an offset is no executionId. Each part overlaps the one before by a run that must come again: where it
 * does not, the list has shifted, and the search begins anew behind what was read. Rows that can't be read count as places in
 * the list, and as nothing else.
 */
final class GapRead {
    /** So many searches without a run: then the list does not hold still, or its order is none. */
    private static final int MOST_SEARCHES = 5;

    private static final int FEW = 5;

    private final long until;
    private final int limit;
    private Predicate<Execution> below;
    private List<Execution> found = List.of();
    private Step step = Step.SEARCH;
    private boolean begun;
    private boolean ended;
    private boolean shownAny;
    private long beneath;
    private long top;

    /** While searching: the gap begins at a place from here on. Else how many rows were read. */
    private long low;

    private long high;

    /** How far behind the middle the search looks, past rows that can't be read. */
    private long aside;

    /** Place of the last run that was read; negative for none. */
    private long anchor = -1;

    private List<Execution> held = List.of();
    private ExecutionReply heldReply;
    private int empties;
    private int searches;

    /**
     * @param below whether a run lies before the gap; true for all up to some executionId, false for all above it
     * @param until the executionId that ends the gap; ids begin at 1, so its offset is smaller
     */
    GapRead(Predicate<Execution> below, long until) {
        this(below, until, RunList.LIMIT);
    }

    private GapRead(Predicate<Execution> below, long until, int limit) {
        this.below = below;
        this.until = until;
        this.limit = limit;
        search();
    }

    /** The gap above an executionId. */
    static GapRead above(long id, long until) {
        return new GapRead(run -> run.id() <= id, until);
    }

    /** One run alone, and what happens to stand beside it. */
    static GapRead of(long id) {
        return new GapRead(run -> run.id() < id, id, FEW);
    }

    ExecutionRequest.Part request() {
        return switch (step) {
            case SEARCH -> new ExecutionRequest.Part(middle() + aside, 1, low == 0 && high == until && aside == 0);
            case READ -> new ExecutionRequest.Part(Math.max(0, low - 1), limit, false);
            case BEYOND -> new ExecutionRequest.Part(low, limit, false);
            case CONFIRM -> new ExecutionRequest.Part(anchor, 1, false);
        };
    }

    /**
     * Takes the reply to {@link #request}.
     *
     * @param part ascending
     * @param reply what it came in
     */
    void accept(List<Execution> part, ExecutionReply reply) {
        found = List.of();
        shownAny |= !part.isEmpty();
        switch (step) {
            case SEARCH -> narrow(part, reply.rows());
            case READ -> {
                if (low > 0 && !joins(part)) {
                    search();
                } else {
                    read(Math.max(0, low - 1), part, reply);
                }
            }
            case BEYOND -> {
                held = part;
                heldReply = reply;
                if (part.isEmpty() || anchor < 0) {
                    read(low, part, reply);
                } else {
                    step = Step.CONFIRM;
                }
            }
            case CONFIRM -> {
                if (joins(part)) {
                    read(low, held, heldReply);
                } else {
                    search();
                }
            }
        }
    }

    /** Whether a part begins at, or below, what was read last. */
    private boolean joins(List<Execution> part) {
        return !part.isEmpty() && below.test(part.get(0));
    }

    /** Domo has no list of all executions. */
    void end() {
        found = List.of();
        ended = true;
    }

    /** The runs of the gap that the last reply brought, ascending. */
    List<Execution> found() {
        return found;
    }

    /** Whether a part was read, so that {@link #beneath} is known. */
    boolean begun() {
        return begun;
    }

    /** The last run before the gap; 0 where there is none. */
    long beneath() {
        return beneath;
    }

    boolean complete() {
        return ended || top >= until;
    }

    /** Whether there was nothing more to read before the gap ended. */
    boolean endedEarly() {
        return ended && top < until;
    }

    /** Whether the list has shown any run at all: then what it does not show is not there. */
    boolean shownAny() {
        return shownAny;
    }

    /** The highest executionId read; 0 for none. */
    long top() {
        return top;
    }

    /** Of {@link #total}: executions read so far, where ids have no holes. */
    long done() {
        return begun ? Math.max(0, top - beneath) : 0;
    }

    long total() {
        return Math.max(1, until - beneath);
    }

    private long middle() {
        return (low + high) / 2;
    }

    private void search() {
        if (++searches > MOST_SEARCHES) {
            end();
            return;
        }
        low = 0;
        high = until;
        aside = 0;
        anchor = -1;
        step = low < high ? Step.SEARCH : Step.READ;
    }

    private void narrow(List<Execution> probe, int rows) {
        if (probe.isEmpty() && rows > 0 && middle() + 2 * aside + 1 < high) {
            aside = 2 * aside + 1;
            return;
        }
        if (!probe.isEmpty() && below.test(probe.get(0))) {
            low = middle() + aside + 1;
        } else {
            // What lies between may still be below: reading begins early then, and leaves it out.
            high = middle();
        }
        aside = 0;
        step = low < high ? Step.SEARCH : Step.READ;
    }

    private void read(long from, List<Execution> part, ExecutionReply reply) {
        Predicate<Execution> before = below;
        if (!begun && !part.isEmpty()) {
            begun = true;
            beneath =
                    part.stream().filter(before).mapToLong(Execution::id).max().orElse(0);
        }
        found = part.stream().filter(run -> !before.test(run)).toList();
        if (!found.isEmpty()) {
            long last = found.get(found.size() - 1).id();
            top = last;
            below = run -> run.id() <= last;
            searches = 0;
            empties = 0;
        }
        if (reply.rows() == 0) {
            // Once may be an accident.
            ended = ++empties > 1;
        } else if (part.size() > 1 || (step == Step.CONFIRM && !found.isEmpty())) {
            // The last run comes again as the first of the next part.
            low = from + reply.last() + 1;
            step = Step.READ;
        } else {
            // Nothing came but the run that had to come again: what is behind it, if anything, comes without.
            anchor = part.isEmpty() ? anchor : from + reply.first();
            low = from + reply.rows();
            step = Step.BEYOND;
        }
    }

    private enum Step {
        SEARCH,
        READ,
        /** What is behind the last run that was read comes without it, */
        BEYOND,
        /** and holds only when that run is still in its place. */
        CONFIRM
    }
}
