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

    /** As text, because the numbers of a JSON key come back as other types than they were written in. */
    public static Map<String, String> ofStream(FeedType feed, String instance, long stream) {
        Map<String, String> partition = of(feed, instance);
        partition.put(STREAM, Long.toString(stream));
        return partition;
    }
}
