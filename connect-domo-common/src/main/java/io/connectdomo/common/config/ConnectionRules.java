package io.connectdomo.common.config;

import static io.connectdomo.common.config.DomoConnectionConfig.*;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** The rules that need more than one key; each adds its message to the key it belongs to. */
final class ConnectionRules {
    private final Map<String, ConfigValue> values;

    ConnectionRules(Map<String, ConfigValue> values) {
        this.values = values;
    }

    void check() {
        address();
        proxy();
        trustStore();
    }

    private void address() {
        if (!given(INSTANCE) && !given(URL)) {
            complain(INSTANCE, "Set " + INSTANCE + " (acme for https://acme.domo.com) or " + URL + ".");
        } else if (given(INSTANCE) && given(URL)) {
            complain(URL, "Set either " + INSTANCE + " or " + URL + ", not both.");
        }
        wellFormed(INSTANCE, Addresses::instance);
        wellFormed(URL, Addresses::url);
    }

    private void proxy() {
        wellFormed(PROXY_URL, Addresses::proxy);
        needs(PROXY_USERNAME, PROXY_URL);
        needs(PROXY_PASSWORD, PROXY_USERNAME);
        if (given(PROXY_URL) && given(PROXY_USERNAME) && !given(PROXY_PASSWORD)) {
            complain(PROXY_PASSWORD, "Set " + PROXY_PASSWORD + " too, or remove " + PROXY_USERNAME + ".");
        }
    }

    private void trustStore() {
        needs(TRUSTSTORE_PASSWORD, TRUSTSTORE_LOCATION);
        needs(TRUSTSTORE_TYPE, TRUSTSTORE_LOCATION);
        if (given(TRUSTSTORE_LOCATION)) {
            TrustStore store = new TrustStore(
                    text(TRUSTSTORE_LOCATION),
                    (Password) value(TRUSTSTORE_PASSWORD),
                    given(TRUSTSTORE_TYPE) ? text(TRUSTSTORE_TYPE) : java.security.KeyStore.getDefaultType());
            new TrustStoreRules(store, this::complain).check();
        }
    }

    private void needs(String key, String other) {
        if (given(key) && !given(other)) {
            complain(key, key + " has no effect without " + other + ": set that too, or remove this.");
        }
    }

    private void wellFormed(String key, Consumer<String> reader) {
        if (given(key)) {
            try {
                reader.accept(text(key));
            } catch (ConfigException e) {
                complain(key, e.getMessage());
            }
        }
    }

    private boolean given(String key) {
        Object value = value(key);
        if (value instanceof Password password) {
            return !password.value().isEmpty();
        }
        return value != null && !value.toString().isBlank();
    }

    private String text(String key) {
        return value(key).toString().trim();
    }

    private Object value(String key) {
        ConfigValue value = values.get(key);
        return value == null ? null : value.value();
    }

    private void complain(String key, String message) {
        ConfigValue value = values.computeIfAbsent(key, ConfigValue::new);
        if (value.errorMessages().isEmpty()) {
            value.addErrorMessage(message);
        }
    }
}
