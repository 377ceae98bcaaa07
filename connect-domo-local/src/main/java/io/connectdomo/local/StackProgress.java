package io.connectdomo.local;

import java.time.Duration;

/** Hears how the start of a stack gets on. */
@FunctionalInterface
public interface StackProgress {
    /** Says nothing to no one. */
    StackProgress SILENT = (part, after) -> {};

    /**
     * A part answers.
     *
     * @param part such as "broker"
     * @param after since the start of the whole stack
     */
    void ready(String part, Duration after);
}
