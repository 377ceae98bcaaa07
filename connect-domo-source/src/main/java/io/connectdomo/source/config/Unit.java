package io.connectdomo.source.config;

import io.connectdomo.source.feed.FeedType;
import java.util.OptionalLong;

/**
 * What one source partition reads.
 *
 * @param stream the stream's id, for executions only
 */
public record Unit(FeedType feed, OptionalLong stream) {
    private static final String SEPARATOR = ":";

    static Unit of(FeedType feed) {
        return new Unit(feed, OptionalLong.empty());
    }

    static Unit ofStream(long stream) {
        return new Unit(FeedType.STREAM_EXECUTIONS, OptionalLong.of(stream));
    }

    static Unit parse(String written) {
        String[] parts = written.split(SEPARATOR, 2);
        FeedType feed = FeedType.of(parts[0]).orElseThrow(() -> new IllegalArgumentException(written));
        return parts.length == 1 ? of(feed) : new Unit(feed, OptionalLong.of(Long.parseLong(parts[1])));
    }

    String written() {
        return stream.isPresent() ? feed.configured() + SEPARATOR + stream.getAsLong() : feed.configured();
    }
}
