package io.connectdomo.sink.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * {@code topic.override.<topic or /regex/>.<key>}. Topics contain dots, so the key is the longest known key that the name
 * ends with. A literal topic wins over regexes, which match whole names; two regexes that match with different values are an
 * error.
 */
final class TopicOverrides {
    static final String PREFIX = "topic.override.";

    private final List<TopicOverride> overrides;

    /**
     * One override.
     *
     * @param name as configured, for messages
     * @param pattern null for a literal topic
     */
    private record TopicOverride(String name, String topic, Pattern pattern, String key, String value) {
        boolean matches(String candidate) {
            return pattern == null
                    ? topic.equals(candidate)
                    : pattern.matcher(candidate).matches();
        }
    }

    private TopicOverrides(List<TopicOverride> overrides) {
        this.overrides = overrides;
    }

    /**
     * @throws ConfigException named after the first override that can't be read
     */
    static TopicOverrides of(Map<String, String> properties, ConfigDef definition) {
        List<TopicOverride> overrides = new ArrayList<>();
        for (Map.Entry<String, String> property : properties.entrySet()) {
            if (property.getKey().startsWith(PREFIX)) {
                overrides.add(parse(property.getKey(), property.getValue(), definition));
            }
        }
        return new TopicOverrides(overrides);
    }

    private static TopicOverride parse(String name, String value, ConfigDef definition) {
        String rest = name.substring(PREFIX.length());
        String key = keyOf(rest, definition.names())
                .orElseThrow(() -> new ConfigException(
                        name, value, "ends with no key of this connector; write " + PREFIX + "<topic>.<key>"));
        if (!SinkKeys.OVERRIDABLE.contains(key)) {
            throw new ConfigException(
                    name,
                    null,
                    key + " can't be set per topic; allowed are " + String.join(", ", SinkKeys.OVERRIDABLE));
        }
        String topic = rest.substring(0, rest.length() - key.length() - 1);
        if (topic.isEmpty()) {
            throw new ConfigException(name, value, "names no topic; write " + PREFIX + "<topic>." + key);
        }
        ensureValid(name, value, definition.configKeys().get(key));
        return new TopicOverride(name, topic, patternOf(name, topic), key, value);
    }

    /** As the key itself would be checked, but under the override's name. */
    private static void ensureValid(String name, String value, ConfigDef.ConfigKey key) {
        Object parsed = ConfigDef.parseType(name, value, key.type);
        if (key.validator != null) {
            key.validator.ensureValid(name, parsed);
        }
    }

    private static Optional<String> keyOf(String rest, Set<String> known) {
        return known.stream().filter(key -> rest.endsWith("." + key)).max(Comparator.comparingInt(String::length));
    }

    private static Pattern patternOf(String name, String topic) {
        if (topic.length() < 2 || !topic.startsWith("/") || !topic.endsWith("/")) {
            return null;
        }
        try {
            return Pattern.compile(topic.substring(1, topic.length() - 1));
        } catch (PatternSyntaxException e) {
            throw new ConfigException(name, topic, "is no regular expression: " + e.getDescription());
        }
    }

    boolean isEmpty() {
        return overrides.isEmpty();
    }

    /** Topics that are named literally. */
    Set<String> literalTopics() {
        Set<String> topics = new TreeSet<>();
        overrides.stream().filter(each -> each.pattern() == null).forEach(each -> topics.add(each.topic()));
        return topics;
    }

    /** Every value that an override gives to the key, whatever the topic. */
    List<String> valuesOf(String key) {
        return overrides.stream()
                .filter(each -> each.key().equals(key))
                .map(TopicOverride::value)
                .toList();
    }

    /** What overrides of expressions give to the key: the value by the override's name. */
    Map<String, String> ofExpressions(String key) {
        Map<String, String> values = new TreeMap<>();
        overrides.stream()
                .filter(each -> each.pattern() != null && each.key().equals(key))
                .forEach(each -> values.put(each.name(), each.value()));
        return values;
    }

    /**
     * What is overridden for the topic, by key.
     *
     * @throws ConfigException named after one of two regexes that contradict each other
     */
    Map<String, String> of(String topic) {
        Map<String, TopicOverride> found = new HashMap<>();
        for (TopicOverride each : overrides) {
            if (each.matches(topic)) {
                found.merge(each.key(), each, (one, other) -> stronger(topic, one, other));
            }
        }
        Map<String, String> values = new HashMap<>();
        found.forEach((key, override) -> values.put(key, override.value()));
        return values;
    }

    /** Where the topic's value of the key is written: the name of an override, or the key itself. */
    String whereSet(String topic, String key) {
        return overrides.stream()
                .filter(each -> each.key().equals(key) && each.matches(topic))
                .min(Comparator.comparing(each -> each.pattern() == null ? 0 : 1))
                .map(TopicOverride::name)
                .orElse(key);
    }

    /** How close to the topic its value of the key is set: 2 for its name, 1 for an expression, 0 for all topics. */
    int closeness(String topic, String key) {
        return overrides.stream()
                .filter(each -> each.key().equals(key) && each.matches(topic))
                .mapToInt(each -> each.pattern() == null ? 2 : 1)
                .max()
                .orElse(0);
    }

    private static TopicOverride stronger(String topic, TopicOverride one, TopicOverride other) {
        if (one.pattern() == null) {
            return one;
        }
        if (other.pattern() == null || one.value().equals(other.value())) {
            return other;
        }
        throw new ConfigException(
                other.name(),
                other.value(),
                "contradicts " + one.name() + ": both match topic " + topic
                        + ". Make the expressions exclusive, or name the" + " topic literally");
    }
}
