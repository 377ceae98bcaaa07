package io.connectdomo.sink.dataset;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/**
 * Refuses topics to which a template gives one name, where rows of one would take the place of the other's. A name that is written
 * out for each of them is a choice. Not thread-safe.
 */
public final class ClaimedNames {
    private final Map<String, Map<String, TopicSettings>> topicsByName = new HashMap<>();

    /**
     * Notes which name a topic has.
     *
     * @throws ConfigException where another topic has it that must not
     */
    public void claim(TopicSettings topic) {
        if (topic.create().isEmpty() || !topic.overwrites()) {
            return;
        }
        String name = topic.create().get().name();
        Map<String, TopicSettings> topics = topicsByName.computeIfAbsent(name, each -> new TreeMap<>());
        topics.put(topic.name().topic(), topic);
        for (TopicSettings other : topics.values()) {
            boolean same = other.name().topic().equals(topic.name().topic());
            if (!same && (topic.name().isTemplate() || other.name().isTemplate())) {
                throw new ConfigException(refusal(topic, other.name().topic()));
            }
        }
    }

    private static String refusal(TopicSettings topic, String other) {
        return "Topics " + other + " and " + topic.name().topic() + " would both be written to DataSet "
                + topic.destination() + ": " + why(topic, other) + ". " + cure(topic, other);
    }

    static String why(TopicSettings topic, String other) {
        String template = topic.name().isTemplate() ? topic.name().template() : "a template of one of them";
        return "dataset.name (" + template + ") gives them one name, and with write.mode="
                + topic.dataSet().mode().name().toLowerCase(Locale.ROOT) + " rows of "
                + topic.name().topic()
                + " would take the place of those of " + other;
    }

    static String cure(TopicSettings topic, String other) {
        String wider = "Set a wider template that tells them apart, such as {{topic}}";
        if (!topic.dataSet().mode().isKeyed()) {
            return wider + ".";
        }
        String name = topic.create().orElseThrow().name();
        return wider + "; or, if one DataSet is meant, write its name out for each: topic.override." + other
                + ".dataset.name=" + name + " and topic.override."
                + topic.name().topic() + ".dataset.name=" + name
                + ".";
    }
}
