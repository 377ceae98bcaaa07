package io.connectdomo.source.executions;

import java.util.List;
import java.util.Set;

/** How many of the latest runs to ask for: as few as reach down to what can still change or show. Not thread-safe. */
final class LatestLimit {
    /** Domo gives no more (observed-behaviour.md 6); asked for at the first look. */
    static final int MOST = 1000;

    static final int FEWEST = 25;

    /** Runs that may have begun by the next look. */
    private static final int MORE = 10;

    /** An unfinished run further down is asked for by itself. */
    private static final int NEAR = 100;

    private int next = MOST;

    int next() {
        return next;
    }

    /**
     * More are to be asked for, where that may help to reach down.
     *
     * @param lowest executionId of the reply
     * @param rows of the reply
     */
    boolean widen(Reading reading, long lowest, int rows) {
        // A reply that is far from full, or no longer than the last, is as long as it gets.
        if (reading.limit >= MOST || 2 * rows < reading.limit || lowest >= reading.lowest) {
            return false;
        }
        reading.limit = Math.min(MOST, 2 * reading.limit);
        return true;
    }

    /**
     * @param latest ascending
     * @param quietTo up to this executionId everything was read
     */
    void learn(List<Execution> latest, long quietTo, Set<Long> pending) {
        int needed = 0;
        int place = 0;
        for (int i = latest.size() - 1; i >= 0; i--) {
            place++;
            long id = latest.get(i).id();
            if (id >= quietTo || (place <= NEAR && pending.contains(id))) {
                needed = place;
            }
        }
        next = FEWEST;
        while (next < needed + MORE && next < MOST) {
            next = Math.min(MOST, 2 * next);
        }
    }
}
