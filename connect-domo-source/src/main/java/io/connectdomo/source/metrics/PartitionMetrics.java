package io.connectdomo.source.metrics;

import io.connectdomo.common.http.DomoException;
import java.util.function.LongSupplier;

/** What is counted of one source partition; written by one thread at a time, read by any. */
public final class PartitionMetrics {
    private static final long NOT = -1;

    /** At rest is what is asked next in more than that. */
    private static final long IDLE_MS = 60_000;

    private final FeedMetrics feed;
    private final LongSupplier nowMs;
    private volatile long answeredMs;
    private volatile long failingSinceMs = NOT;
    private volatile boolean parked;
    private volatile boolean idle;
    private volatile Seen seen;

    private record Seen(Progress progress, long atMs) {}

    PartitionMetrics(FeedMetrics feed, LongSupplier nowMs) {
        this.feed = feed;
        this.nowMs = nowMs;
        this.answeredMs = nowMs.getAsLong();
        this.seen = new Seen(Progress.UNKNOWN, answeredMs);
    }

    /**
     * A step succeeded.
     *
     * @param answered whether Domo has answered; without that it says nothing of Domo
     * @param dueInMs until it is asked next
     */
    public void read(int records, Progress progress, boolean answered, long dueInMs) {
        long now = nowMs.getAsLong();
        if (answered) {
            answeredMs = now;
            failingSinceMs = NOT;
            parked = false;
        }
        idle = dueInMs > IDLE_MS;
        seen = new Seen(progress, now);
        feed.read(records, answered);
    }

    /** @param isParked whether it is tried seldom from now on */
    public void failed(Throwable cause, boolean isParked) {
        parked = isParked;
        if (failingSinceMs == NOT) {
            failingSinceMs = nowMs.getAsLong();
        }
        feed.failed(cause instanceof DomoException domo ? domo.failureCause() : null);
    }

    boolean isParked() {
        return parked;
    }

    /** At rest, and well. */
    boolean isIdle() {
        return idle && !isFailing();
    }

    boolean isFailing() {
        return failingSinceMs != NOT;
    }

    long sinceAnswerMs() {
        return Math.max(0, nowMs.getAsLong() - answeredMs);
    }

    /** 0 while Domo answers. */
    long failingMs() {
        long since = failingSinceMs;
        return since == NOT ? 0 : Math.max(0, nowMs.getAsLong() - since);
    }

    Progress progress() {
        return seen.progress();
    }

    /** Grows while nothing is read. */
    long delayMs() {
        Seen last = seen;
        long delay = last.progress().delayMs();
        return delay < 0 ? -1 : delay + Math.max(0, nowMs.getAsLong() - last.atMs());
    }
}
