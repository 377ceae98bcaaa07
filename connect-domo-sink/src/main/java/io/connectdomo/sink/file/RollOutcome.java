package io.connectdomo.sink.file;

import io.connectdomo.sink.metrics.Resolution;

/** How the commit of one roll ended, for certain. */
sealed interface RollOutcome {
    /** What it says about a commit whose outcome was not known before. */
    default Resolution resolution() {
        return Resolution.UNRESOLVED;
    }

    /**
     * The roll is in Domo, as open as it is to be.
     *
     * @param found whether it was there already
     */
    record Done(long fileId, boolean found) implements RollOutcome {}

    /** The roll is not in Domo and never will be by what was sent; it must be written again. */
    record NotWritten(String why) implements RollOutcome {
        @Override
        public Resolution resolution() {
            return Resolution.ABSENT;
        }
    }

    /** Somebody else has written at the roll's place since it began: the other one's end may be another. */
    record Overtaken() implements RollOutcome {}

    /** Not sent, or not sent again, because its partition was taken over by another task. */
    record TakenOver() implements RollOutcome {}

    /** Domo said no, and would say it again. */
    record Rejected(RuntimeException cause) implements RollOutcome {}

    /** The content is in Domo, and who may see it could not be set. */
    record Exposed(long fileId, RuntimeException cause) implements RollOutcome {}

    /** Not one byte of it ever left, for as long as the retry budget lasted. */
    record NotSent(RuntimeException cause) implements RollOutcome {}

    /** Whether it was written can't be found out within the retry budget. */
    record Unresolved(RuntimeException cause) implements RollOutcome {}
}
