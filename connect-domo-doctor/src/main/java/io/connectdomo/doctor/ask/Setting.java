package io.connectdomo.doctor.ask;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.util.Locale;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A line for a connector's configuration.
 *
 * @param plugin which connectors read it
 */
public record Setting(String key, String value, Plugin plugin) {
    /** Who reads a key. */
    public enum Plugin {
        BOTH,
        SINK,
        SOURCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final ConfigDef SHARED = DomoConnectionConfig.define(new ConfigDef());

    public Setting {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(plugin, "plugin");
    }

    /** One of the {@code domo.compat.*} keys, which both plugins share. */
    public static Setting compat(String key, String value) {
        return new Setting(key, value, Plugin.BOTH);
    }

    /** Whether a connector does this without being told. False for keys that the plugins do not share. */
    boolean isDefault() {
        return SHARED.configKeys().containsKey(key)
                && value.equals(SHARED.defaultValues().get(key));
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
