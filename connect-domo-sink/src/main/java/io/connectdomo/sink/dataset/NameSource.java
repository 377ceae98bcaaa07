package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.TopicTemplate;

/**
 * Where the name of a topic's DataSet comes from.
 *
 * @param topic after transformations
 * @param template {@code dataset.name} where the name is made of the topic's; empty where it is written out, which is a choice
 */
public record NameSource(String topic, String template) {
    public static NameSource of(String topic, String name) {
        return new NameSource(topic, TopicTemplate.hasVariable(name) ? name : "");
    }

    boolean isTemplate() {
        return !template.isEmpty();
    }

    /** Whether another topic may be given the same name without anybody having meant it. */
    boolean mayMeetAnother() {
        return isTemplate() && !TopicTemplate.tellsTopicsApart(template);
    }
}
