package io.connectdomo.sink.config;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** What rules between keys share: reading the candidate, and complaining on a key. */
abstract class RuleSet {
    private final Map<String, String> candidate;
    private final Map<String, ConfigValue> values;

    RuleSet(Map<String, String> candidate, Map<String, ConfigValue> values) {
        this.candidate = candidate;
        this.values = values;
    }

    final Map<String, String> candidate() {
        return candidate;
    }

    final Map<String, ConfigValue> values() {
        return values;
    }

    final String text(String key) {
        String value = candidate.get(key);
        return value == null ? "" : value.trim();
    }

    final boolean given(String key) {
        return !text(key).isEmpty();
    }

    final long number(String key) {
        return ((Number) values.get(key).value()).longValue();
    }

    /** The worker shows the message at the key, also at one that the definition does not know. */
    final void complain(String key, String message) {
        shown(key).addErrorMessage(message);
    }

    /** The worker shows the value as one to choose, and refuses nothing. */
    final void recommend(String key, String value) {
        shown(key).recommendedValues(List.of(value));
    }

    private ConfigValue shown(String key) {
        return values.computeIfAbsent(key, name -> {
            ConfigValue unknown = new ConfigValue(name);
            unknown.value(candidate.get(name));
            return unknown;
        });
    }

    /** The key that the exception names, if it names one. */
    final void complain(String defaultKey, ConfigException e) {
        String message = e.getMessage();
        String key = candidate.keySet().stream()
                .filter(name -> name.startsWith(TopicOverrides.PREFIX) && message.contains(name))
                .findFirst()
                .orElse(defaultKey);
        complain(key, message);
    }
}
