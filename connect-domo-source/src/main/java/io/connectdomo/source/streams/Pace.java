package io.connectdomo.source.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many requests within any minute. Not thread-safe. */
final class Pace {
    /** What Domo's page allows a search; of others it says nothing. */
    static final int A_MINUTE = 120;

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final Deque<Long> lastMinute = new ArrayDeque<>();

    /** Milliseconds until the next may be sent. */
    long waitMs(long now) {
        return lastMinute.size() < A_MINUTE ? 0 : Math.max(0, lastMinute.peek() + MINUTE - now);
    }

    void sent(long now) {
        if (lastMinute.size() >= A_MINUTE) {
            lastMinute.remove();
        }
        lastMinute.add(now);
    }
}
