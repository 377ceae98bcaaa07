package io.connectdomo.sink.task;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A partition between {@code open} and {@code close}: its feeds, whether it is paused, when something last came, and its
 * {@link PartitionOffsets}, where the rules of rewinds and answers are. Keyed by the original topic, before SMTs. Task thread only.
 */
public final class AssignedPartition {
    private static final Logger log = LoggerFactory.getLogger(AssignedPartition.class);

    private final TopicPartition topicPartition;
    private final long openedAtMs;
    private final Position position;
    private final List<Feed> feeds = new ArrayList<>(1);
    private final PartitionOffsets offsets = new PartitionOffsets(feeds);

    private boolean sentBack;
    private long lastCameMs;
    private long lastPassed = Feed.NONE;
    /** Null while it is not known: the framework keeps pauses over a rebalance, but not for every partition. */
    private Boolean paused;

    private boolean tellsKafka;
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

    /** Whether it would not be read although there were memory, because a destination of it waits for Domo. */
    boolean feedsOneThatWaits() {
        for (Feed feed : feeds) {
            if (feed.destination().waiting()) {
                return true;
            }
        }
        return false;
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

    PartitionOffsets offsets() {
        return offsets;
    }

    /** The first offset of this assignment, or {@link Feed#NONE} while nothing has come and none was passed. */
    long beganAt() {
        return offsets.began();
    }

    // ---- records

    /** A record is there to be delivered. */
    void came(long offset, long nowMs) {
        if (offsets.goesBack(offset)) {
            beginAnew(offset);
        }
        offsets.came(offset);
        heard(nowMs);
        sentBack &= offsets.isSeeking();
    }

    /** A record of it is in the list at hand. */
    void heard(long nowMs) {
        lastCameMs = nowMs;
    }

    private void beginAnew(long offset) {
        log.warn(
                "{}: its offsets went back to {} although the sink did not seek: the topic was made anew or truncated, or a commit of"
                        + " offsets was lost. Records from there on are taken for new ones. What was read before and is not in Domo yet"
                        + " is still written, unless its upload has to be given up",
                topicPartition,
                offset);
        offsets.beginAnew(offset);
        tellsKafka = true;
    }

    /**
     * What is durable, and Kafka did not know, has come again. When it became durable a commit of offsets could not pass it: it is
     * passed only now, and perhaps nothing follows of which a commit would tell.
     */
    void durableCameAgain() {
        tellsKafka = true;
    }

    /** Whether Kafka is to be told soon that the partition goes on elsewhere than it knows, though no batch became durable. */
    boolean takeTellsKafka() {
        boolean since = tellsKafka;
        tellsKafka = false;
        return since;
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
        return !isPaused() && !offsets.goesBackSoon();
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

    // ---- offsets

    /** Rewinds, and returns where to seek. */
    long rewind(long nowMs) {
        sentBack = true;
        lastCameMs = nowMs;
        return offsets.rewind();
    }

    /** The safe offset where the framework has passed {@code passed}: see {@link PartitionOffsets}. */
    long answer(long passed, long nowMs) {
        if (passed != lastPassed) {
            lastPassed = passed;
            lastCameMs = nowMs;
        }
        if (offsets.passedGoesBack(passed)) {
            beginAnew(passed);
        }
        return offsets.answer(passed);
    }

    @Override
    public String toString() {
        return topicPartition.toString();
    }
}
