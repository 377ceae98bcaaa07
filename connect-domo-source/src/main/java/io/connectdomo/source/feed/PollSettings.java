package io.connectdomo.source.feed;

import io.connectdomo.common.http.RetryPolicy;

/**
 * How a task polls its feeds.
 *
 * @param name of the connector, for the threads' names
 * @param threads requests at once
 * @param batch most records of one poll
 * @param heartbeatIntervalMs 0 for none
 */
public record PollSettings(
        String name, int threads, int batch, RetryPolicy retries, String heartbeatTopic, long heartbeatIntervalMs) {}
