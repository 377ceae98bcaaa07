package io.connectdomo.source.executions;

import java.util.List;
import java.util.function.Predicate;

/**
 * Reads, ascending, the runs that the latest history does not reach down to. Where they begin in the list of all executions is
 * searched for, because an offset is no executionId. Each part overlaps the one before by a run that must come again: where it
 * does not, the list has shifted, and the search begins anew behind what was read.
 */
final class GapRead {
    static final int LIMIT = 500;

    private final long until;
    private Predicate<Execution> below;
    private List<Execution> found = List.of();
    private boolean begun;
    private boolean complete;
    private boolean listEnded;
    private long beneath;
    private long top;
    private boolean searching;
    private long low;
    private long high;

    /**
     * @param below whether a run lies before the gap; true for all up to some executionId, false for all above it
     * @param until the executionId that ends the gap; ids begin at 1, so its offset is smaller
     */
    GapRead(Predicate<Execution> below, long until) {
        this.below = below;
        this.until = until;
        search();
    }

    /** The gap above an executionId. */
    static GapRead above(long id, long until) {
        return new GapRead(run -> run.id() <= id, until);
    }

    ExecutionRequest.Part request() {
        return searching
                ? new ExecutionRequest.Part((low + high) / 2, 1)
                : new ExecutionRequest.Part(Math.max(0, low - 1), LIMIT);
    }

    /**
     * Takes the reply to {@link #request}.
     *
     * @param part ascending
     */
    void accept(List<Execution> part) {
        found = List.of();
        if (searching) {
            narrow(part);
        } else if (low > 0 && (part.isEmpty() || !below.test(part.get(0)))) {
            search();
        } else {
            read(part);
        }
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
        return complete;
    }

    /** Whether the list of all executions ended before the gap did. */
    boolean listEnded() {
        return listEnded;
    }

    /** The highest executionId read. */
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

    private void search() {
        low = 0;
        high = until;
        searching = low < high;
    }

    private void narrow(List<Execution> probe) {
        long middle = (low + high) / 2;
        if (!probe.isEmpty() && below.test(probe.get(0))) {
            low = middle + 1;
        } else {
            high = middle;
        }
        searching = low < high;
    }

    private void read(List<Execution> part) {
        Predicate<Execution> before = below;
        if (!begun) {
            begun = true;
            beneath =
                    part.stream().filter(before).mapToLong(Execution::id).max().orElse(0);
        }
        found = part.stream().filter(run -> !before.test(run)).toList();
        if (!found.isEmpty()) {
            long last = found.get(found.size() - 1).id();
            top = last;
            below = run -> run.id() <= last;
        }
        listEnded = part.size() < 2;
        complete = listEnded || top >= until;
        // The last run comes again as the first of the next part.
        low = Math.max(0, low - 1) + part.size();
    }
}
