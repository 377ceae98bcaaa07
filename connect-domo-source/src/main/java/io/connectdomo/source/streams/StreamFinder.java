package io.connectdomo.source.streams;

import io.connectdomo.source.config.StreamChoice;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the streams that a configuration means. Not thread-safe. */
final class StreamFinder {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFinder.class);

    private final StreamChoice choice;
    private final StreamDirectory directory;
    private final Set<String> toldOf = new HashSet<>();

    StreamFinder(StreamChoice choice, StreamDirectory directory) {
        this.choice = choice;
        this.directory = directory;
    }

    /** Those named by their ids: all that is known without Domo. */
    NavigableSet<Long> named() {
        return new TreeSet<>(choice.streams());
    }

    /**
     * All of them as they are now.
     *
     * @throws io.connectdomo.common.http.DomoException where Domo could not be asked: then nothing is known
     */
    NavigableSet<Long> find() {
        Set<String> dataSets = new LinkedHashSet<>(choice.dataSets());
        choice.search().ifPresent(query -> dataSets.addAll(directory.dataSets(query)));
        NavigableSet<Long> streams = named();
        for (String dataSet : dataSets) {
            OptionalLong stream = directory.streamOf(dataSet);
            stream.ifPresent(streams::add);
            // What a search finds beside them is no one's mistake.
            if (stream.isEmpty() && choice.dataSets().contains(dataSet) && toldOf.add(dataSet)) {
                LOG.warn("The DataSet {} is fed by no stream: there are no executions to read of it", dataSet);
            }
        }
        return streams;
    }
}
