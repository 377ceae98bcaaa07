package io.connectdomo.sink.config;

import io.connectdomo.common.config.UnknownKeys;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;

/** An override for a topic that is not read has no effect: its name is wrong, or that of the topic. */
final class SubscriptionRules extends RuleSet {
    SubscriptionRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    void check(DomoSinkConfig config) {
        if (config.transformed()) {
            return;
        }
        Subscription subscription = new Subscription(config);
        Map<String, String> topics = config.overrides().topicByName();
        for (String override : subscription.overridesBeside()) {
            complain(
                    override,
                    "No topic is read for it. " + reason(override, topics.get(override), subscription.listed()));
        }
    }

    private String reason(String override, String topic, Set<String> listed) {
        if (topic == null) {
            return "The expression, which must match a whole name, matches none of topics=" + text("topics")
                    + ". Correct it, add the topic, or remove this key.";
        }
        if (!topic.matches("[a-zA-Z0-9._-]+")) {
            return topic + " is no topic's name; an expression is written between slashes: "
                    + override.replace(topic, "/" + topic + "/") + ".";
        }
        if (listed.isEmpty()) {
            return "The topic " + topic + " is not matched by topics.regex=" + text("topics.regex")
                    + ". Correct one of them, or remove this key.";
        }
        return "The topic " + topic + " is not among topics=" + text("topics") + ". "
                + UnknownKeys.meant(listed, topic)
                        .map(meant -> "Did you mean " + meant + "?")
                        .orElse("Add it there, or remove this key.");
    }
}
