package io.connectdomo.common.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.testing.Configs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
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
    /** Of an authority that nobody else trusts; it holds until 2046. */
    private static final String PEM = """
            Our own CA, as it came in a mail
            -----BEGIN CERTIFICATE-----
            MIIBUTCB+KADAgECAggf/m1UUNBG2jAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpP
            dXIgb3duIENBMB4XDTI2MTEzMDIzMDYzM1oXDTQ2MTEyNTIzMDYzM1owFTETMBEG
            A1UEAxMKT3VyIG93biBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFFTNR8r
            q9F0TWxS4CJ7JIEIIQ2wG+ojJZwHo6Z4ecXd3DRT5T/Hjx0l/XWZKHFnQ+ttXqbK
            RlMsyRcsCikW9BKjMjAwMB0GA1UdDgQWBBRQ9ehvuWiZvVPVVDYPY3t3mxu0ZTAP
            BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQDE9z/1SMJBY4qLjJ0M
            kBVfsaAn9M9/k3d3V/sr7Tzq2QIgT9DICbZ16N07D3GCcR9fNnSN5wFrV5N2oP7p
            htO9IZc=
            -----END CERTIFICATE-----
            """;

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

    private static Map<String, String> trusting(Path file, String... more) {
        Map<String, String> given =
                new HashMap<>(Map.of("domo.instance", "acme", "domo.ssl.truststore.location", file.toString()));
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return given;
    }

    private static void assertSaid(Map<String, List<String>> errors, String key, String... words) {
        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(words);
    }

    @Test
    void aTrustStoreOfAnotherTypeIsSaidToBeWhatItIs(@TempDir Path dir) throws Exception {
        String type = "domo.ssl.truststore.type";
        String password = "domo.ssl.truststore.password";
        Path pem = Files.writeString(dir.resolve("ca.pem"), PEM);
        X509Certificate certificate = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(Files.newInputStream(pem));
        Path der = Files.write(dir.resolve("ca.der"), certificate.getEncoded());
        Path pkcs12 = store(dir.resolve("ca.p12"), "PKCS12", certificate);
        Path jks = store(dir.resolve("ca.jks"), "JKS", certificate);
        assertThat(errors(trusting(pem, type, "PEM"))).isEmpty();
        assertThat(errors(trusting(pem, type, "pem"))).isEmpty();
        assertThat(errors(trusting(pkcs12, password, "changeit"))).isEmpty();
        assertThat(errors(trusting(jks, password, "changeit", type, "JKS"))).isEmpty();

        assertSaid(errors(trusting(pem)), type, pem.toString(), "a PEM file", type + "=PEM");
        assertSaid(errors(trusting(pem, type, "JKS")), type, "a PEM file", type + "=PEM");
        assertSaid(errors(trusting(pem, password, "changeit")), type, type + "=PEM", "remove " + password);
        assertSaid(errors(trusting(pkcs12, type, "PEM")), type, "a PKCS12 key store", type + "=PKCS12");
        assertSaid(errors(trusting(jks, type, "PEM")), type, "a JKS key store", type + "=JKS");
        assertSaid(errors(trusting(der, type, "PEM")), "domo.ssl.truststore.location", "DER", "openssl");
        assertSaid(errors(trusting(der)), "domo.ssl.truststore.location", "DER", "openssl");
        assertSaid(errors(trusting(pem, type, "PEM", password, "x")), password, "no password");
        Path key = Files.writeString(
                dir.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n");
        assertSaid(errors(trusting(key, type, "PEM")), "domo.ssl.truststore.location", "BEGIN CERTIFICATE");
        Path empty = store(dir.resolve("empty.p12"), "PKCS12", null);
        assertSaid(
                errors(trusting(empty, password, "changeit")), "domo.ssl.truststore.location", "holds no certificate");
    }

    private static Path store(Path file, String type, X509Certificate certificate) throws Exception {
        KeyStore keys = KeyStore.getInstance(type);
        keys.load(null, null);
        if (certificate != null) {
            keys.setCertificateEntry("ca", certificate);
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            keys.store(out, "changeit".toCharArray());
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "domo.developer.token",
        "domo.instance",
        "domo.url",
        "domo.proxy.url",
        "domo.proxy.password",
        "domo.ssl.truststore.password",
        "domo.request.timeout.ms",
        "domo.compat.upsert",
    })
    void aPlaceholderThatTheWorkerHasLeftIsNoValue(String key) {
        Map<String, String> given = new HashMap<>(Map.of(
                "domo.developer.token", Configs.TOKEN,
                "domo.proxy.url", "http://proxy:1",
                "domo.proxy.username", "joe",
                "domo.proxy.password", "x"));
        given.put(key.equals("domo.url") ? "domo.url" : "domo.instance", "acme");
        given.put(key, "${file:/etc/kafka-connect/secrets.properties:domo.it}");
        Map<String, ConfigValue> values = DEF.validateAll(given);
        Placeholders.check(given, values);
        assertThat(values.get(key).errorMessages())
                .singleElement()
                .asString()
                .contains(key, "${file:…}", "config.providers", "path allowed")
                .doesNotContain("secrets.properties");
        assertThatThrownBy(() -> DomoConnectionConfig.of(new AbstractConfig(DEF, given, false)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${env:DOMO_TOKEN}", "${DOMO_TOKEN}", "x${a:b:c}"})
    void noPlaceholderIsAToken(String token) {
        assertThat(Placeholders.complaint("domo.developer.token", token)).isPresent();
        assertThatThrownBy(() -> parse("domo.instance", "acme", "domo.developer.token", token))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("domo.developer.token")
                .hasMessageContaining("config.providers");
    }

    @Test
    void aPasswordMayHoldWhatLooksLikeOne() {
        assertThat(Placeholders.complaint("domo.proxy.password", "a${b:c}d")).isEmpty();
        assertThat(Placeholders.complaint("domo.proxy.password", " ${b:c} ")).isPresent();
        assertThat(Placeholders.complaint("domo.instance", "${INSTANCE}")).isEmpty();
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
