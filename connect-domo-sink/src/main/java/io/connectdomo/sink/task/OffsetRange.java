package io.connectdomo.sink.task;

import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of one partition that one batch answers for: every record of the feed between them, written or errant.
 * Task thread only.
 */
public final class OffsetRange {
    private final Feed feed;
    private final long first;
    private final long firstSeenMs;
    private final Long firstTimestamp;
    private long last;
    private Long lastTimestamp;
    private boolean ofAnotherLog;

    OffsetRange(Feed feed, long first, long firstSeenMs) {
        this.feed = feed;
        this.first = first;
        this.last = first;
        this.firstSeenMs = firstSeenMs;
        this.firstTimestamp = feed.partition().timestamp();
        this.lastTimestamp = firstTimestamp;
    }

    public Feed feed() {
        return feed;
    }

    public TopicPartition topicPartition() {
        return feed.partition().topicPartition();
    }

    public long first() {
        return first;
    }

    public long last() {
        return last;
    }

    /** When the oldest of these records was first seen, also if that was before a rewind or a rebalance. */
    public long firstSeenMs() {
        return firstSeenMs;
    }

    public void extendTo(long offset) {
        last = offset;
    }

    /** The log has begun anew at {@code offset}. Returns whether these are offsets of the one before. */
    boolean begunAnew(long offset) {
        ofAnotherLog |= first >= offset;
        return ofAnotherLog;
    }

    /** Whether the batch holds rows for it, but answers for none of the offsets that the partition has now. */
    public boolean isOfAnotherLog() {
        return ofAnotherLog;
    }

    /** Its batch takes no more. */
    public void sealed() {
        Long last = feed.partition().lastTimestamp();
        lastTimestamp = last == null ? firstTimestamp : last;
    }

    /** Of the first record, null where it has none. */
    public Long firstTimestamp() {
        return firstTimestamp;
    }

    /** Of the last record, or of one that came right behind it and went elsewhere; null where there is none. */
    public Long lastTimestamp() {
        return lastTimestamp;
    }

    @Override
    public String toString() {
        return topicPartition() + "[" + first + ".." + last + "]";
    }
}
