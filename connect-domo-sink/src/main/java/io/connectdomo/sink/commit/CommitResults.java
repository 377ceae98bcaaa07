package io.connectdomo.sink.commit;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.sink.batch.FailureAction;

/**
 * What follows, for one destination, from how its commits end. Task thread only.
 *
 * @param <T> what is committed, with what it belongs to
 * @param <R> what a commit that worked leaves
 */
public abstract class CommitResults<T, R> {
    private static final int MOST_LOST_IN_A_ROW = 3;

    private final FailureAction failure;
    private final int mostOvertakenInARow;
    private int lostInARow;
    private int overtakenInARow;

    protected CommitResults(FailureAction failure, int mostOvertakenInARow) {
        this.failure = failure;
        this.mostOvertakenInARow = mostOvertakenInARow;
    }

    // ---- what is special about a destination

    /** For messages: {@code upload 17 of 3 rows}. */
    protected abstract String describe(T of);

    /** For messages: which records it holds. */
    protected abstract String origin(T of);

    /** Whether it is still wanted: not where it was abandoned in the meantime. */
    protected abstract boolean isWanted(T of);

    /** It is written. */
    protected abstract void committed(T of, R result);

    /** It is written, and what belongs to it could not be done. */
    protected abstract void incomplete(T of, R result, RuntimeException cause);

    /** It is not in Domo as far as it shows: it is read from Kafka and written again. */
    protected abstract void writeAgain(T of, String why);

    /** As before, but somebody else has its partitions, and writes it. */
    protected abstract void takenOver(T of, String why);

    /** Its columns are not those of the destination. */
    protected abstract void layoutChanged(T of);

    /** What to say where somebody else keeps writing at its place. */
    protected abstract String overtakenText(T of);

    /** Domo refused it. */
    public abstract void refused(T of, RuntimeException cause);

    /** What to say where it can't be known whether it is written. */
    protected abstract String unresolvedText(T of);

    // ---- what is the same for all

    /** A commit has ended. */
    public final void ended(T of, Outcome<R> outcome) {
        if (outcome instanceof Outcome.Committed || !failure.stopped()) {
            outcome.to(new Ends(of));
            afterwards(of);
        }
        // Else parked or failed in the meantime: its records are read again after a restart.
    }

    /** What was sent of it is not in Domo and never will be. */
    public final void lost(T of, String why) {
        if (!isWanted(of)) {
            return;
        }
        if (++lostInARow >= MOST_LOST_IN_A_ROW) {
            failure.fail(
                    lostInARow + " uploads in a row were lost without one commit, the last being " + describe(of)
                            + " (" + why + "). Offsets are not committed and nothing is lost. Perhaps uploads expire in"
                            + " Domo before they are committed: lower commit.interval.ms.",
                    null);
            return;
        }
        writeAgain(of, why);
    }

    /** Somebody else has written at its place. */
    public final void overtaken(T of) {
        if (!isWanted(of)) {
            return;
        }
        if (++overtakenInARow >= mostOvertakenInARow) {
            failure.fail(overtakenText(of), null);
            return;
        }
        giveUp(of, "someone else wrote there since it began");
    }

    /** Gives it up, so that its records are read again. */
    protected abstract void giveUp(T of, String why);

    /** Its commit has ended, and what follows from that is done. */
    protected void afterwards(T of) {}

    /** Its upload has failed: refused, or the retry budget, or the patience with a refused token, is spent. */
    public final void failed(T of, RuntimeException cause) {
        if (cause instanceof DomoException.Refused) {
            refused(of, cause);
            return;
        }
        String kept = " stays uncommitted. Its offsets are not committed and nothing is lost";
        failure.fail(
                cause instanceof DomoException.Unauthorized
                        ? "Domo kept refusing: " + describe(of) + kept + "."
                        : "Domo took nothing within domo.retry.timeout.ms: " + describe(of) + kept
                                + "; restart the task when Domo answers again.",
                cause);
    }

    private final class Ends implements Outcome.Handler<R> {
        private final T of;

        Ends(T of) {
            this.of = of;
        }

        @Override
        public void handle(Outcome.Committed<R> outcome) {
            lostInARow = 0;
            overtakenInARow = 0;
            committed(of, outcome.result());
        }

        @Override
        public void handle(Outcome.Incomplete<R> outcome) {
            incomplete(of, outcome.result(), outcome.cause());
        }

        @Override
        public void handle(Outcome.NotWritten<R> outcome) {
            lost(of, outcome.why());
        }

        @Override
        public void handle(Outcome.TakenOver<R> outcome) {
            takenOver(of, outcome.why());
        }

        @Override
        public void handle(Outcome.Hindered<R> outcome) {
            switch (outcome.obstacle()) {
                case LAYOUT_CHANGED -> layoutChanged(of);
                case OVERTAKEN -> overtaken(of);
            }
        }

        @Override
        public void handle(Outcome.Rejected<R> outcome) {
            refused(of, outcome.cause());
        }

        @Override
        public void handle(Outcome.NotSent<R> outcome) {
            failure.fail(
                    "The commit of " + describe(of)
                            + " could not be sent within domo.retry.timeout.ms. Nothing of it was written, its offsets are"
                            + " not committed and nothing is lost; restart the task when Domo can be reached again.",
                    outcome.cause());
        }

        @Override
        public void handle(Outcome.Unresolved<R> outcome) {
            failure.fail(unresolvedText(of) + " (" + origin(of) + ")", outcome.cause());
        }
    }
}
