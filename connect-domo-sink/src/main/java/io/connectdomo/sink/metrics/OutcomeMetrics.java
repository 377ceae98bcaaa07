package io.connectdomo.sink.metrics;

/** Whether the outcome of one commit, document or file is known. Told by one thread at a time, read by any. */
public final class OutcomeMetrics {
    private final DestinationMetrics destination;
    private volatile Waiting pending;

    OutcomeMetrics(DestinationMetrics destination) {
        this.destination = destination;
    }

    /**
     * No clear answer came: it is to be found out whether it has worked. Counts once until it is {@link #resolved}.
     *
     * @param budgetMs how long at most; negative for ever
     */
    public void unknown(String what, long budgetMs) {
        if (pending == null) {
            pending = destination.unknown(this, what, budgetMs);
        }
    }

    /** It is known now; nothing where it always was. */
    public void resolved(Resolution how) {
        if (pending != null) {
            pending = null;
            destination.resolved(this, how);
        }
    }

    /** Null where the outcome is known. */
    Waiting pending() {
        return pending;
    }
}
