package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.testing.Configs;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trust store makes its certificates trusted, for this client, and never turns verification off. */
class TrustStoreTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path dir;

    private static HttpsServer server;

    @BeforeAll
    static void serve() throws Exception {
        Path keys = makeKeys();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity(keys)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @Test
    void itsCertificatesAreTrusted() {
        try (DomoHttp http = open("localhost", true)) {
            assertThat(http.execute(DomoRequest.get("/x")).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutItTheServerIsNotTrusted() {
        try (DomoHttp http = open("localhost", false)) {
            assertThatThrownBy(() -> http.execute(DomoRequest.get("/x")))
                    .isInstanceOf(DomoException.Retriable.class)
                    .hasMessageContaining(DomoConnectionConfig.TRUSTSTORE_LOCATION);
        }
    }

    @Test
    void theHostNameIsStillVerified() {
        try (DomoHttp http = open("127.0.0.1", true)) {
            assertThatThrownBy(() -> http.execute(DomoRequest.get("/x")))
                    .isInstanceOf(DomoException.Retriable.class)
                    .hasMessageContaining("TLS handshake failed");
        }
    }

    @Test
    void aWrongPasswordIsSaidOnItsKey() {
        Map<String, ConfigValue> values = DomoConnectionConfig.define(new ConfigDef())
                .validateAll(Map.of(
                        DomoConnectionConfig.INSTANCE,
                        "acme",
                        DomoConnectionConfig.TOKEN,
                        Configs.TOKEN,
                        DomoConnectionConfig.TRUSTSTORE_LOCATION,
                        dir.resolve("keys.p12").toString(),
                        DomoConnectionConfig.TRUSTSTORE_PASSWORD,
                        "wr0ng"));
        DomoConnectionConfig.validate(values);
        assertThat(values.get(DomoConnectionConfig.TRUSTSTORE_PASSWORD).errorMessages())
                .singleElement()
                .asString()
                .doesNotContain("wr0ng");
        assertThat(values.get(DomoConnectionConfig.TRUSTSTORE_LOCATION).errorMessages())
                .isEmpty();
    }

    private static DomoHttp open(String host, boolean trusting) {
        String url = "https://" + host + ":" + server.getAddress().getPort();
        return DomoHttp.open(
                trusting
                        ? Configs.of(
                                url,
                                DomoConnectionConfig.TRUSTSTORE_LOCATION,
                                dir.resolve("keys.p12").toString(),
                                DomoConnectionConfig.TRUSTSTORE_PASSWORD,
                                PASSWORD,
                                DomoConnectionConfig.TRUSTSTORE_TYPE,
                                "PKCS12")
                        : Configs.of(url),
                1);
    }

    private static Path makeKeys() throws Exception {
        Path keys = dir.resolve("keys.p12");
        Path cert = dir.resolve("cert.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "domo",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "domo",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString(),
                "-file",
                cert.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "trusted",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString(),
                "-file",
                cert.toString());
        return keys;
    }

    private static void keytool(String... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(java.util.List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("keytool.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(dir.resolve("keytool.log")))
                .isZero();
    }

    private static SSLContext identity(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
