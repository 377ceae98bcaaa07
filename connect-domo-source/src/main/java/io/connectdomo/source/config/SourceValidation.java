package io.connectdomo.source.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.config.UnknownKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/** Checks a configuration before anything runs: single keys, then the rules between keys, then with Domo. */
public final class SourceValidation {
    private SourceValidation() {}

    public static Config validate(ConfigDef definition, Map<String, String> candidate) {
        Map<String, ConfigValue> values = new LinkedHashMap<>();
        definition.validate(candidate).forEach(value -> values.put(value.name(), value));
        DomoConnectionConfig.validate(values);
        new SourceRules(values).check();
        if (inOrder(values)) {
            new LiveChecks(new DomoSourceConfig(candidate), values).check();
        }
        UnknownKeys.warn(definition.names(), key -> false, candidate);
        return new Config(new ArrayList<>(values.values()));
    }

    private static boolean inOrder(Map<String, ConfigValue> values) {
        return values.values().stream().allMatch(value -> value.errorMessages().isEmpty());
    }
}
