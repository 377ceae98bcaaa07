package io.connectdomo.sink.appdb;

import java.util.List;

/** How the writing of a batch has ended. */
sealed interface WriteOutcome {
    /** Every change is in the collection. */
    record Written() implements WriteOutcome {}

    /**
     * Some are not: those that Domo refused, and the rest where the batch was taken over meanwhile.
     *
     * @param written those that are, of changes that are not found again; empty where writing them again changes nothing
     */
    record Partly(List<DocumentChange> written, List<Refusal> refusals, String why) implements WriteOutcome {}

    /** Nothing more can be done; what of it is in the collection is not known. */
    record Failed(RuntimeException cause) implements WriteOutcome {}
}
