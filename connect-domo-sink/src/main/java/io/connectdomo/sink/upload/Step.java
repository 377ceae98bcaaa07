package io.connectdomo.sink.upload;

/** What one attempt of a {@link Call} has come to. */
public sealed interface Step {
    /** The operation is over. */
    Step DONE = new Done();

    /** Nobody wants the operation any more, and Domo has answered nothing. */
    Step DROPPED = new Dropped();

    /** See {@link #DROPPED}. */
    record Dropped() implements Step {}

    /** See {@link #DONE}. */
    record Done() implements Step {}

    /**
     * Call again after a pause; the operation keeps its own budget.
     *
     * @param why what it waits for, where Domo is the reason; null for an ordinary next step
     */
    record Again(long delayMs, String why) implements Step {}

    static Step next() {
        return new Again(0, null);
    }

    static Step waiting(long delayMs, String why) {
        return new Again(delayMs, why);
    }
}
