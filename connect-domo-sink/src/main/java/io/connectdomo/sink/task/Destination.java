package io.connectdomo.sink.task;

import io.connectdomo.sink.metrics.DestinationMetrics;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Where records go: it batches them, makes the batches durable in order, and says so through its feeds. Every method is
 * called on the task thread and none blocks.
 */
public interface Destination {
    /** For logs and messages: what it is and its id. */
    String name();

    /** What is counted of it. */
    DestinationMetrics metrics();

    /**
     * Whether records of the feed can be taken now. While false the feed's partition is paused; a record that comes all
     * the same is pinned, to be read again.
     */
    boolean accepts(Feed feed);

    /**
     * Whether what is durable may only be passed as a whole: read again from its middle, a part of it would take its place.
     */
    default boolean passesWhole() {
        return false;
    }

    /** Hands the bad records that came since to the framework; fails where there is nowhere to put them. */
    void reportErrants(ErrantRecords errants);

    /** Lets go of batches whose commits have come back. */
    void settle();

    /** Starts the commit that may start now. */
    void advance(long nowMs);

    /** Seals the open batch, if there is one, because it is due or shares a partition with one that is. */
    void seal();

    /** Whether the open batch is due by time or size. */
    boolean due(long nowMs);

    /** Feeds with records in the open batch. */
    Set<Feed> openFeeds();

    /** When {@link #advance} has something to do next, or {@link Long#MAX_VALUE}. */
    long nextDueMs();

    /**
     * Whether something waits only for a request of ours to end, which no call of the task's tells: then the task thread looks
     * again sooner.
     */
    default boolean queues() {
        return false;
    }

    /** Whether anything is on its way to Domo or ready to go. */
    boolean busy();

    /** Whether a commit was sent whose outcome is not known yet. */
    boolean committing();

    /** The task may not live to see the replies to commits that were sent: looks for what they have made. */
    default void lookAhead() {}

    /** Whether Domo keeps failing for this destination, so that it waits. */
    boolean waiting();

    /**
     * Gives up every batch that holds records of these partitions and whose commit was not sent, with every later batch;
     * commits that were sent are no longer repeated.
     */
    void partitionsClosed(Set<TopicPartition> closed);

    /**
     * The log of the feed's partition has begun anew: what was remembered of the feed's records by their offsets holds for none of
     * those that come now. What batches hold is still written.
     */
    default void logBegunAnew(Feed feed) {}

    /** A feed of an earlier assignment that a sent commit still holds records of, or null. */
    Feed survivor(TopicPartition topicPartition);

    // ---- memory

    /** Bytes held that sending now would free. */
    long openBytes();

    /** Sends or commits what is open, although it is small, to free memory. */
    void relieve();

    /** Drops what is open, to be read again, because this destination waits and others need the memory. */
    void dropOpen(String why);
}
