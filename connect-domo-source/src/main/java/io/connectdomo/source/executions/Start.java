package io.connectdomo.source.executions;

import io.connectdomo.source.feed.StartPosition;
import java.util.List;
import java.util.Optional;

/** Decides where the reading of a stream begins. Not thread-safe. */
final class Start {
    /** A history that is empty says something only when it has been so often. */
    private static final int REPEATED = 3;

    private final String name;
    private final StartPosition position;
    private final Optional<ExecutionOffset> resumed;
    private final Finality finality;
    private Optional<Long> from = Optional.empty();
    private int empties;

    Start(String name, StartPosition position, Optional<ExecutionOffset> resumed, Finality finality) {
        this.name = name;
        this.position = position;
        this.resumed = resumed;
        this.finality = finality;
    }

    /**
     * The state to begin with; null where these runs were not enough to tell.
     *
     * @param latest ascending
     * @param rows that came, unreadable ones among them
     * @param now by Domo's clock, in epoch milliseconds
     * @param onlyThese whether no others can be read
     */
    ExecutionState state(List<Execution> latest, int rows, long now, boolean onlyThese) {
        if (resumed.isPresent()) {
            return new ExecutionState(name, resumed.get(), now);
        }
        // As it was at the first look, which may have shown nothing.
        long begin = from.orElseGet(() -> position.resolve(now));
        from = Optional.of(begin);
        if (begin <= StartPosition.EARLIEST_MS) {
            return above(0, now);
        }
        if (latest.isEmpty()) {
            // Rows that can't be read are no sign that there are no runs.
            empties += rows > 0 ? 0 : 1;
            return empties < REPEATED ? null : above(0, now);
        }
        Beginning beginning = Beginning.of(latest, begin, now, finality);
        if (beginning.floor().isEmpty()) {
            return onlyThese ? above(latest.get(0).id() - 1, now) : null;
        }
        ExecutionState state = above(beginning.floor().getAsLong(), now);
        beginning.old().forEach(run -> state.emitted(run, false, now));
        return state;
    }

    ExecutionState above(long floor, long now) {
        return new ExecutionState(name, ExecutionOffset.at(floor), now);
    }

    /** What the list of all executions has to show before the beginning is known. */
    GapRead gap(long until) {
        long begin = from.orElseThrow();
        return new GapRead(run -> run.startedBefore(begin), until);
    }
}
