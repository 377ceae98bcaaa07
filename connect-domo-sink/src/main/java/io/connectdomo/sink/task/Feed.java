package io.connectdomo.sink.task;

import java.util.ArrayDeque;

/**
 * What one destination has taken of one partition: how far, what of it is not durable yet, and from where it must be read
 * again. Task thread only.
 *
 * <p>Each record of the feed is in one of these states: not taken yet (at or above {@code next}); pending, in the range of a batch;
 * to be read again (at or above {@code pin}); or done with, which is all the rest: durable, errant, or passed over on purpose. Which
 * offset is safe follows from what is pending and pinned, see {@link PartitionOffsets}.
 *
 * <p>A feed outlives the assignment of its partition while a commit that was sent still holds rows of it, so that a
 * partition that comes back is not written twice.
 */
public final class Feed {
    /** No offset. */
    public static final long NONE = -1;

    private final Destination destination;
    private final ArrayDeque<OffsetRange> pending = new ArrayDeque<>();
    private AssignedPartition partition;
    private long next;
    private long pin = NONE;
    private String pinnedFor;
    private long firstSeenMs = NONE;
    private boolean reopened;

    Feed(Destination destination, AssignedPartition partition) {
        this.destination = destination;
        this.partition = partition;
    }

    public Destination destination() {
        return destination;
    }

    public AssignedPartition partition() {
        return partition;
    }

    /**
     * The partition came back. What a sent commit holds of it, and what was durable before, is not taken again; what was to be
     * read again comes by itself, because the partition begins at its committed offset.
     */
    void reopen(AssignedPartition again) {
        partition = again;
        reopened = true;
        pin = NONE;
        if (!pending.isEmpty()) {
            next = pending.peekLast().last() + 1;
        }
    }

    /**
     * The log begins anew at {@code offset}: what there is from there on has not been taken, and batches that hold such offsets
     * hold those of another log.
     */
    void beginAnew(long offset) {
        pending.removeIf(range -> range.begunAnew(offset));
        next = Math.min(next, offset);
        if (pin >= offset) {
            pin = NONE;
        }
        destination.logBegunAnew(this);
    }

    /** Whether the partition has to wait for a commit of its earlier assignment. */
    public boolean awaitsOldCommit() {
        return reopened && !pending.isEmpty();
    }

    /** Whether the destination has this record already, in a batch or durable. */
    public boolean has(long offset) {
        return offset < next;
    }

    /** Whether this record, which the destination has, is the last of them, and all are durable. */
    boolean endsWhatIsDurable(long offset) {
        return offset == next - 1 && pending.isEmpty();
    }

    /** Whether {@code offset} is in the middle of what may only be passed as a whole. */
    boolean isWithinWhole(long offset) {
        return offset < next && destination.passesWhole();
    }

    /** Begins the offsets that a batch answers for. */
    public OffsetRange begin(long offset, long nowMs) {
        long seen = firstSeenMs == NONE ? nowMs : firstSeenMs;
        firstSeenMs = NONE; // used up; it comes back if the range is abandoned
        OffsetRange range = new OffsetRange(this, offset, seen);
        pending.addLast(range);
        next = offset + 1;
        reopened = false;
        return range;
    }

    public void took(OffsetRange range, long offset) {
        range.extendTo(offset);
        next = offset + 1;
    }

    /** The batch that holds the range is durable. Batches of a destination become durable in their order. */
    public void durable(OffsetRange range) {
        pending.remove(range);
    }

    /**
     * The batch that held the range was given up: its records must be read again. Not behind where the assignment began, which
     * somebody else has made durable since; and where nothing has come yet, they come by themselves.
     */
    public void abandoned(OffsetRange range) {
        if (!pending.remove(range)) {
            return; // of a log that is no more
        }
        firstSeenMs = firstSeenMs == NONE ? range.firstSeenMs() : Math.min(firstSeenMs, range.firstSeenMs());
        next = Math.min(next, range.first());
        long began = partition.beganAt();
        if (began != NONE && range.last() >= began) {
            pinAt(Math.max(range.first(), began));
        }
    }

    /** Asks for a rewind to {@code offset}; no offset above it is safe until then. */
    public void pinAt(long offset) {
        pin = PartitionOffsets.lower(pin, offset);
    }

    /**
     * As {@link #pinAt(long)}, because the destination can't take the record yet.
     *
     * @param why what is awaited, for the log
     */
    public void pinAt(long offset, String why) {
        pinAt(offset);
        pinnedFor = why;
    }

    public boolean pinned() {
        return pin != NONE;
    }

    /** Null where a batch was given up, which says so itself. */
    String pinnedFor() {
        return pinnedFor;
    }

    /** Or {@link #NONE}. */
    long pin() {
        return pin;
    }

    void unpin() {
        pin = NONE;
        pinnedFor = null;
    }

    /** Takes the place of another feed of the partition, of which no batch holds anything: what that had pinned is to be read here. */
    void takeOver(Feed other) {
        long seen = other.oldestSeenMs();
        if (seen != NONE) {
            firstSeenMs = firstSeenMs == NONE ? seen : Math.min(firstSeenMs, seen);
        }
        if (other.pinned()) {
            next = Math.min(next, other.pin);
            pinAt(other.pin);
        }
    }

    /** Whether a batch holds records of this feed. */
    public boolean hasPending() {
        return !pending.isEmpty();
    }

    /**
     * The first offset that is not durable, or {@link #NONE}.
     *
     * @param began where the partition began when it was opened: what a commit of an earlier assignment holds below it, somebody
     *     else has made durable since
     */
    long firstPending(long began) {
        long first = pin;
        for (OffsetRange range : pending) {
            if (range.last() >= began) {
                first = PartitionOffsets.lower(first, Math.max(range.first(), began));
            }
        }
        return first;
    }

    /** Carries the first-seen time over a rebalance, so that frequent ones cannot starve the commit. */
    void rememberFirstSeen(long seenMs) {
        firstSeenMs = seenMs;
    }

    /** When the oldest record that is not durable was seen, or {@link #NONE}. */
    long oldestSeenMs() {
        OffsetRange head = pending.peekFirst();
        if (head == null) {
            return firstSeenMs;
        }
        return firstSeenMs == NONE ? head.firstSeenMs() : Math.min(firstSeenMs, head.firstSeenMs());
    }
}
