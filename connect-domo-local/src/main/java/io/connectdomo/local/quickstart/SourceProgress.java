package io.connectdomo.local.quickstart;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where things stand.
 *
 * @param elapsed since Domo's first event
 * @param feeds always in the same order
 * @param requestsPerMinute of Domo's API, in the time since the last line
 * @param medianDelayMs from an event of the log to a consumer having it, of those that came since the last line
 * @param newest what happened last, in words; empty while there is nothing
 */
record SourceProgress(
        Duration elapsed, List<OfFeed> feeds, long requestsPerMinute, OptionalLong medianDelayMs, String newest) {
    SourceProgress {
        feeds = List.copyOf(feeds);
    }

    /**
     * One feed.
     *
     * @param happened in Domo, shown there yet or not
     * @param arrived in the topic
     */
    record OfFeed(String name, long happened, long arrived) {}
}
