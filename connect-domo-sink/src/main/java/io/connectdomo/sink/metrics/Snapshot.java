package io.connectdomo.sink.metrics;

/** Gathers on the task thread what JMX may read of a destination meanwhile: never does another thread walk over what it holds. */
public final class Snapshot {
    /** No record waits. */
    public static final long NOTHING = -1;

    private final DestinationMetrics metrics;
    private long oldestSeenMs = NOTHING;
    private int paused;

    public Snapshot(DestinationMetrics metrics) {
        this.metrics = metrics;
    }

    /**
     * A partition with records for the destination.
     *
     * @param seenMs when the oldest that is not durable came, in ticker time, or {@link #NOTHING}
     */
    public void partition(long seenMs, boolean isPaused) {
        if (seenMs != NOTHING) {
            oldestSeenMs = oldestSeenMs == NOTHING ? seenMs : Math.min(oldestSeenMs, seenMs);
        }
        paused += isPaused ? 1 : 0;
    }

    /** Publishes it, and begins anew. */
    public void publish(long openBytes) {
        metrics.publish(oldestSeenMs, paused, openBytes);
        oldestSeenMs = NOTHING;
        paused = 0;
    }
}
