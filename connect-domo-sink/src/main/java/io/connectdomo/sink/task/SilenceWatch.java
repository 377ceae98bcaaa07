package io.connectdomo.sink.task;

import java.util.Collection;
import java.util.OptionalDouble;

/** Silence of one length, for one destination; see {@link Silence}. Task thread only. */
public final class SilenceWatch {
    /** A longer time between two calls of put is a standstill, whatever length of silence is wanted. */
    private static final long STANDSTILL_MS = 10_000;

    /** A shorter one is none: a busy machine would never be silent. */
    private static final long NO_STANDSTILL_MS = 250;

    /** How soon to look again, when the time has passed and the consumer has not shown yet that there is nothing. */
    private static final long LOOK_AGAIN_MS = 100;

    /**
     * How long the consumer's word is waited for where there may never be one: no lag is shown of a partition that has not been
     * fetched, and none comes of one that was sent back to records that have been deleted meanwhile.
     */
    private static final long LONGEST_DOUBT_MS = 600_000;

    private final Silence silence;
    private final ConsumerMetrics consumer;
    private final long silenceMs;
    private long beganMs;

    SilenceWatch(Silence silence, ConsumerMetrics consumer, long silenceMs, long nowMs) {
        this.silence = silence;
        this.consumer = consumer;
        this.silenceMs = silenceMs;
        this.beganMs = nowMs;
    }

    long longestGapMs() {
        return Math.min(STANDSTILL_MS, Math.max(silenceMs / 2, Math.min(silenceMs, NO_STANDSTILL_MS)));
    }

    void beginAnew(long nowMs) {
        beganMs = nowMs;
    }

    /** Whether all of these have been silent, and are known to have nothing to read. */
    public boolean nothingLeft(Collection<AssignedPartition> partitions) {
        long completeMs = Long.MIN_VALUE;
        for (AssignedPartition partition : partitions) {
            if (!isSilent(partition)) {
                return false;
            }
            completeMs = Math.max(completeMs, completeMs(partition));
        }
        return partitions.isEmpty()
                || (silence.answeredSince(completeMs) && partitions.stream().noneMatch(this::lags));
    }

    private boolean isSilent(AssignedPartition partition) {
        return partition.listening()
                && completeMs(partition) <= silence.heardUntilMs()
                && !(partition.sentBack() && mayStillCome(partition));
    }

    private boolean lags(AssignedPartition partition) {
        OptionalDouble lag = consumer.lag(partition.topicPartition());
        if (lag.isPresent()) {
            return lag.getAsDouble() > 0;
        }
        return consumer.fetches().isPresent() && mayStillCome(partition);
    }

    private boolean mayStillCome(AssignedPartition partition) {
        return silence.heardUntilMs() - silentSinceMs(partition) < LONGEST_DOUBT_MS;
    }

    private long silentSinceMs(AssignedPartition partition) {
        return Math.max(partition.lastCameMs(), beganMs);
    }

    private long completeMs(AssignedPartition partition) {
        long since = silentSinceMs(partition);
        long complete = since + silenceMs;
        return complete < since ? Long.MAX_VALUE : complete;
    }

    /** When to look again whether {@link #nothingLeft}: often enough that the time in between is no standstill. */
    public long nextLookMs(Collection<AssignedPartition> partitions) {
        long completeMs = Long.MIN_VALUE;
        for (AssignedPartition partition : partitions) {
            if (!partition.listening()) {
                return Long.MAX_VALUE; // nothing becomes due by time
            }
            completeMs = Math.max(completeMs, completeMs(partition));
        }
        long now = silence.heardUntilMs();
        return completeMs <= now ? now + LOOK_AGAIN_MS : Math.min(completeMs, now + longestGapMs() / 2);
    }
}
