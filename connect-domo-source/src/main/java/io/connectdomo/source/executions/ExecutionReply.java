package io.connectdomo.source.executions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A reply.
 *
 * @param runs in the order in which they came, without the rows that could not be read
 * @param rows how many came, unreadable ones among them
 * @param first place of the first of {@code runs} among the rows; 0 where there is none
 * @param last place of the last of them
 * @param serverTime Domo's clock when it answered; empty where it did not say, and where it was not asked
 * @param asked whether Domo was asked, and answered
 */
record ExecutionReply(
        Outcome outcome,
        List<Execution> runs,
        int rows,
        int first,
        int last,
        Optional<Instant> serverTime,
        boolean asked) {
    /** What a reply is worth. */
    enum Outcome {
        /** It is Domo's word about what was asked. */
        ANSWERED,
        /** Domo has no such page, or not for this token: nothing is known about what was asked. */
        MISSING,
        /** The same has to be asked again, at once: another page, or another piece of it, comes next. */
        AGAIN,
        /** There is no such stream. */
        STREAM_GONE
    }

    /** The runs by their ids, each once. */
    List<Execution> ascending() {
        TreeMap<Long, Execution> byId = new TreeMap<>();
        runs.forEach(run -> byId.put(run.id(), run));
        return List.copyOf(byId.values());
    }

    /** Rows that could all be read. */
    static ExecutionReply of(List<Execution> runs, Optional<Instant> serverTime) {
        return rows(runs, runs.size(), 0, Math.max(0, runs.size() - 1), serverTime);
    }

    static ExecutionReply rows(List<Execution> runs, int rows, int first, int last, Optional<Instant> serverTime) {
        return new ExecutionReply(Outcome.ANSWERED, runs, rows, first, last, serverTime, true);
    }

    /** {@link Outcome#AGAIN}, after Domo has answered. */
    static ExecutionReply again(Optional<Instant> serverTime) {
        return nothing(Outcome.AGAIN, serverTime, true);
    }

    static ExecutionReply missing(boolean asked) {
        return nothing(Outcome.MISSING, Optional.empty(), asked);
    }

    static ExecutionReply streamGone() {
        return nothing(Outcome.STREAM_GONE, Optional.empty(), true);
    }

    private static ExecutionReply nothing(Outcome outcome, Optional<Instant> serverTime, boolean asked) {
        return new ExecutionReply(outcome, List.of(), 0, 0, 0, serverTime, asked);
    }
}
