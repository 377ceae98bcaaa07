package io.connectdomo.sink.fileset;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Refuses topics whose records may be given one path of one FileSet unmeant: a later file replaces an earlier one. Not thread-safe. */
public final class ClaimedPaths {
    private record Path(String fileSetId, String template) {}

    private final Map<Path, String> topics = new HashMap<>();

    /**
     * Notes where a topic's files are.
     *
     * @throws ConfigException where those of another topic are too
     */
    public void claim(FileSetTopic topic) {
        if (topic.sharedPath().isEmpty()) {
            return;
        }
        String other = topics.putIfAbsent(new Path(topic.fileSetId(), topic.sharedPath()), topic.topic());
        if (other != null && !other.equals(topic.topic())) {
            throw new ConfigException("Topics " + other + " and " + topic.topic()
                    + " would write the same paths of FileSet " + topic.fileSetId() + " (fileset.path is "
                    + topic.sharedPath()
                    + "), and files of one replace those of the other. Put {{topic}} into fileset.path;"
                    + " or, if they are meant to, write the path out for each: topic.override." + other
                    + ".fileset.path and topic.override." + topic.topic() + ".fileset.path.");
        }
    }
}
