package io.connectdomo.source.feed;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domo's clock as its replies tell it, in epoch milliseconds, never ahead of Domo's own: the {@code Date} header is whole
 * seconds, rounded down, and was written before it was read. The worker's wall clock plays no part, so that its being wrong
 * does no harm. Shared by the feeds of a task; thread-safe.
 */
public final class ServerClock {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

    private final LongSupplier elapsedMs;
    private final Clock wall;
    private long serverMs;
    private long readAt;
    private boolean known;

    /**
     * @param elapsedMs milliseconds that only ever rise, from any origin
     * @param wall only for replies without a {@code Date} header
     */
    public ServerClock(LongSupplier elapsedMs, Clock wall) {
        this.elapsedMs = elapsedMs;
        this.wall = wall;
    }

    /** A clock of this JVM. */
    public static ServerClock system() {
        return new ServerClock(() -> System.nanoTime() / 1_000_000, Clock.systemUTC());
    }

    /** Takes note of a reply that came in just now. */
    public synchronized void observe(Optional<Instant> serverTime) {
        if (serverTime.isPresent()) {
            set(serverTime.get().toEpochMilli());
        } else if (!known) {
            LOG.warn("Domo's replies carry no Date header: this worker's clock is taken for Domo's. Keep it right.");
            set(wall.millis());
        }
    }

    /** Whether there was a reply yet. */
    public synchronized boolean known() {
        return known;
    }

    /**
     * Domo's time, or a little earlier.
     *
     * @throws IllegalStateException before the first {@link #observe}
     */
    public synchronized long now() {
        if (!known) {
            throw new IllegalStateException("Domo has not answered yet");
        }
        return serverMs + (elapsedMs.getAsLong() - readAt);
    }

    /** The worker's own idea of the time, for the one request that has to be sent before Domo's is known. */
    public long guess() {
        return wall.millis();
    }

    /** Milliseconds for due times; only differences mean anything. */
    public long elapsedMs() {
        return elapsedMs.getAsLong();
    }

    private void set(long time) {
        serverMs = time;
        readAt = elapsedMs.getAsLong();
        known = true;
    }
}
