package io.connectdomo.source.feed;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * What Domo's recent replies say of its time, which several nodes with clocks of their own may have answered. As offsets: epoch
 * milliseconds less elapsed ones, so that replies of different moments compare. Bounded; not thread-safe.
 */
final class ClockReplies {
    /** Nodes whose clocks differ by more are not both a little wrong: one of them is no clock. */
    static final long PLAUSIBLE = Duration.ofHours(1).toMillis();

    /** So many are remembered however old they are: a feed may be read once an hour. Each node was among them. */
    static final int LEAST = 16;

    /** A clock that none of so many has told is gone: its node was taken away, or it was set. */
    private static final int MOST = 32;

    private static final long REMEMBERED = Duration.ofMinutes(15).toMillis();

    private final ArrayDeque<Heard> heard = new ArrayDeque<>(MOST + 1);

    private record Heard(long offset, long at) {}

    void add(long offset, long elapsedMs) {
        heard.addLast(new Heard(offset, elapsedMs));
        while (heard.size() > MOST
                || (heard.size() > LEAST && elapsedMs - heard.getFirst().at() > REMEMBERED)) {
            heard.removeFirst();
        }
    }

    int count() {
        return heard.size();
    }

    /** How far apart they are, the implausible ones too. */
    long spread() {
        long[] ordered = ordered();
        return ordered.length == 0 ? 0 : ordered[ordered.length - 1] - ordered[0];
    }

    /**
     * The slowest plausible: not far behind most of the others, or not far from the witness.
     *
     * @param witness the worker's own clock, as an offset
     */
    long slowest(long witness) {
        long[] ordered = ordered();
        long usual = usual(ordered, witness);
        for (long each : ordered) {
            if (each >= usual - PLAUSIBLE || Math.abs(each - witness) <= PLAUSIBLE) {
                return each;
            }
        }
        return usual;
    }

    /** The median; where half of the replies say one thing and half another, the witness decides, else the slower half is right. */
    private static long usual(long[] ordered, long witness) {
        long upper = ordered[ordered.length / 2];
        return Math.abs(upper - witness) <= PLAUSIBLE ? upper : ordered[(ordered.length - 1) / 2];
    }

    private long[] ordered() {
        return heard.stream().mapToLong(Heard::offset).sorted().toArray();
    }
}
