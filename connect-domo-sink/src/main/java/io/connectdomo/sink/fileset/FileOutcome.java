package io.connectdomo.sink.fileset;

/** How the writing of one file has ended. */
sealed interface FileOutcome {
    /** Domo holds what was sent, or nothing where it was to be deleted. */
    record Written() implements FileOutcome {}

    /** Its partition belongs to someone else; nothing of it is on its way any more. */
    record TakenOver() implements FileOutcome {}

    /** Domo won't have this file. */
    record Refused(String why, RuntimeException cause) implements FileOutcome {}

    /** Nothing more can be done. */
    record Failed(RuntimeException cause) implements FileOutcome {}
}
