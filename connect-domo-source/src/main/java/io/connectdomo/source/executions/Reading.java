package io.connectdomo.source.executions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one reading of a stream has come to: the latest runs, as many as reach down to what was read before; where they do not, the
 * gap below them, and then the latest once more; and in the end the unfinished runs that were in neither.
 */
final class Reading {
    /** Everything up to here was read before, and nothing can show there any more. */
    long readTo;

    /** How many of the latest are asked for. */
    int limit;

    /** The lowest of the latest that came when fewer were asked for. */
    long lowest = Long.MAX_VALUE;

    /** The latest, ascending, once they were delivered. */
    Optional<List<Execution>> latest = Optional.empty();

    /** What lies below the latest can't be read: they are delivered without it. */
    boolean withoutGap;

    /** Whether anything was emitted. */
    boolean brought;

    /** Runs that were shown in this reading. */
    final Set<Long> seen = new HashSet<>();

    /** The part of the list that is read now; null for none. */
    GapRead gap;

    /** Runs to be asked for one by one; null before the latest were delivered. */
    Deque<Long> toLookUp;

    /** The run for which the list is read, because its own page did not show it; null for none. */
    LookedUp lookedUp;

    Reading(long readTo, int limit) {
        this.readTo = readTo;
        this.limit = limit;
    }

    ExecutionRequest request() {
        if (gap != null) {
            return gap.request();
        }
        return isLookingUp() ? new ExecutionRequest.One(toLookUp.element()) : new ExecutionRequest.Latest(limit);
    }

    boolean isLookingUp() {
        return toLookUp != null && !toLookUp.isEmpty();
    }

    void lookUp(List<Long> ids) {
        toLookUp = new ArrayDeque<>(ids);
        seen.addAll(ids);
    }

    /**
     * @param answered whether the run's own page is there, and did not know of it
     */
    record LookedUp(long id, boolean answered) {}
}
