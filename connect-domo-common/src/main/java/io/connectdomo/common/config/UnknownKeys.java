package io.connectdomo.common.config;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of keys that nobody knows, with the nearest known one: most are misspelt. */
public final class UnknownKeys {
    private static final Logger log = LoggerFactory.getLogger(UnknownKeys.class);

    /** Keys that the Connect framework, its converters and transformations understand. */
    private static final List<String> FRAMEWORK = List.of(
            "name",
            "connector.",
            "tasks.max",
            "topics",
            "topics.regex",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "errors.",
            "config.action.reload",
            "consumer.override.",
            "producer.override.",
            "admin.override.",
            "topic.creation.",
            "offsets.storage.topic",
            "exactly.once.support",
            "transaction.boundary");

    private UnknownKeys() {}

    /**
     * Warns of each key of {@code candidate} that is not known.
     *
     * @param more whether a key is known all the same
     */
    public static void warn(Set<String> known, Predicate<String> more, Map<String, String> candidate) {
        for (String key : candidate.keySet()) {
            if (!known.contains(key) && !ofFramework(key) && !more.test(key)) {
                log.warn("Nobody knows the key {}. Did you mean {}?", key, nearest(known, key));
            }
        }
    }

    private static boolean ofFramework(String key) {
        return FRAMEWORK.stream().anyMatch(key::startsWith);
    }

    /** The known key that is written most like {@code key}. */
    public static String nearest(Set<String> known, String key) {
        return known.stream()
                .filter(candidate -> !candidate.startsWith("domo.internal."))
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, key))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
