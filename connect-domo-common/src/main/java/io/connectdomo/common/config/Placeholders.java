package io.connectdomo.common.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Placeholders of configuration providers that the worker has left as they are: it replaces {@code ${provider:path:key}} before a
 * connector sees its configuration, and says nothing where it can't. Whoever takes one for a value sends the name of a secret to
 * Domo, or opens a file of this name.
 */
public final class Placeholders {
    /** As Kafka's ConfigTransformer finds them. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+):[^}]*}");

    /** Free text, in which anybody may write anything. */
    private static final Set<String> FREE_TEXT = Set.of("dataset.create.description", "unavailable.value.placeholder");

    private Placeholders() {}

    /**
     * What is wrong with a value that still holds a placeholder; empty where it holds none. Nothing of the value is repeated but the
     * provider's name.
     */
    public static Optional<String> complaint(String key, String value) {
        if (value == null || FREE_TEXT.contains(key)) {
            return Optional.empty();
        }
        Matcher placeholder = PLACEHOLDER.matcher(value.trim());
        boolean found = isPassword(key) ? placeholder.matches() : placeholder.find();
        if (found) {
            return Optional.of(
                    "is still the placeholder ${" + placeholder.group(1) + ":…}: the worker has nothing to put in its"
                            + " place. Is the provider '" + placeholder.group(1)
                            + "' in the worker's config.providers, the key in the file, and the path allowed?");
        }
        if (key.equals(DomoConnectionConfig.TOKEN) && value.contains("${")) {
            return Optional.of(
                    "holds a ${ that the worker has not replaced: it replaces ${provider:path:key} and ${provider:key}"
                            + " only, such as ${env:DOMO_TOKEN}, of the providers in its config.providers.");
        }
        return Optional.empty();
    }

    /** A password may hold any characters: it is a placeholder only as a whole. */
    private static boolean isPassword(String key) {
        return key.equals(DomoConnectionConfig.PROXY_PASSWORD) || key.equals(DomoConnectionConfig.TRUSTSTORE_PASSWORD);
    }

    /**
     * Puts the message in the place of whatever else is wrong with the key: it would be about a value that nobody has written.
     *
     * @param values of the whole configuration, by key
     */
    public static void check(Map<String, String> candidate, Map<String, ConfigValue> values) {
        values.replaceAll((key, value) -> complaint(key, candidate.get(key))
                .map(why -> new ConfigValue(
                        key, value.value(), value.recommendedValues(), new ArrayList<>(List.of(key + " " + why))))
                .orElse(value));
    }

    /**
     * At the start of a task, whose configuration nobody has validated since.
     *
     * @throws ConfigException where one of the connector's keys holds a placeholder
     */
    static void refuse(AbstractConfig config) {
        Map<String, Object> written = config.originals();
        for (String key : config.values().keySet()) {
            if (written.get(key) instanceof String value) {
                complaint(key, value).ifPresent(why -> {
                    throw new ConfigException(key + " " + why);
                });
            }
        }
    }
}
