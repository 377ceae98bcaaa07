package io.connectdomo.common.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/**
 * How to reach Domo: the parsed form of the keys that both plugins share (contract.md 1). Immutable; secrets stay
 * {@link Password}s, so that {@code toString()} hides them.
 *
 * @param baseUrl scheme, host, port and path prefix without {@code /api}, never with a slash at its end
 * @param token developer access token
 * @param connectTimeout of TCP and TLS, and of the wait for a pooled connection
 * @param requestTimeout longest silence during one attempt
 * @param retryTimeout budget of one operation; empty retries for ever
 * @param backoff bound of the first random delay
 * @param backoffMax largest bound of a random delay
 * @param requestsPerSecond of one task; 0 sets no limit
 * @param compat the answers to what Domo's pages leave open
 */
public record DomoConnectionConfig(
        URI baseUrl,
        Password token,
        Duration connectTimeout,
        Duration requestTimeout,
        Optional<Duration> retryTimeout,
        Duration backoff,
        Duration backoffMax,
        double requestsPerSecond,
        Optional<Proxy> proxy,
        Optional<TrustStore> trustStore,
        DomoCompat compat) {

    public static final String INSTANCE = "domo.instance";
    public static final String URL = "domo.url";
    public static final String TOKEN = "domo.developer.token";
    public static final String CONNECT_TIMEOUT = "domo.connect.timeout.ms";
    public static final String REQUEST_TIMEOUT = "domo.request.timeout.ms";
    public static final String RETRY_TIMEOUT = "domo.retry.timeout.ms";
    public static final String RETRY_BACKOFF = "domo.retry.backoff.ms";
    public static final String RETRY_BACKOFF_MAX = "domo.retry.backoff.max.ms";
    public static final String REQUESTS_PER_SECOND = "domo.requests.per.second";
    public static final String PROXY_URL = "domo.proxy.url";
    public static final String PROXY_USERNAME = "domo.proxy.username";
    public static final String PROXY_PASSWORD = "domo.proxy.password";
    public static final String TRUSTSTORE_LOCATION = "domo.ssl.truststore.location";
    public static final String TRUSTSTORE_PASSWORD = "domo.ssl.truststore.password";
    public static final String TRUSTSTORE_TYPE = "domo.ssl.truststore.type";
    public static final String COMPAT_API_PATH = "domo.compat.api.path";
    public static final String COMPAT_UPSERT = "domo.compat.upsert";
    public static final String COMPAT_DELETE_COMMIT = "domo.compat.delete.commit";
    public static final String COMPAT_PARTITION = "domo.compat.partition";
    public static final String COMPAT_TRUNCATE = "domo.compat.truncate";
    public static final String COMPAT_FILE_PATH = "domo.compat.file.path";
    public static final String COMPAT_FILE_BODY = "domo.compat.file.body";
    public static final String COMPAT_FILE_CHECKSUM = "domo.compat.file.checksum";
    public static final String COMPAT_DATETIME_FRACTION = "domo.compat.datetime.fraction";
    public static final String COMPAT_APPDB_DOCUMENTS = "domo.compat.appdb.documents";

    public static final String GROUP_CONNECTION = "Connection";
    public static final String GROUP_RETRIES = "Retries";
    public static final String GROUP_PROXY_AND_TLS = "Proxy and TLS";
    public static final String GROUP_COMPAT = "Where Domo's pages disagree";

    /**
     * An HTTP proxy.
     *
     * @param url scheme {@code http}, host and port
     * @param password null where no user name is set
     */
    public record Proxy(URI url, Optional<String> username, Password password) {}

    /**
     * Certificates to trust in place of the JVM's.
     *
     * @param location path of the key store or PEM file
     * @param password null where the file has none
     * @param type {@code PEM}, or as {@link java.security.KeyStore#getInstance(String)} knows it
     */
    public record TrustStore(String location, Password password, String type) {}

    /** Adds every key of this class to {@code def} and returns it. */
    public static ConfigDef define(ConfigDef def) {
        return ConnectionKeys.define(def);
    }

    /**
     * Adds a message to the key at fault for every rule that needs more than one key or a look at the worker's disk. Keys
     * that are already in error on their own are left alone.
     *
     * @param values the outcome of {@link ConfigDef#validateAll(Map)} for a definition that holds these keys
     */
    public static void validate(Map<String, ConfigValue> values) {
        new ConnectionRules(values).check();
    }

    /**
     * Reads the keys from a parsed configuration.
     *
     * @throws ConfigException where {@link #validate(Map)} would have complained about an address, or a key of the whole
     *     configuration still holds a placeholder of a configuration provider
     */
    public static DomoConnectionConfig of(AbstractConfig config) {
        Placeholders.refuse(config);
        return new DomoConnectionConfig(
                Addresses.base(config.getString(INSTANCE), config.getString(URL)),
                config.getPassword(TOKEN),
                millis(config, CONNECT_TIMEOUT),
                millis(config, REQUEST_TIMEOUT),
                Optional.of(millis(config, RETRY_TIMEOUT)).filter(budget -> !budget.isNegative()),
                millis(config, RETRY_BACKOFF),
                millis(config, RETRY_BACKOFF_MAX),
                config.getDouble(REQUESTS_PER_SECOND),
                proxy(config),
                trustStore(config),
                DomoCompat.of(config));
    }

    /** The same with other time-outs, for who may not wait as long as a task. */
    public DomoConnectionConfig withTimeouts(Duration connect, Duration request) {
        return new DomoConnectionConfig(
                baseUrl,
                token,
                connect,
                request,
                retryTimeout,
                backoff,
                backoffMax,
                requestsPerSecond,
                proxy,
                trustStore,
                compat);
    }

    private static Duration millis(AbstractConfig config, String key) {
        return Duration.ofMillis(config.getLong(key));
    }

    private static Optional<Proxy> proxy(AbstractConfig config) {
        return given(config, PROXY_URL)
                .map(url -> new Proxy(
                        Addresses.proxy(url), given(config, PROXY_USERNAME), config.getPassword(PROXY_PASSWORD)));
    }

    private static Optional<TrustStore> trustStore(AbstractConfig config) {
        return given(config, TRUSTSTORE_LOCATION)
                .map(location -> new TrustStore(
                        location,
                        config.getPassword(TRUSTSTORE_PASSWORD),
                        given(config, TRUSTSTORE_TYPE).orElseGet(java.security.KeyStore::getDefaultType)));
    }

    private static Optional<String> given(AbstractConfig config, String key) {
        return Optional.ofNullable(config.getString(key)).map(String::trim).filter(text -> !text.isEmpty());
    }
}
