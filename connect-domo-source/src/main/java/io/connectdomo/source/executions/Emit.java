package io.connectdomo.source.executions;

/** Which looks at a run become records ({@code stream.executions.emit}). */
public enum Emit {
    /** Every change of state or end. */
    CHANGES,
    /** Only those in a state that ends a run. */
    TERMINAL
}
