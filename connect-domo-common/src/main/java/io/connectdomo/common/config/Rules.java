package io.connectdomo.common.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Validators of single keys; each says what is allowed, in the words that the reference shows. */
public final class Rules {
    public static final ConfigDef.Validator POSITIVE =
            rule("a positive number", value -> ((Number) value).doubleValue() > 0);

    /** Ten years: longer than anybody waits, and so short that sums of several stay far from the end of a long. */
    private static final long LONGEST_MS = Duration.ofDays(3650).toMillis();

    /** A duration. */
    public static final ConfigDef.Validator MILLIS = rule(
            "a positive number of milliseconds, at most " + LONGEST_MS + " (ten years)",
            value -> isUpTo(LONGEST_MS, value));

    /** A duration, or 0 for none. */
    public static final ConfigDef.Validator MILLIS_OR_NONE = rule(
            "0 or a positive number of milliseconds, at most " + LONGEST_MS + " (ten years)",
            value -> ((Number) value).longValue() == 0 || isUpTo(LONGEST_MS, value));

    static final ConfigDef.Validator MILLIS_OR_FOR_EVER = rule(
            "a positive number of milliseconds, at most " + LONGEST_MS + " (ten years), or -1 for no limit",
            value -> ((Number) value).longValue() == -1 || isUpTo(LONGEST_MS, value));

    static final ConfigDef.Validator RATE = rule(
            "0 (no limit) or a positive number", value -> ((Double) value) >= 0 && Double.isFinite((Double) value));

    static final ConfigDef.Validator TOKEN = rule(
            "a developer access token without spaces or line breaks (Domo: Admin > Authentication > Access tokens)",
            value -> {
                String token = ((Password) value).value();
                return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 127);
            });

    static final ConfigDef.Validator API_PATH = rule(
            "empty, or a path that begins with a slash and does not end with one, such as /api",
            value -> ((String) value).matches("(/[A-Za-z0-9._~-]+)*"));

    private Rules() {}

    static ConfigDef.Validator oneOf(List<String> allowed) {
        return rule("one of " + String.join(", ", allowed), allowed::contains);
    }

    static ConfigDef.Validator eachOneOf(List<String> allowed) {
        return rule("a list of " + String.join(", ", allowed), value -> allowed.containsAll((List<?>) value));
    }

    /** Whole numbers from 1 to {@code most}. */
    public static ConfigDef.Validator upTo(long most) {
        return rule("a number from 1 to " + most, value -> isUpTo(most, value));
    }

    private static boolean isUpTo(long most, Object value) {
        long number = ((Number) value).longValue();
        return number >= 1 && number <= most;
    }

    static ConfigDef.Recommender recommend(List<String> allowed) {
        return new ConfigDef.Recommender() {
            @Override
            public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
                return List.copyOf(allowed);
            }

            @Override
            public boolean visible(String name, Map<String, Object> parsedConfig) {
                return true;
            }
        };
    }

    /**
     * A rule that null passes: a key that is not set is another rule's matter.
     *
     * @param allowed what is allowed, in words that fit behind "must be"
     */
    public static ConfigDef.Validator rule(String allowed, Predicate<Object> holds) {
        return new ConfigDef.Validator() {
            @Override
            public void ensureValid(String name, Object value) {
                if (value != null && !holds.test(value)) {
                    throw new ConfigException(name, value, "must be " + allowed);
                }
            }

            @Override
            public String toString() {
                return allowed;
            }
        };
    }
}
