package io.connectdomo.sink.config;

import io.connectdomo.sink.DomoSinkConnector;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;

/** What {@code validate()} says of a configuration. */
final class Validated {
    private Validated() {}

    /** The messages on each key that is wrong. */
    static Map<String, List<String>> errors(Map<String, String> config) {
        Map<String, List<String>> errors = new TreeMap<>();
        for (ConfigValue value : new DomoSinkConnector().validate(config).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
