package io.connectdomo.source.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Domo's clock as its replies tell it, in epoch milliseconds, never ahead of the slowest of Domo's nodes that is plausible: what
 * a fast one said would let readers pass over entries that are still to come. The {@code Date} header is whole seconds, rounded
 * down, and was written before it was read.
 *
 * <p>The worker's clock is a witness while it is within an hour of Domo's: where all replies are ahead of it, it is believed until
 * many of them have said the same for ten minutes. A worker whose clock is further off plays no part.
 *
 * <p>It may go back when a slower node answers. Shared by the feeds of a task; thread-safe.
 */
public final class ServerClock {
    private static final Logger LOG = LoggerFactory.getLogger(ServerClock.class);

    /** What two right clocks may differ by: whole seconds, and replies that were long under way. */
    private static final long TOLERANCE = Duration.ofSeconds(30).toMillis();

    /** What is told of. */
    private static final long JUMP = Duration.ofMinutes(1).toMillis();

    /** So many replies prove a time that no witness confirms: one node among several is hardly all of them. */
    private static final int PROOF = 5;

    /** So many, and each node was among them. */
    private static final int ENOUGH = ClockReplies.LEAST;

    private static final int PROOF_AGAINST_WITNESS = 10;
    private static final long LONG_ENOUGH = Duration.ofMinutes(10).toMillis();

    private final LongSupplier elapsedMs;
    private final Clock wall;
    private final ClockReplies replies = new ClockReplies();
    private long offset;
    private boolean known;
    private boolean witnessed;

    /** Replies without a date. They prove nothing, but who waits for one that does might wait for ever. */
    private int undated;

    private long agreeSince;
    private long toldSpread;
    private boolean toldWitness;

    /**
     * @param elapsedMs milliseconds that only ever rise, from any origin
     * @param wall the worker's clock
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
        long elapsed = elapsedMs.getAsLong();
        if (serverTime.isPresent()) {
            agreeSince = replies.count() == 0 ? elapsed : agreeSince;
            replies.add(serverTime.get().toEpochMilli() - elapsed, elapsed);
            follow(wall.millis() - elapsed);
        } else {
            undated = Math.min(PROOF, undated + 1);
            if (replies.count() == 0) {
                followWorker(wall.millis() - elapsed);
            }
        }
        known = true;
    }

    /** Whether there was a reply yet. */
    public synchronized boolean known() {
        return known;
    }

    /**
     * Whether what {@link #now} says does not hang on a single node: the worker's clock agrees, or is the one that is followed,
     * or there were several replies and no more is to be learned soon.
     */
    public synchronized boolean proven() {
        return known && (witnessed || replies.count() + undated >= PROOF);
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
        return offset + elapsedMs.getAsLong();
    }

    /**
     * A time that no plausible clock of Domo's is before: that of {@link #now}, and an hour less while so few replies are known
     * that a node may not have been among them. What is settled by it is never read again.
     *
     * @throws IllegalStateException before the first {@link #observe}
     */
    public synchronized long certain() {
        int count = replies.count();
        return now() - (count > 0 && count < ENOUGH ? ClockReplies.PLAUSIBLE : 0);
    }

    /** How far apart the clocks of Domo's recent replies are, in milliseconds. */
    public synchronized long spreadMs() {
        return replies.spread();
    }

    /** The worker's own idea of the time, for the one request that has to be sent before Domo's is known. */
    public long guess() {
        return wall.millis();
    }

    /** Milliseconds for due times; only differences mean anything. */
    public long elapsedMs() {
        return elapsedMs.getAsLong();
    }

    /** Each time: it may be set right, and what has elapsed does not tell of a machine that was suspended. */
    private void followWorker(long witness) {
        if (!known) {
            LOG.warn("Domo's replies carry no Date header: this worker's clock is taken for Domo's. Keep it right.");
        }
        offset = witness;
        witnessed = true;
    }

    private void follow(long witness) {
        long slowest = replies.slowest(witness);
        long ahead = slowest - witness;
        boolean believable = Math.abs(ahead) <= ClockReplies.PLAUSIBLE;
        long elapsed = elapsedMs.getAsLong();
        agreeSince = replies.spread() > TOLERANCE ? elapsed : agreeSince;
        boolean outvoted = replies.count() >= PROOF_AGAINST_WITNESS && elapsed - agreeSince >= LONG_ENOUGH;
        boolean before = believable && ahead > TOLERANCE && !outvoted;
        offset = before ? witness : slowest;
        witnessed = before || Math.abs(ahead) <= TOLERANCE;
        tellOfWitness(before, ahead);
        tellOfSpread(replies.spread());
    }

    private void tellOfWitness(boolean before, long ahead) {
        if (before && !toldWitness) {
            LOG.warn(
                    "All of Domo's replies are at least {} s ahead of this worker's clock, which is followed until they have"
                            + " agreed for ten minutes: nothing is lost, and records come that much later. Keep it right (NTP).",
                    ahead / 1000);
        } else if (!before && toldWitness) {
            LOG.info("Domo's clock is followed again");
        }
        toldWitness = before;
    }

    /** Once for every jump, not for every reply. */
    private void tellOfSpread(long spread) {
        if (spread > toldSpread + JUMP) {
            LOG.warn(
                    "The clocks of Domo's replies are {} s apart: one of its nodes is ahead or behind, or its clock was set. The"
                            + " slowest is followed unless it is more than an hour behind most: records may come that much later.",
                    spread / 1000);
            toldSpread = spread;
        } else if (spread <= JUMP) {
            toldSpread = 0;
        }
    }
}
