package io.connectdomo.source.feed;

import java.util.Map;
import java.util.Optional;

/** Opens a feed. */
@FunctionalInterface
public interface FeedOpener {
    /**
     * @param behind the offset to go on behind; empty for the stored one
     * @throws org.apache.kafka.connect.errors.ConnectException where the offset can't be used
     */
    Feed open(Optional<Map<String, Object>> behind);
}
