package io.connectdomo.source.activity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the log was read and what of it was emitted. {@code settled ≤ frontier} always, and {@code settled} never falls. */
final class ActivityState {
    private static final Logger LOG = LoggerFactory.getLogger(ActivityState.class);

    private final int maxSeen;
    private final Seen seen;
    private long settled;
    private long frontier;
    private boolean overfull;

    ActivityState(ActivityOffset offset, int maxSeen) {
        this.maxSeen = maxSeen;
        this.settled = offset.settled();
        this.frontier = Math.max(offset.settled(), offset.frontier());
        this.seen = offset.emitted();
    }

    long settled() {
        return settled;
    }

    long frontier() {
        return frontier;
    }

    Seen seen() {
        return seen;
    }

    /** Whether nothing that was read can show late entries any more. */
    boolean closed() {
        return settled == frontier;
    }

    void readUpTo(long time) {
        frontier = Math.max(frontier, time);
    }

    void settle(long time) {
        settled = Math.max(settled, time);
        frontier = Math.max(frontier, settled);
        seen.dropBefore(settled);
    }

    void emitted(LogRow row) {
        seen.add(row);
        int most = Math.min(maxSeen, PackedSeen.fit(seen));
        if (seen.size() > most) {
            forgetOldest(most);
        }
    }

    ActivityOffset offset() {
        return new ActivityOffset(settled, frontier, PackedSeen.pack(seen), "");
    }

    /** At most up to the frontier, or what is still to be emitted of its millisecond would never be. */
    private void forgetOldest(int most) {
        // One in a hundred more, or all would be counted for every entry from here on.
        settle(Math.min(frontier, seen.earliestOfNewest(most - most / 100)));
        if (!overfull) {
            overfull = true;
            LOG.warn(
                    "The activity log grows so fast that the entries of activity.log.max.delay.ms do not fit into"
                            + " activity.log.seen.max.entries ({}): entries that Domo shows late are lost where they are"
                            + " older than {} ms before the newest. Raise the one (at most 70000), or lower the other.",
                    maxSeen,
                    frontier - settled);
        }
    }
}
