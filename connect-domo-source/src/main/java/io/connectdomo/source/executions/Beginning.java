package io.connectdomo.source.executions;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a stream without an offset begins. Runs that started before the time asked for are left out, unless they still go on;
 * with nothing that old among the latest runs, the list of all has to be searched.
 *
 * @param floor empty where only the list of all executions can tell
 * @param old above the floor, and to be taken as emitted
 */
record Beginning(OptionalLong floor, List<Execution> old) {
    /**
     * @param latest ascending; at least one
     * @param from epoch milliseconds
     * @param now by Domo's clock
     */
    static Beginning of(List<Execution> latest, long from, long now, Finality finality) {
        if (latest.stream().noneMatch(run -> run.startedBefore(from))) {
            return new Beginning(OptionalLong.empty(), List.of());
        }
        // Not simply the one below the first that is wanted: that one may show late.
        long floor = latest.get(0).id() - 1;
        boolean below = true;
        List<Execution> old = new ArrayList<>();
        for (Execution run : latest) {
            boolean over = run.startedBefore(from) && (run.terminal() || finality.reached(run, run.startedAt(), now));
            below &= over;
            if (below) {
                floor = run.id();
            } else if (over) {
                old.add(run);
            }
        }
        return new Beginning(OptionalLong.of(Math.max(0, floor)), old);
    }
}
