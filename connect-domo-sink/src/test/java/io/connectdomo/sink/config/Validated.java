package io.connectdomo.sink.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.EmulatorOptions;
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
        values(config).forEach((key, value) -> {
            if (!value.errorMessages().isEmpty()) {
                errors.put(key, value.errorMessages());
            }
        });
        return errors;
    }

    /** All that it says of each key. */
    static Map<String, ConfigValue> values(Map<String, String> config) {
        Map<String, ConfigValue> values = new TreeMap<>();
        new DomoSinkConnector().validate(config).configValues().forEach(value -> values.put(value.name(), value));
        return values;
    }

    /** One message on one key, with these words, and without a token of the emulator. */
    static void assertSaid(Map<String, List<String>> errors, String key, String... words) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key))
                .singleElement()
                .asString()
                .contains(words)
                .doesNotContain(EmulatorOptions.defaults().token());
    }
}
