package io.connectdomo.common.validation;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;

/**
 * Where Domo is, read from a configuration that may be wrong elsewhere.
 *
 * @param key that says it
 */
public record Address(DomoConnectionConfig connection, String key) {
    /**
     * Empty where a key of the connection is wrong.
     *
     * @param values of the whole configuration, by key, with what is wrong in each
     */
    public static Optional<Address> of(Map<String, String> candidate, Map<String, ConfigValue> values) {
        ConfigDef definition = DomoConnectionConfig.define(new ConfigDef());
        boolean inOrder = definition.names().stream()
                .allMatch(name -> values.containsKey(name)
                        && values.get(name).errorMessages().isEmpty());
        if (!inOrder) {
            return Optional.empty();
        }
        String url = candidate.get(DomoConnectionConfig.URL);
        return Optional.of(new Address(
                DomoConnectionConfig.of(new AbstractConfig(definition, candidate, false)),
                url == null || url.isBlank() ? DomoConnectionConfig.INSTANCE : DomoConnectionConfig.URL));
    }
}
