package io.connectdomo.sink.commit;

/**
 * What stands in the way of sending a commit.
 *
 * @param <R> what a commit that worked leaves
 */
public sealed interface Inspection<R> {
    /** Nothing does. */
    record Free<R>() implements Inspection<R> {}

    /** What it would write is there already: by a task before, or by an attempt whose reply was lost. */
    record There<R>(R result) implements Inspection<R> {}

    /**
     * It must not be sent as things are now.
     *
     * @param decides whether that settles a commit that was sent before, too; else its outcome is still to be found out
     */
    record Hindered<R>(Obstacle obstacle, boolean decides) implements Inspection<R> {}

    static <R> Inspection<R> free() {
        return new Free<>();
    }
}
