package io.connectdomo.source.feed;

import java.util.LinkedHashMap;
import java.util.Map;

/** The Connect source partitions. Their keys come in one order: stored offsets are found by the bytes of this map. */
public final class Partitions {
    public static final String FEED = "feed";
    public static final String INSTANCE = "instance";
    public static final String STREAM = "stream";

    private Partitions() {}

    public static Map<String, String> of(FeedType feed, String instance) {
        Map<String, String> partition = new LinkedHashMap<>();
        partition.put(FEED, feed.configured());
        partition.put(INSTANCE, instance);
        return partition;
    }

    /** The same with another spelling of the instance, its keys in their order. */
    public static Map<String, String> spelt(Map<String, String> partition, String instance) {
        Map<String, String> other = new LinkedHashMap<>(partition);
        other.put(INSTANCE, instance);
        return other;
    }

    /** As text, because the numbers of a JSON key come back as other types than they were written in. */
    public static Map<String, String> ofStream(FeedType feed, String instance, long stream) {
        Map<String, String> partition = of(feed, instance);
        partition.put(STREAM, Long.toString(stream));
        return partition;
    }
}
