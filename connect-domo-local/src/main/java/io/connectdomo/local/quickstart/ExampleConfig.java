package io.connectdomo.local.quickstart;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connector's configuration as it stands in {@code config/}, with the placeholders of one's own Domo filled in. */
final class ExampleConfig {
    private static final TypeReference<LinkedHashMap<String, String>> KEYS = new TypeReference<>() {};

    private final Map<String, String> keys;

    private ExampleConfig(Map<String, String> keys) {
        this.keys = keys;
    }

    static ExampleConfig read(Path file) {
        try {
            return new ExampleConfig(new ObjectMapper().readValue(file.toFile(), KEYS));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** The three things that every user has to fill in. */
    ExampleConfig at(String domoUrl, String tokenPlaceholder, String dataSetId) {
        return without("domo.instance")
                .with("domo.url", domoUrl)
                .with("domo.developer.token", tokenPlaceholder)
                .with("dataset.id", dataSetId);
    }

    ExampleConfig with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(keys);
        changed.put(key, value);
        return new ExampleConfig(changed);
    }

    private ExampleConfig without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(keys);
        changed.remove(key);
        return new ExampleConfig(changed);
    }

    Map<String, String> asMap() {
        return Map.copyOf(keys);
    }
}
