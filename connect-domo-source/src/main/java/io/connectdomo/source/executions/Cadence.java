package io.connectdomo.source.executions;

import io.connectdomo.source.feed.ServerClock;

/** When a stream is read next: every interval while something goes on, ever more seldom while it rests. */
final class Cadence {
    private final ServerClock clock;
    private final long shortest;
    private final long longest;
    private long interval;
    private long nextAt;

    Cadence(ExecutionSettings settings, ServerClock clock) {
        this.clock = clock;
        this.shortest = settings.pollInterval();
        this.longest = Math.max(settings.pollInterval(), settings.maxPollInterval());
        this.interval = shortest;
        this.nextAt = clock.elapsedMs();
    }

    /** A reading begins. */
    void began() {
        nextAt = clock.elapsedMs() + interval;
    }

    /**
     * It has ended.
     *
     * @param active whether it brought something, or a run is not final
     */
    void ended(boolean active) {
        long began = nextAt - interval;
        interval = active ? shortest : Math.min(interval, longest / 2 + 1) * 2;
        interval = Math.min(interval, longest);
        nextAt = began + interval;
    }

    long dueInMs() {
        return Math.max(0, nextAt - clock.elapsedMs());
    }
}
