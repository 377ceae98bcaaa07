package io.connectdomo.sink.config;

import io.connectdomo.common.config.Placeholders;
import io.connectdomo.common.config.UnknownKeys;
import java.util.ArrayList;
import java.util.Collection;
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
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * {@code topic.override.<topic or /regex/>.<key>}. Topics contain dots, so the key is the longest known key that the name
 * ends with. A literal topic wins over regexes, which match whole names; two regexes that match with different values are an
 * error.
 */
final class TopicOverrides {
    static final String PREFIX = "topic.override.";

    /** In the prefix: topic.overrides, topics.override. */
    private static final int MOST_MISTAKES = 3;

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

    /** What is wrong with each override that can't be read, by its name. */
    static Map<String, String> complaints(Map<String, String> properties, ConfigDef definition) {
        Map<String, String> complaints = new TreeMap<>();
        properties.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                try {
                    parse(name, value, definition);
                } catch (ConfigException e) {
                    complaints.put(name, e.getMessage());
                }
            }
        });
        return complaints;
    }

    private static TopicOverride parse(String name, String value, ConfigDef definition) {
        String rest = name.substring(PREFIX.length());
        String key = keyOf(rest, definition.names())
                .orElseThrow(() -> new ConfigException(name
                        + (endsWithOneOfConnects(rest)
                                ? " ends with a key of Kafka Connect, which holds for all topics: set it for the connector."
                                : " ends with no key of this connector; write " + PREFIX + "<topic>.<key>")));
        if (!SinkKeys.OVERRIDABLE.contains(key)) {
            throw new ConfigException(name + ": " + key
                    + " can't be set per topic, it holds for all of them: set it for the connector, as " + key + ".");
        }
        String topic = rest.substring(0, rest.length() - key.length() - 1);
        if (topic.isEmpty()) {
            throw new ConfigException(name, value, "names no topic; write " + PREFIX + "<topic>." + key);
        }
        Placeholders.complaint(key, value).ifPresent(why -> {
            throw new ConfigException(name + " " + why);
        });
        ensureValid(name, value, definition.configKeys().get(key));
        return new TopicOverride(name, topic, patternOf(name, topic), key, value);
    }

    private static boolean endsWithOneOfConnects(String rest) {
        return endings(rest).anyMatch(UnknownKeys::ofFramework);
    }

    /** What comes behind each dot, the longest first: a topic has dots as a key has. */
    private static Stream<String> endings(String rest) {
        return Stream.iterate(rest.indexOf('.'), dot -> dot >= 0, dot -> rest.indexOf('.', dot + 1))
                .map(dot -> rest.substring(dot + 1));
    }

    /** The definition of the key that an override sets; null where it sets none. */
    static ConfigDef.ConfigKey definitionOf(String name, ConfigDef definition) {
        return name.startsWith(PREFIX)
                ? keyOf(name.substring(PREFIX.length()), definition.names())
                        .map(definition.configKeys()::get)
                        .orElse(null)
                : definition.configKeys().get(name);
    }

    /** The override that {@code name} is almost; empty where it is one, or near none. */
    static Optional<String> meant(String name, Set<String> known) {
        String[] segments = name.split("\\.", 3);
        if (segments.length < 3) {
            return Optional.empty();
        }
        String begin = segments[0] + "." + segments[1] + ".";
        boolean begins = begin.equals(PREFIX);
        if (!begins && UnknownKeys.mistakes(PREFIX, begin) > MOST_MISTAKES) {
            return Optional.empty();
        }
        String rest = segments[2];
        if (keyOf(rest, known).isPresent()) {
            return begins ? Optional.empty() : Optional.of(PREFIX + rest);
        }
        return endings(rest)
                .filter(ending -> UnknownKeys.meant(known, ending).isPresent())
                .min(Comparator.comparingInt(
                        ending -> UnknownKeys.mistakes(UnknownKeys.nearest(known, ending), ending)))
                .map(ending -> PREFIX
                        + rest.substring(0, rest.length() - ending.length())
                        + UnknownKeys.nearest(known, ending));
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

    /** The topic, or null for an expression, by the name of each override. */
    Map<String, String> topicByName() {
        Map<String, String> topics = new TreeMap<>();
        overrides.forEach(each -> topics.put(each.name(), each.pattern() == null ? each.topic() : null));
        return topics;
    }

    /** Names of the overrides whose expression matches none of the topics. */
    List<String> expressionsBeside(Collection<String> topics) {
        return overrides.stream()
                .filter(each -> each.pattern() != null && topics.stream().noneMatch(each::matches))
                .map(TopicOverride::name)
                .sorted()
                .toList();
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
