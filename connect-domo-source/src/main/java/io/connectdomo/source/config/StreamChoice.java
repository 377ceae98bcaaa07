package io.connectdomo.source.config;

import java.util.List;
import java.util.Optional;

/**
 * Which streams' executions are read; the three add up.
 *
 * @param streams by their ids
 * @param dataSets ids of the DataSets that they feed
 * @param search a query of Domo's search for those DataSets
 */
public record StreamChoice(List<Long> streams, List<String> dataSets, Optional<String> search) {
    public StreamChoice {
        streams = List.copyOf(streams);
        dataSets = List.copyOf(dataSets);
    }

    public boolean empty() {
        return streams.isEmpty() && !dynamic();
    }

    /** Whether only Domo can tell which streams these are, and the answer may change. */
    public boolean dynamic() {
        return !dataSets.isEmpty() || search.isPresent();
    }
}
