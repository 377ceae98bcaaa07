package io.connectdomo.common.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that nobody knows. One that is written almost like one of the connector's own is meant to be that one, and would have no
 * effect: that is an error. Of any other nothing is known, so that it is warned of only.
 */
public final class UnknownKeys {
    private static final Logger log = LoggerFactory.getLogger(UnknownKeys.class);

    /** Of the Connect framework, 3.7 to 4.4. */
    private static final Set<String> FRAMEWORK = Set.of(
            "name",
            "connector.class",
            "tasks.max",
            "topics",
            "topics.regex",
            "key.converter",
            "value.converter",
            "header.converter",
            "transforms",
            "predicates",
            "config.action.reload",
            "offsets.storage.topic",
            "exactly.once.support",
            "transaction.boundary");

    /** What begins so is read by the framework, its clients, or a converter, transformation or predicate. */
    private static final List<String> PREFIXES = List.of(
            "connector.",
            "tasks.max.",
            "key.converter.",
            "value.converter.",
            "header.converter.",
            "transforms.",
            "predicates.",
            "errors.",
            "config.",
            "consumer.override.",
            "producer.override.",
            "admin.override.",
            "topic.creation.",
            "transaction.boundary.");

    /** Of five characters one may be wrong, but in no key more than three. */
    private static final int CHARACTERS_FOR_A_MISTAKE = 5;

    private static final int MOST_MISTAKES = 3;

    /** Where one of so many characters is wrong at most, it may be meant. */
    private static final int CHARACTERS_OF_A_LIKENESS = 3;

    private UnknownKeys() {}

    /**
     * Keys of {@code candidate} that are misspelt: by each the known key that it is meant to be.
     *
     * @param known keys of the connector
     * @param more whether a key is known all the same
     */
    public static Map<String, String> misspelt(
            Set<String> known, Predicate<String> more, Map<String, String> candidate) {
        Map<String, String> misspelt = new TreeMap<>();
        for (String key : candidate.keySet()) {
            if (unknown(known, more, key)) {
                meant(known, key).ifPresent(meant -> misspelt.put(key, meant));
            }
        }
        return misspelt;
    }

    /** What is said on a misspelt key. */
    public static String complaint(String key, String meant) {
        return "'" + key + "' is no key of this connector, so it has no effect. Did you mean " + meant + "?";
    }

    /** Warns of each key of {@code candidate} that neither the connector nor the framework knows, but not of misspelt ones. */
    public static void warn(Set<String> known, Predicate<String> more, Map<String, String> candidate) {
        Set<String> all = Stream.concat(known.stream(), FRAMEWORK.stream()).collect(Collectors.toUnmodifiableSet());
        for (String key : candidate.keySet()) {
            if (unknown(known, more, key) && meant(known, key).isEmpty()) {
                log.warn(
                        "Connector {}: neither this plugin nor Kafka Connect knows the key {}, so it may have no effect.{}",
                        candidate.get("name"),
                        key,
                        suggestion(all, key));
            }
        }
    }

    /** Empty where nothing that is known is much like it. */
    private static String suggestion(Set<String> known, String key) {
        Optional<String> longer =
                known.stream().filter(each -> each.endsWith("." + key)).min(Comparator.naturalOrder());
        String nearest = longer.orElseGet(() -> nearest(known, key));
        boolean like = longer.isPresent() || mistakes(nearest, key) * CHARACTERS_OF_A_LIKENESS <= key.length();
        return like ? " Did you mean " + nearest + "?" : "";
    }

    private static boolean unknown(Set<String> known, Predicate<String> more, String key) {
        return !known.contains(key) && !ofFramework(key) && !more.test(key);
    }

    /** Whether the Connect framework, or what it loads, reads the key. */
    public static boolean ofFramework(String key) {
        return FRAMEWORK.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }

    /** The known key that {@code key} is almost; empty where none is near enough to be meant. */
    public static Optional<String> meant(Set<String> known, String key) {
        String nearest = nearest(known, key);
        int most = Math.max(1, Math.min(MOST_MISTAKES, nearest.length() / CHARACTERS_FOR_A_MISTAKE));
        return mistakes(nearest, key) <= most ? Optional.of(nearest) : Optional.empty();
    }

    /** The known key that is written most like {@code key}. */
    public static String nearest(Set<String> known, String key) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> mistakes(candidate, key))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** How many characters differ; capitals, and what stands between words, count for nothing. */
    public static int mistakes(String known, String key) {
        return distance(known, key.strip().toLowerCase(Locale.ROOT).replaceAll("[_-]", "."));
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
