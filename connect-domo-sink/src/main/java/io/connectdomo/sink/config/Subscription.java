package io.connectdomo.sink.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which topics a connector reads, before transformations: those of {@code topics}, or those that {@code topics.regex} matches. */
final class Subscription {
    private final TopicOverrides overrides;
    private final Set<String> listed;
    private final Optional<Pattern> regex;

    Subscription(DomoSinkConfig config) {
        this(config.originalsStrings(), config.overrides());
    }

    private Subscription(Map<String, String> written, TopicOverrides overrides) {
        this.overrides = overrides;
        this.listed = new TreeSet<>();
        Stream.of(written.getOrDefault("topics", "").split(",", -1))
                .map(String::trim)
                .filter(topic -> !topic.isEmpty())
                .forEach(listed::add);
        this.regex = compiled(written.getOrDefault("topics.regex", ""));
    }

    /** Of the connector's configuration as it is written. */
    static Predicate<String> of(Map<String, String> written) {
        return new Subscription(written, TopicOverrides.of(Map.of(), SinkKeys.define()))::reads;
    }

    /** Empty where it is none: that is Connect's to say. */
    private static Optional<Pattern> compiled(String regex) {
        try {
            return regex.isBlank() ? Optional.empty() : Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the topic is read; true where nothing says which are. */
    boolean reads(String topic) {
        return listed.isEmpty()
                ? regex.map(pattern -> pattern.matcher(topic).matches()).orElse(true)
                : listed.contains(topic);
    }

    /** Those that are known by name. */
    Set<String> listed() {
        return listed;
    }

    /** Names of the overrides that no topic is subscribed for. What an expression matches is known where topics are. */
    List<String> overridesBeside() {
        List<String> beside = new ArrayList<>();
        overrides.topicByName().forEach((name, topic) -> {
            if (topic != null && !reads(topic)) {
                beside.add(name);
            }
        });
        if (!listed.isEmpty()) {
            beside.addAll(overrides.expressionsBeside(listed));
        }
        return beside;
    }
}
