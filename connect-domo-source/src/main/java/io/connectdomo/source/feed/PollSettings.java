package io.connectdomo.source.feed;

/**
 * How a task polls its feeds.
 *
 * @param name of the connector, for the threads' names
 * @param threads most requests at once of the feeds of one kind, each of another feed
 * @param batch most records of one poll
 * @param heartbeatIntervalMs 0 for none
 */
public record PollSettings(
        String name, int threads, int batch, Patience patience, String heartbeatTopic, long heartbeatIntervalMs) {}
