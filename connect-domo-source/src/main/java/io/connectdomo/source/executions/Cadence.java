package io.connectdomo.source.executions;

import io.connectdomo.source.feed.Rest;
import io.connectdomo.source.feed.ServerClock;

/** When a stream is read next: every interval while something goes on, ever more seldom while it rests. */
final class Cadence {
    private final ServerClock clock;
    private final long shortest;
    private final long longest;
    private long interval;
    private long nextAt;
    private long beganAt;

    Cadence(ExecutionSettings settings, ServerClock clock) {
        this.clock = clock;
        this.shortest = settings.pollInterval();
        this.longest = Math.max(settings.pollInterval(), settings.maxPollInterval());
        this.interval = shortest;
        this.nextAt = clock.elapsedMs();
    }

    /** A reading begins. */
    void began() {
        beganAt = clock.elapsedMs();
        nextAt = beganAt + interval;
    }

    /**
     * It has ended.
     *
     * @param active whether it brought something, or a run is not final
     */
    void ended(boolean active) {
        interval = active ? shortest : Math.min(interval, longest / 2 + 1) * 2;
        interval = Math.min(interval, longest);
        nextAt = Math.max(beganAt + interval, clock.elapsedMs() + Rest.atLeast(interval));
    }

    void hasten() {
        nextAt = Math.min(nextAt, clock.elapsedMs());
    }

    long dueInMs() {
        return Math.max(0, nextAt - clock.elapsedMs());
    }
}
