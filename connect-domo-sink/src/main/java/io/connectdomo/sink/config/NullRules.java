package io.connectdomo.sink.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Converters and transformations that put a field's default where the producer said NULL, before the sink sees the record: wrong
 * values without a word. Each has a switch of its own, whose default is the wrong one (docs/cdc.md, "NULL and defaults"). A warning,
 * because a topic may have no defaults.
 */
final class NullRules extends RuleSet {
    private static final Logger log = LoggerFactory.getLogger(NullRules.class);

    private static final String REPLACE = "replace.null.with.default";

    /** Confluent's Avro converter. */
    private static final String IGNORE = "ignore.default.for.nullables";

    /** Of Kafka those that have the switch (KIP-581, KIP-1040), and Debezium's that flattens the envelope. */
    private static final Set<String> TRANSFORMS = Set.of(
            "Cast",
            "ExtractField",
            "ExtractNewRecordState",
            "HeaderFrom",
            "InsertField",
            "MaskField",
            "ReplaceField",
            "SetSchemaMetadata",
            "TimestampConverter",
            "ValueToKey");

    private static final List<String> SIDES = List.of("key", "value");

    NullRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    void check() {
        for (String side : SIDES) {
            switch (simpleName(text(side + ".converter"))) {
                case "JsonConverter" -> {
                    if (hasSchemas(side)) {
                        expect(side + ".converter." + REPLACE, "false");
                    }
                }
                case "AvroConverter" -> expect(side + ".converter." + IGNORE, "true");
                default -> {}
            }
        }
        for (String alias : transforms()) {
            String type = simpleName(text("transforms." + alias + ".type"));
            if (TRANSFORMS.contains(type)) {
                expect("transforms." + alias + "." + REPLACE, "false");
            } else if (type.equals("Flatten")) {
                log.warn(
                        "Connector {}: transforms.{} (Flatten) writes a field's default where it is NULL, and can't be told not to. Take it"
                                + " out and set nested.fields=flatten",
                        text("name"),
                        alias);
            }
        }
    }

    /** Without schemas there are no defaults. */
    private boolean hasSchemas(String side) {
        return !text(side + ".converter.schemas.enable").equalsIgnoreCase("false");
    }

    /** Those whose records may have defaults; of the worker's own converter nothing is known here. */
    private Set<String> transforms() {
        boolean none = SIDES.stream().allMatch(side -> {
            String converter = simpleName(text(side + ".converter"));
            return converter.equals("StringConverter")
                    || converter.equals("ByteArrayConverter")
                    || (converter.equals("JsonConverter") && !hasSchemas(side));
        });
        Set<String> aliases = new TreeSet<>();
        if (!none) {
            for (String alias : text("transforms").split(",", -1)) {
                aliases.add(alias.strip());
            }
        }
        return aliases;
    }

    /** Neither the package nor which side a transformation is for. */
    private static String simpleName(String type) {
        String inPackage = type.substring(type.lastIndexOf('.') + 1);
        int side = inPackage.indexOf('$');
        return side < 0 ? inPackage : inPackage.substring(0, side);
    }

    private void expect(String key, String wanted) {
        if (!text(key).equalsIgnoreCase(wanted)) {
            recommend(key, wanted);
            log.warn(
                    "Connector {}: {} is not set to {}, so a field that is NULL and has a default arrives as the default. Set it, here and"
                            + " in the connector that writes the topic",
                    text("name"),
                    key,
                    wanted);
        }
    }
}
