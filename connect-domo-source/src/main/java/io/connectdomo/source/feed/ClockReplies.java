package io.connectdomo.source.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What Domo's recent replies say of its time, which several nodes with clocks of their own may have answered. As offsets: epoch
 * milliseconds less elapsed ones, so that replies of different moments compare. Bounded; not thread-safe.
 */
final class ClockReplies {
    /** Nodes whose clocks differ by more are not both a little wrong: one of them is no clock. */
    static final long PLAUSIBLE = Duration.ofHours(1).toMillis();

    /** How long a slow clock that was not heard of again is believed. */
    private static final long REMEMBERED = Duration.ofMinutes(15).toMillis();

    /** So many replies are remembered however old they are: a feed may be read once an hour. */
    static final int LEAST = 16;

    private static final int MOST = 240;

    /** Replies within a minute and of times so near to each other are kept as one, the slowest. */
    private static final long NEAR = 5_000;

    private static final long BUCKET = Duration.ofMinutes(1).toMillis();

    private final List<Heard> heard = new ArrayList<>();

    /** @param count replies that this stands for */
    private record Heard(long offset, long firstAt, long lastAt, int count) {
        Heard and(long another, long at) {
            return new Heard(Math.min(offset, another), firstAt, at, count + 1);
        }
    }

    void add(long offset, long elapsedMs) {
        int near = near(offset, elapsedMs);
        if (near < 0) {
            heard.add(new Heard(offset, elapsedMs, elapsedMs, 1));
        } else {
            heard.set(near, heard.get(near).and(offset, elapsedMs));
        }
        int replies = count();
        while (heard.size() > 1 && replies - heard.get(0).count() >= LEAST && tooOldOrMany(elapsedMs)) {
            replies -= heard.remove(0).count();
        }
    }

    boolean isEmpty() {
        return heard.isEmpty();
    }

    int count() {
        return heard.stream().mapToInt(Heard::count).sum();
    }

    /** Milliseconds from the first reply that is remembered to the last. */
    long lasted() {
        return heard.get(heard.size() - 1).lastAt() - heard.get(0).firstAt();
    }

    /** How far apart they are, the implausible ones too. */
    long spread() {
        long slowest = Long.MAX_VALUE;
        long fastest = Long.MIN_VALUE;
        for (Heard each : heard) {
            slowest = Math.min(slowest, each.offset());
            fastest = Math.max(fastest, each.offset());
        }
        return isEmpty() ? 0 : fastest - slowest;
    }

    /**
     * The slowest plausible: not far behind most of the others, or not far from the witness.
     *
     * @param witness the worker's own clock, as an offset
     */
    long slowest(long witness) {
        long usual = usual(witness);
        long slowest = Long.MAX_VALUE;
        for (Heard each : heard) {
            boolean plausible = each.offset() >= usual - PLAUSIBLE || Math.abs(each.offset() - witness) <= PLAUSIBLE;
            slowest = plausible ? Math.min(slowest, each.offset()) : slowest;
        }
        return slowest;
    }

    /** The median; where half of the replies say one thing and half another, the witness decides, else the slower half is right. */
    private long usual(long witness) {
        int count = count();
        long upper = atRank(count / 2 + 1);
        return Math.abs(upper - witness) <= PLAUSIBLE ? upper : atRank((count + 1) / 2);
    }

    private long atRank(int rank) {
        List<Heard> ordered = new ArrayList<>(heard);
        ordered.sort(Comparator.comparingLong(Heard::offset));
        int below = 0;
        for (Heard each : ordered) {
            below += each.count();
            if (below >= rank) {
                return each.offset();
            }
        }
        throw new IllegalStateException("There are no replies");
    }

    private int near(long offset, long elapsedMs) {
        for (int i = heard.size() - 1; i >= 0; i--) {
            Heard each = heard.get(i);
            if (elapsedMs - each.firstAt() <= BUCKET && Math.abs(each.offset() - offset) <= NEAR) {
                return i;
            }
        }
        return -1;
    }

    private boolean tooOldOrMany(long elapsedMs) {
        return heard.size() > MOST || elapsedMs - heard.get(0).lastAt() > REMEMBERED;
    }
}
