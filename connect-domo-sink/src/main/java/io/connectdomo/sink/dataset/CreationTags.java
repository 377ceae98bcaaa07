package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tags by which a DataSet that this connector has created is known again: after a restart, by another task, and whatever the
 * search shows. Immutable.
 *
 * @param created names the connector
 * @param ofTopic names the topic, where a template might give the DataSet's name to another one too: two topics may be read by two
 *     tasks, neither of which sees the other's
 */
record CreationTags(String created, Optional<String> ofTopic) {
    private static final String CREATED = "connect-domo:";
    private static final String OF_TOPIC = "connect-domo-topic:";

    static CreationTags of(String connector, TopicSettings topic) {
        boolean exclusive = topic.overwrites() && topic.name().mayMeetAnother();
        return new CreationTags(
                CREATED + connector,
                exclusive ? Optional.of(ofTopic(topic.name().topic())) : Optional.empty());
    }

    static String ofTopic(String topic) {
        return OF_TOPIC + topic;
    }

    List<String> all() {
        return Stream.concat(Stream.of(created), ofTopic.stream()).toList();
    }

    boolean areOf(DataSetInfo dataSet) {
        return dataSet.tags().contains(created);
    }

    /** Another topic that the DataSet is known to belong to. */
    Optional<String> otherTopic(DataSetInfo dataSet) {
        if (ofTopic.isEmpty() || dataSet.tags().contains(ofTopic.get())) {
            return Optional.empty();
        }
        return dataSet.tags().stream()
                .filter(tag -> tag.startsWith(OF_TOPIC))
                .map(tag -> tag.substring(OF_TOPIC.length()))
                .findFirst();
    }
}
