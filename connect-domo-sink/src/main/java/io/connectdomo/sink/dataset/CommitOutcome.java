package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.CommitReply;
import io.connectdomo.sink.metrics.Resolution;
import java.util.Optional;

/** How the commit of one upload session ended, for certain. */
sealed interface CommitOutcome {
    /** What it says about a commit whose outcome was not known before. */
    default Resolution resolution() {
        return Resolution.UNRESOLVED;
    }

    /**
     * The rows are a data version.
     *
     * @param reply Domo's reply; empty where it was lost and the data version was found instead
     */
    record Committed(Optional<CommitReply> reply) implements CommitOutcome {
        @Override
        public Resolution resolution() {
            return Resolution.COMMITTED;
        }
    }

    /** The rows are not in the DataSet and never will be by this upload; they must be written again. */
    record NotWritten(String why) implements CommitOutcome {
        @Override
        public Resolution resolution() {
            return Resolution.ABSENT;
        }
    }

    /**
     * As before, but only because a partition of the session was taken over by another task and the commit was therefore not
     * repeated: it says nothing about Domo.
     */
    record TakenOver(String why) implements CommitOutcome {
        @Override
        public Resolution resolution() {
            return Resolution.ABSENT;
        }
    }

    /** The DataSet's columns changed while the batch was open; nothing was committed. */
    record LayoutChanged() implements CommitOutcome {}

    /** Replace: someone else has written a data version since the snapshot began; nothing was committed. */
    record NewerVersion() implements CommitOutcome {}

    /** Domo said no, and would say it again. */
    record Rejected(RuntimeException cause) implements CommitOutcome {}

    /** Not one byte of the commit ever left, for as long as the retry budget lasted. */
    record NotSent(RuntimeException cause) implements CommitOutcome {}

    /** Whether the rows were written can't be found out within the retry budget. */
    record Unresolved(RuntimeException cause) implements CommitOutcome {}
}
