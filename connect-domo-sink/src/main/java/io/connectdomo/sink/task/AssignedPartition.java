package io.connectdomo.sink.task;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A partition between {@code open} and {@code close}. Keyed by the original topic, before SMTs. Task thread only.
 *
 * <p>The rules of delivery.md 5 on rewinds live here: the framework commits over a rewind unless {@code preCommit}
 * prevents it, and takes a seek for a commit.
 */
public final class AssignedPartition {
    private final TopicPartition topicPartition;
    private final long openedAtMs;
    private final Position position;
    private final List<Feed> feeds = new ArrayList<>(1);

    /** Records below were durable, errant or skipped when the partition was rewound; they only come again by the seek. */
    private long floor;
    /** Set between a rewind and the next put: the rest of the list is ignored, and this is the answer to preCommit. */
    private long rewoundTo = Feed.NONE;

    /** Where this assignment began, then the last safe offset that was answered: Kafka has it. */
    private long known = Feed.NONE;

    private boolean sentBack;
    private long lastCameMs;
    private long lastPassed = Feed.NONE;
    /** Null while it is not known: the framework keeps pauses over a rebalance, but not for every partition. */
    private Boolean paused;

    /** Where this assignment began: the first record that came, or the first offset that was passed. */
    private long openedAt = Feed.NONE;

    private long stoppedAt = Feed.NONE;
    private Long lastTimestamp;

    /** The route of the last record, so that the usual record needs no look-up. */
    private String lastTopic;

    private Route lastRoute;
    private Feed lastFeed;

    AssignedPartition(TopicPartition topicPartition, Position position, long openedAtMs) {
        this.position = position;
        this.topicPartition = topicPartition;
        this.openedAtMs = openedAtMs;
        this.lastCameMs = openedAtMs;
    }

    public TopicPartition topicPartition() {
        return topicPartition;
    }

    /** When this task took the partition over. */
    public long openedAtMs() {
        return openedAtMs;
    }

    List<Feed> feeds() {
        return feeds;
    }

    void add(Feed feed) {
        feeds.add(feed);
    }

    /** Forgets a feed, and the route that may lead to it. */
    void remove(Feed feed) {
        feeds.remove(feed);
        lastTopic = null;
        lastRoute = null;
        lastFeed = null;
    }

    /** Whether it is known where records of the partition go: one has gone there, or the configuration says so. */
    public boolean hasDelivered() {
        return !feeds.isEmpty();
    }

    /** What the destination has taken of this partition; null where nothing was routed to it yet. */
    public Feed feedOf(Destination destination) {
        for (Feed feed : feeds) {
            if (feed.destination() == destination) {
                return feed;
            }
        }
        return null;
    }

    // ---- records

    /** Whether a record is to be passed over: it comes again after a rewind, or came only because of one. */
    boolean ignores(long offset) {
        return offset < floor || rewoundTo != Feed.NONE || pinned();
    }

    /** The task has failed on this record: nothing from here on is safe. */
    void stopAt(long offset) {
        stoppedAt = stoppedAt == Feed.NONE ? offset : Math.min(stoppedAt, offset);
    }

    void came(long offset, long nowMs) {
        if (known == Feed.NONE) {
            known = offset;
        }
        begins(offset);
        heard(nowMs);
        sentBack &= rewoundTo != Feed.NONE;
    }

    /** A record of it is in the list at hand. */
    void heard(long nowMs) {
        lastCameMs = nowMs;
    }

    /** Of the record that is being delivered; null where it has none. */
    Long timestamp() {
        return position.timestamp();
    }

    /** Of the record that came last before the list or partition changed; null where it has none. */
    Long lastTimestamp() {
        return lastTimestamp;
    }

    void lastTimestamp(Long last) {
        lastTimestamp = last;
    }

    /** When something last came: a record, a rewind, a resume, or (seen in preCommit) an offset that moved. */
    public long lastCameMs() {
        return lastCameMs;
    }

    /** Whether silence means that the producer is silent: not while we paused or rewind the partition ourselves. */
    public boolean listening() {
        return !isPaused() && rewoundTo == Feed.NONE && !pinned();
    }

    /** Whether it was rewound to a record that has not come again yet. */
    boolean sentBack() {
        return sentBack;
    }

    Route routeOf(String topic) {
        return topic.equals(lastTopic) ? lastRoute : null;
    }

    Feed lastFeed() {
        return lastFeed;
    }

    void remember(String topic, Route route, Feed feed) {
        lastTopic = topic;
        lastRoute = route;
        lastFeed = feed;
    }

    // ---- pause

    /** Whether the framework has to be told. */
    boolean pauseDiffers(boolean wanted) {
        return paused == null || paused != wanted;
    }

    void paused(boolean now, long nowMs) {
        if (isPaused() && !now) {
            lastCameMs = nowMs;
        }
        paused = now;
    }

    boolean isPaused() {
        return paused != null && paused;
    }

    // ---- rewind

    private boolean pinned() {
        for (int i = 0; i < feeds.size(); i++) {
            if (feeds.get(i).pinned()) {
                return true;
            }
        }
        return false;
    }

    boolean wantsRewind() {
        return pinned();
    }

    /** Whether every destination that asked for the rewind would take the records now. */
    boolean mayRewind() {
        for (Feed feed : feeds) {
            if (feed.pinned() && !feed.destination().accepts(feed)) {
                return false;
            }
        }
        return rewoundTo == Feed.NONE;
    }

    /** Takes the rewind as done and returns the offset to begin again from. */
    long rewind(long nowMs) {
        long from = Long.MAX_VALUE;
        for (Feed feed : feeds) {
            if (feed.pinned()) {
                from = Math.min(from, feed.pin());
                feed.unpin();
            }
        }
        floor = from;
        rewoundTo = from;
        sentBack = true;
        lastCameMs = nowMs;
        return from;
    }

    /**
     * Where to seek for a rewind to {@code from}: one record further back, so that {@code from} is something to commit still,
     * unless Kafka has it. The framework commits what it sought to together with other partitions' offsets, and that must
     * not take Kafka back.
     */
    long seekFor(long from) {
        return known >= from ? from : Math.max(0, from - 1);
    }

    /**
     * Whether a seek is still to come that would go behind what was just answered, and so take Kafka back. Once the framework has
     * sought it passes what it sought to; asked then, in a rebalance, it would seek a partition that is no longer there.
     */
    boolean seeksBehind(long answered, long passed) {
        return rewoundTo != Feed.NONE && answered == rewoundTo && passed > rewoundTo;
    }

    /** The framework has sought by the time it calls put again. */
    void putBegins() {
        rewoundTo = Feed.NONE;
    }

    // ---- offsets

    /**
     * The safe offset: that of the first record that is not durable, else what the framework passed.
     *
     * @return {@link Feed#NONE} to leave the partition out
     */
    long answer(long passed, long nowMs) {
        long safe = safeOffset(passed, nowMs);
        if (safe != Feed.NONE) {
            known = safe;
        }
        return safe;
    }

    private long safeOffset(long passed, long nowMs) {
        if (passed != lastPassed) {
            lastPassed = passed;
            lastCameMs = nowMs;
        }
        begins(passed);
        long firstPending = firstPending();
        if (rewoundTo != Feed.NONE) {
            return firstPending == Feed.NONE ? rewoundTo : Math.min(rewoundTo, firstPending);
        }
        if (passed < floor) {
            return Feed.NONE;
        }
        return firstPending == Feed.NONE ? passed : Math.min(passed, firstPending);
    }

    /**
     * The framework may ask only after it has passed records that came again while their commit of an earlier assignment is not
     * resolved: they are not durable for having been passed.
     */
    private void begins(long offset) {
        if (openedAt == Feed.NONE) {
            openedAt = offset;
        }
    }

    /** The offset that this assignment began at, or {@link Feed#NONE} while nothing has come and none was passed. */
    long beganAt() {
        return openedAt;
    }

    private long firstPending() {
        long first = stoppedAt;
        for (int i = 0; i < feeds.size(); i++) {
            long pending = feeds.get(i).firstPending(openedAt);
            if (pending != Feed.NONE && (first == Feed.NONE || pending < first)) {
                first = pending;
            }
        }
        return first;
    }

    @Override
    public String toString() {
        return topicPartition.toString();
    }
}
