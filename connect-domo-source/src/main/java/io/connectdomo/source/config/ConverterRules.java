package io.connectdomo.source.config;

import io.connectdomo.common.config.ConverterNames;
import io.connectdomo.source.feed.FeedType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Converters that can't write what the feeds give. The StringConverter writes a struct all the same, as the text that Java has for it,
 * which nobody can read; the others fail the task at its first record. A transformation may make something else of keys and values,
 * and of the worker's own converters nothing is known.
 */
final class ConverterRules {
    private static final String TEXT = "StringConverter";

    /** Kafka's that take one value of one type, and neither a text nor a struct. */
    private static final Set<String> ONE_TYPE = Set.of(
            "BooleanConverter",
            "ByteArrayConverter",
            "DoubleConverter",
            "FloatConverter",
            "IntegerConverter",
            "LongConverter",
            "ShortConverter");

    private final Map<String, String> candidate;
    private final Map<String, ConfigValue> values;

    ConverterRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        this.candidate = candidate;
        this.values = values;
    }

    void check(List<FeedType> feeds) {
        if (!candidate.getOrDefault("transforms", "").isBlank()) {
            return;
        }
        for (FeedType feed : feeds) {
            // The key of an entry of the activity log is a text; the others' are structs, as all values are (or maps).
            if (check("key.converter", feed, feed == FeedType.ACTIVITY_LOG ? "text" : "structs")) {
                break;
            }
        }
        for (FeedType feed : feeds) {
            if (check("value.converter", feed, "structs")) {
                break;
            }
        }
    }

    private boolean check(String key, FeedType feed, String what) {
        String converter =
                ConverterNames.ofKafka(candidate.getOrDefault(key, "").trim());
        boolean struct = !what.equals("text");
        String side = key.startsWith("key") ? "keys" : "values";
        if (struct && converter.equals(TEXT)) {
            complain(
                    key,
                    "The " + side + " of " + feed.configured()
                            + " have fields, and StringConverter writes them as Java shows them,"
                            + " which nobody can read. Use JsonConverter, AvroConverter or ProtobufConverter.");
            return true;
        }
        if (ONE_TYPE.contains(converter)) {
            complain(
                    key,
                    "The " + side + " of " + feed.configured() + " are " + what + ", which " + converter
                            + " does not take: the task would fail at its first record. Use "
                            + (struct
                                    ? "JsonConverter, AvroConverter or ProtobufConverter."
                                    : "StringConverter or JsonConverter."));
            return true;
        }
        return false;
    }

    private void complain(String key, String message) {
        values.computeIfAbsent(key, name -> {
                    ConfigValue unknown = new ConfigValue(name);
                    unknown.value(candidate.get(name));
                    return unknown;
                })
                .addErrorMessage(message);
    }
}
