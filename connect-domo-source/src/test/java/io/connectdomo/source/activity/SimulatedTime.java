package io.connectdomo.source.activity;

import io.connectdomo.source.feed.ServerClock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Random;

/** One time line: the true time, and a worker whose clock may be wrong. */
final class SimulatedTime {
    private final Random random;
    private final long workerIsAhead;
    private long now;
    private long downFrom = Long.MAX_VALUE;
    private long downTo = Long.MAX_VALUE;

    SimulatedTime(long now, Random random, long workerIsAhead) {
        this.now = now;
        this.random = random;
        this.workerIsAhead = workerIsAhead;
    }

    long server() {
        return now;
    }

    void pass(long millis) {
        now += millis;
    }

    void passRequest() {
        now += 1 + random.nextInt(100);
    }

    void outage(long from, long to) {
        downFrom = from;
        downTo = to;
    }

    boolean domoIsDown() {
        return now >= downFrom && now < downTo;
    }

    /** As a freshly started worker has it. */
    ServerClock workerClock() {
        long origin = now - random.nextInt(1_000_000);
        InstantSource wall = () -> Instant.ofEpochMilli(now + workerIsAhead);
        return new ServerClock(() -> now - origin, wall.withZone(ZoneOffset.UTC));
    }
}
