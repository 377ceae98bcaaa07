package io.connectdomo.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.testing.Configs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomoConnectionConfigTest {
    private static final ConfigDef DEF = DomoConnectionConfig.define(new ConfigDef());

    @ParameterizedTest
    @CsvSource({
        "acme, https://acme.domo.com",
        "ACME, https://acme.domo.com",
        "acme.domo.com, https://acme.domo.com",
        "acme.eu.domo.com, https://acme.eu.domo.com"
    })
    void anInstanceIsANameOrAHost(String instance, String url) {
        assertThat(parse("domo.instance", instance).baseUrl()).hasToString(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080",
        "https://gw.example.com/domo/, https://gw.example.com/domo"
    })
    void aUrlMayHaveAPathAndASlashAtItsEnd(String url, String base) {
        assertThat(parse("domo.url", url).baseUrl()).hasToString(base);
    }

    @ParameterizedTest
    @CsvSource({
        "domo.instance, https://acme.domo.com",
        "domo.instance, acme.domo.com/path",
        "domo.instance, acme:8080",
        "domo.instance, -acme",
        "domo.url, acme.domo.com",
        "domo.url, ftp://acme.domo.com",
        "domo.url, https://",
        "domo.url, https://acme.domo.com/api",
        "domo.url, https://acme.domo.com/?x=1",
        "domo.url, not a url at all",
        "domo.proxy.url, proxy:3128",
        "domo.proxy.url, https://proxy:3128",
        "domo.proxy.url, http://proxy"
    })
    void aWrongAddressIsRefusedOnItsKey(String key, String written) {
        Map<String, String> given = new HashMap<>();
        given.put(key, written);
        if (key.equals("domo.proxy.url")) {
            given.put("domo.instance", "acme");
        }
        assertThat(errors(given)).containsOnlyKeys(key);
        assertThatThrownBy(() -> Configs.of("", flat(given))).isInstanceOf(ConfigException.class);
    }

    @Test
    void aPasswordInAUrlIsRefusedWithoutRepeatingIt() {
        for (String key : List.of("domo.url", "domo.proxy.url")) {
            Map<String, String> given = new HashMap<>(Map.of("domo.url", "https://acme.domo.com"));
            given.put(key, "http://joe:s3cret@proxy:3128");
            Map<String, List<String>> errors = errors(given);
            assertThat(errors).containsOnlyKeys(key);
            assertThat(errors.toString()).doesNotContain("s3cret").contains("domo.proxy.username");
        }
    }

    @Test
    void exactlyOneAddressIsNeeded() {
        assertThat(errors(Map.of())).containsOnlyKeys("domo.instance");
        assertThat(errors(Map.of("domo.instance", "acme", "domo.url", "https://acme.domo.com")))
                .containsOnlyKeys("domo.url");
        assertThat(errors(Map.of("domo.instance", "acme"))).isEmpty();
    }

    @Test
    void whatHasNoEffectAloneIsSaid() {
        assertThat(errors(Map.of("domo.instance", "acme", "domo.proxy.username", "joe")))
                .containsOnlyKeys("domo.proxy.username")
                .satisfies(errors ->
                        assertThat(errors.get("domo.proxy.username").get(0)).contains("domo.proxy.url"));
        assertThat(errors(Map.of(
                        "domo.instance", "acme", "domo.proxy.url", "http://proxy:3128", "domo.proxy.username", "joe")))
                .containsOnlyKeys("domo.proxy.password");
        assertThat(errors(Map.of("domo.instance", "acme", "domo.ssl.truststore.password", "x")))
                .containsOnlyKeys("domo.ssl.truststore.password");
    }

    @Test
    void aTrustStoreIsOpened(@TempDir Path dir) throws IOException {
        Path broken = Files.writeString(dir.resolve("broken.p12"), "no key store");
        for (Path file : List.of(broken, dir.resolve("absent.p12"))) {
            Map<String, String> given =
                    Map.of("domo.instance", "acme", "domo.ssl.truststore.location", file.toString());
            assertThat(errors(given)).containsOnlyKeys("domo.ssl.truststore.location");
        }
        assertThat(errors(Map.of(
                        "domo.instance",
                        "acme",
                        "domo.ssl.truststore.location",
                        broken.toString(),
                        "domo.ssl.truststore.type",
                        "PEMX")))
                .containsOnlyKeys("domo.ssl.truststore.type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "domo.connect.timeout.ms",
                "domo.request.timeout.ms",
                "domo.retry.timeout.ms",
                "domo.retry.backoff.ms",
                "domo.retry.backoff.max.ms"
            })
    void everyPositiveNumberIsAcceptedAndNoOther(String key) {
        assertThat(errors(Map.of("domo.instance", "acme", key, "1"))).isEmpty();
        assertThat(errors(Map.of("domo.instance", "acme", key, "99999999999"))).isEmpty();
        assertThat(errors(Map.of("domo.instance", "acme", key, "0"))).containsOnlyKeys(key);
        assertThat(errors(Map.of("domo.instance", "acme", key, "-2"))).containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "line\nbreak"})
    void aTokenIsOneWordAndNotRepeated(String token) {
        Map<String, List<String>> errors = errors(Map.of("domo.instance", "acme", "domo.developer.token", token));
        assertThat(errors).containsOnlyKeys("domo.developer.token");
        assertThat(errors.toString()).doesNotContain("two words");
    }

    @Test
    void theDefaultsAreTheContracts() {
        DomoConnectionConfig config = parse("domo.instance", "acme");
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.retryTimeout()).contains(Duration.ofMinutes(10));
        assertThat(config.backoff()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.backoffMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.requestsPerSecond()).isZero();
        assertThat(config.proxy()).isEmpty();
        assertThat(config.trustStore()).isEmpty();
        assertThat(config.compat()).isEqualTo(DomoCompat.DEFAULT);
        assertThat(parse("domo.instance", "acme", "domo.retry.timeout.ms", "-1").retryTimeout())
                .isEmpty();
    }

    @Test
    void everyChoiceIsParsedAndEveryOtherWordRefused() {
        for (ConfigDef.ConfigKey key : DEF.configKeys().values()) {
            if (key.recommender == null) {
                continue;
            }
            for (Object value : key.recommender.validValues(key.name, Map.of())) {
                assertThat(errors(Map.of("domo.instance", "acme", key.name, value.toString())))
                        .isEmpty();
                assertThat(parse("domo.instance", "acme", key.name, value.toString())
                                .compat()
                                .toString())
                        .contains(value.toString().toUpperCase(java.util.Locale.ROOT));
            }
            assertThat(errors(Map.of("domo.instance", "acme", key.name, "else")))
                    .containsOnlyKeys(key.name);
        }
    }

    @Test
    void everyKeyIsDescribed() {
        assertThat(DEF.configKeys()).hasSize(25);
        assertThat(DEF.configKeys().values()).allSatisfy(key -> {
            assertThat(key.group).isNotBlank();
            assertThat(key.displayName).isNotBlank();
            assertThat(key.documentation).endsWith(".");
            assertThat(key.orderInGroup).isPositive();
        });
    }

    @Test
    void textFormsHideSecrets() {
        DomoConnectionConfig config = parse(
                "domo.instance",
                "acme",
                "domo.proxy.url",
                "http://p:1",
                "domo.proxy.username",
                "joe",
                "domo.proxy.password",
                "pr0xy",
                "domo.ssl.truststore.location",
                "/x",
                "domo.ssl.truststore.password",
                "st0re");
        assertThat(config.toString()).doesNotContain(Configs.TOKEN, "pr0xy", "st0re");
    }

    private static DomoConnectionConfig parse(String... keys) {
        Map<String, String> given = new HashMap<>(Map.of("domo.developer.token", Configs.TOKEN));
        for (int i = 0; i < keys.length; i += 2) {
            given.put(keys[i], keys[i + 1]);
        }
        return DomoConnectionConfig.of(new AbstractConfig(DEF, given, false));
    }

    private static Map<String, List<String>> errors(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(Map.of("domo.developer.token", Configs.TOKEN));
        all.putAll(given);
        Map<String, ConfigValue> values = DEF.validateAll(all);
        DomoConnectionConfig.validate(values);
        Map<String, List<String>> errors = new HashMap<>();
        values.forEach((key, value) -> {
            if (!value.errorMessages().isEmpty()) {
                errors.put(key, value.errorMessages());
            }
        });
        return errors;
    }

    private static String[] flat(Map<String, String> given) {
        return given.entrySet().stream()
                .flatMap(e -> java.util.stream.Stream.of(e.getKey(), e.getValue()))
                .toArray(String[]::new);
    }
}
