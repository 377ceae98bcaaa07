package io.connectdomo.local;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connector's configuration as it stands in {@code config/}, with the placeholders of one's own Domo filled in. */
public final class ExampleConfig {
    private static final TypeReference<LinkedHashMap<String, String>> KEYS = new TypeReference<>() {};

    private final Map<String, String> keys;

    private ExampleConfig(Map<String, String> keys) {
        this.keys = keys;
    }

    /**
     * Reads one.
     *
     * @param name of a file in {@code config/} of the source tree
     */
    public static ExampleConfig read(String name) {
        Path file = Installation.find().home().resolve("config").resolve(name);
        try {
            return new ExampleConfig(new ObjectMapper().readValue(file.toFile(), KEYS));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    /** What every user has to fill in: where Domo is, and the token. */
    public ExampleConfig at(EmulatorProcess domo, KafkaStack stack) {
        return without("domo.instance")
                .with("domo.url", domo.address().toString())
                .with("domo.developer.token", stack.secret("domo.token", domo.token()));
    }

    /** The same of a database. */
    public ExampleConfig at(Postgres postgres, KafkaStack stack) {
        return with("database.hostname", postgres.host())
                .with("database.port", Integer.toString(postgres.port()))
                .with("database.dbname", postgres.database())
                .with("database.user", postgres.user())
                .with("database.password", stack.secret("postgres.password", postgres.password()));
    }

    public ExampleConfig with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(keys);
        changed.put(key, value);
        return new ExampleConfig(changed);
    }

    public ExampleConfig without(String key) {
        Map<String, String> changed = new LinkedHashMap<>(keys);
        changed.remove(key);
        return new ExampleConfig(changed);
    }

    public Map<String, String> asMap() {
        return Map.copyOf(keys);
    }
}
