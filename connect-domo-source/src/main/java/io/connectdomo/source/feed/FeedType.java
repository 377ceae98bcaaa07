package io.connectdomo.source.feed;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The feeds, as users name them. */
public enum FeedType {
    ACTIVITY_LOG,
    STREAM_EXECUTIONS,
    REPORT_HISTORY;

    /** In a configuration, a topic's name, a header and a source partition. */
    public String configured() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> allConfigured() {
        return Arrays.stream(values()).map(FeedType::configured).toList();
    }

    public static Optional<FeedType> of(String configured) {
        return Arrays.stream(values())
                .filter(type -> type.configured().equals(configured))
                .findFirst();
    }
}
