package io.connectdomo.sink.task;

import java.util.List;

/**
 * The offsets of one assigned partition: how far it was read, where it goes back to, and which offset is safe. Task thread only, or
 * whoever the partition was handed over to.
 *
 * <p><b>The safe offset is the lowest of</b> what the framework passed, the first that any feed still holds (a batch that is not
 * durable, or a pin), where a seek under way goes to, and a record that failed. It is always answered, for every partition that
 * is asked for: the framework takes a seek for a commit ({@code WorkerSinkTask.rewind}), and commits that together with any other
 * partition's offset where no answer says otherwise. Whatever was sought, the first pending offset rules. Within a snapshot that is
 * durable and comes again, nothing moves: who began in its middle would replace it by a part of it.
 *
 * <p><b>A rewind</b> begins with a pin, in a feed or here. While there is one, whatever comes is ignored: it comes again. When all
 * that is pinned can be taken, the lowest pin becomes {@link #soughtFor}, and the framework is told to seek. It does so before it
 * calls {@code put} again; until then the rest of the list is ignored, and the framework passes offsets beyond the ignored records.
 * From then on {@link #floor} keeps out what only the seek brings again.
 *
 * <p><b>The log begins anew</b> where offsets go back although nobody sought: its topic was made anew or truncated. Then what is
 * known from {@code offset} on belongs to another log, and nothing of it holds for this one: not what feeds have, not what
 * batches hold, no pin, no floor.
 */
final class PartitionOffsets {
    private final List<Feed> feeds;

    /** The first offset of this assignment, a record's or one that was passed: what feeds held before below it is not ours any more. */
    private long began = Feed.NONE;

    /** Nothing comes below it, unless we seek or the log begins anew. */
    private long expected = Feed.NONE;

    /** What the framework passed when it asked last, or what was sought since. */
    private long lastPassed = Feed.NONE;

    /** The last safe offset that was answered, by the assignment before at first; else where this one began: Kafka has it. */
    private long known = Feed.NONE;

    /** Records below were durable, pending, errant or skipped when the partition was rewound; they only come again by the seek. */
    private long floor;

    /** Set between a rewind and the next put. */
    private long soughtFor = Feed.NONE;

    /** What the whole partition is to be read again from. */
    private long pin = Feed.NONE;

    /** The first record of those that were not delivered because the task failed. */
    private long stoppedAt = Feed.NONE;

    PartitionOffsets(List<Feed> feeds) {
        this.feeds = feeds;
    }

    /** Kafka was told of {@code before}'s last answer: where this assignment begins behind it, the log is another one. */
    void continues(PartitionOffsets before) {
        known = Math.max(known, before.known);
        expected = known;
    }

    // ---- what comes

    /** Whether a record at {@code offset} shows that the log has begun anew. */
    boolean goesBack(long offset) {
        return offset < expected;
    }

    /**
     * The same of an offset that was passed without records, where the assignment begins if nothing has come yet; a list that failed
     * half-way was not passed, that is no sign.
     */
    boolean passedGoesBack(long passed) {
        return passed < (began == Feed.NONE ? expected : Math.min(expected, lastPassed));
    }

    void came(long offset) {
        readTo(offset, offset + 1);
    }

    private void readTo(long offset, long next) {
        if (began == Feed.NONE) {
            began = offset;
            known = known == Feed.NONE ? offset : known;
        }
        if (soughtFor == Feed.NONE) {
            expected = Math.max(expected, next);
        }
    }

    /** See above. A seek under way goes to where the old log was meant, and the list at hand is ignored: one more has to follow. */
    void beginAnew(long offset) {
        for (Feed feed : feeds) {
            feed.beginAnew(offset);
        }
        began = lower(began, offset);
        expected = offset;
        lastPassed = Feed.NONE;
        known = Feed.NONE;
        floor = Math.min(floor, offset);
        if (soughtFor != Feed.NONE) {
            pin = offset;
        } else if (pin >= offset) {
            pin = Feed.NONE;
        }
    }

    /** Whether a record is to be passed over: it comes again after a rewind, or came only because of one. */
    boolean ignores(long offset) {
        return offset < floor || goesBackSoon();
    }

    /** The task has failed on this record: nothing from here on is safe. */
    void stopAt(long offset) {
        stoppedAt = lower(stoppedAt, offset);
    }

    /** The first offset of this assignment, or {@link Feed#NONE} while nothing has come and none was passed. */
    long began() {
        return began;
    }

    // ---- rewinds

    boolean isPinned() {
        if (pin != Feed.NONE) {
            return true;
        }
        for (int i = 0; i < feeds.size(); i++) {
            if (feeds.get(i).pinned()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a seek is under way or to come. */
    boolean goesBackSoon() {
        return soughtFor != Feed.NONE || isPinned();
    }

    /** Whether the framework has still to seek. */
    boolean isSeeking() {
        return soughtFor != Feed.NONE;
    }

    /** Whether every destination that asked for the rewind would take the records now. */
    boolean mayRewind() {
        for (Feed feed : feeds) {
            if (feed.pinned() && !feed.destination().accepts(feed)) {
                return false;
            }
        }
        return soughtFor == Feed.NONE;
    }

    /**
     * Takes what is pinned as done.
     *
     * @return where to seek: one record further back, so that the first to be read again is something to commit still, unless
     *     Kafka has it. What is sought to is committed together with other partitions' offsets, and must not take Kafka back
     */
    long rewind() {
        long from = pin;
        pin = Feed.NONE;
        for (Feed feed : feeds) {
            from = lower(from, feed.pin());
            feed.unpin();
        }
        floor = from;
        soughtFor = from;
        long seek = known >= from ? from : Math.max(0, from - 1);
        soughtTo(seek);
        return seek;
    }

    private void soughtTo(long seek) {
        expected = seek;
        lastPassed = seek;
    }

    /**
     * Whether a seek is still to come that would go behind {@code answered}, which Kafka gets now. Once the framework has sought it
     * passes what it sought to; asked then, in a rebalance, it would seek a partition that is no longer there.
     */
    boolean aimsAgain(long answered, long passed) {
        boolean again = soughtFor != Feed.NONE && answered == soughtFor && passed > soughtFor;
        if (again) {
            soughtTo(answered);
        }
        return again;
    }

    /** The framework has sought by the time it calls put again. */
    void putBegins() {
        soughtFor = Feed.NONE;
    }

    // ---- the answer

    /** The safe offset. */
    long answer(long passed) {
        readTo(passed, passed);
        lastPassed = soughtFor == Feed.NONE ? passed : Math.min(passed, expected);
        long safe = lower(lower(passed, soughtFor), firstHeld());
        known = known != Feed.NONE && isWithinWhole(safe) ? Math.min(known, safe) : safe;
        return known;
    }

    /** What an earlier assignment has made durable comes again, and a snapshot is not begun anew from its middle. */
    private boolean isWithinWhole(long offset) {
        for (int i = 0; i < feeds.size(); i++) {
            if (feeds.get(i).isWithinWhole(offset)) {
                return true;
            }
        }
        return false;
    }

    private long firstHeld() {
        long first = lower(stoppedAt, pin);
        for (int i = 0; i < feeds.size(); i++) {
            first = lower(first, feeds.get(i).firstPending(began));
        }
        return first;
    }

    /** Of two offsets, either of which may be {@link Feed#NONE}. */
    static long lower(long one, long other) {
        if (one == Feed.NONE || other == Feed.NONE) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }
}
