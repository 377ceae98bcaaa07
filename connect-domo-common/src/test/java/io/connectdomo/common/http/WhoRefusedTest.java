package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import io.connectdomo.common.testing.TlsServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A message says in plain words what went wrong, and who refused: Domo, a proxy, or something between. */
class WhoRefusedTest {
    private static final DomoRequest REQUEST = DomoRequest.put("/x");
    private static final Map<String, String> HTML = Map.of("Content-Type", "text/html");

    @Test
    void anUnknownHostIsNamedOnce() {
        try (DomoHttp http = DomoHttp.open(Configs.of("http://no-such-host.invalid"), 1)) {
            assertThat(messageOf(http))
                    .contains("the host name no-such-host.invalid is not known; check domo.instance and domo.url.")
                    .doesNotContain("Name or service");
        }
    }

    @Test
    void anUnknownProxyIsNoFaultOfDomosAddress() {
        DomoConnectionConfig config = Configs.of(
                "https://acme.example.com", DomoConnectionConfig.PROXY_URL, "http://no-such-proxy.invalid:3128");
        try (DomoHttp http = DomoHttp.open(config, 1)) {
            assertThat(messageOf(http))
                    .endsWith("the host name no-such-proxy.invalid is not known; check domo.proxy.url.");
        }
    }

    @Test
    void aProxyThatIsNotThereIsTheOneThatRefuses() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        DomoConnectionConfig config =
                Configs.of("https://acme.example.com", DomoConnectionConfig.PROXY_URL, "http://127.0.0.1:" + port);
        try (DomoHttp http = DomoHttp.open(config, 1)) {
            assertThat(messageOf(http))
                    .endsWith("the proxy 127.0.0.1:" + port + " (domo.proxy.url) refused the connection.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "407, check domo.proxy.username and domo.proxy.password",
        "403, (domo.proxy.url)",
        "502, (domo.proxy.url)"
    })
    void aProxyThatLetsNothingThroughIsNamed(int status, String words) throws IOException {
        try (RawServer proxy = RawServer.replying(status, HTML, "<html><title>Squid</title></html>");
                DomoHttp http = DomoHttp.open(
                        Configs.of("https://acme.example.com", DomoConnectionConfig.PROXY_URL, proxy.url()), 1)) {
            assertThat(messageOf(http))
                    .contains("the proxy refused the connection to Domo with " + status + " (the proxy 127.0.0.1:"
                            + proxy.port())
                    .contains(words)
                    .doesNotContain("token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, a proxy or gateway before Domo refuses",
        "502, no API answers now: a web page came",
        "200, no API answers now: a web page came",
    })
    void aWebPageIsNoWordOfDomos(int status, String words) throws IOException {
        try (RawServer gateway = RawServer.replying(status, HTML, "<html><title>Corporate gateway</title></html>");
                DomoHttp http = DomoHttp.open(Configs.of(gateway.url()), 1)) {
            assertThat(messageOf(http))
                    .contains(words)
                    .contains(status + " \"Corporate gateway\"")
                    .doesNotContain("Domo answered", "Domo can't now");
        }
    }

    @Test
    void aPageThatRefusesIsNotCuredByAnotherToken() throws IOException {
        try (RawServer gateway = RawServer.replying(403, HTML, "<html><title>Corporate gateway</title></html>");
                DomoHttp http = DomoHttp.open(Configs.of(gateway.url()), 1)) {
            DomoException.Unauthorized refused =
                    catchThrowableOfType(DomoException.Unauthorized.class, () -> http.execute(REQUEST));
            assertThat(refused.cure()).contains("let through").doesNotContain("token");
        }
    }

    @Test
    void aRedirectGivesNoAdviceThatWhoeverAskedGives() throws IOException {
        try (RawServer sso = RawServer.replying(302, Map.of("Location", "https://sso.example.com/?ticket=1"), "");
                DomoHttp http = DomoHttp.open(Configs.of(sso.url()), 1)) {
            assertThat(messageOf(http)).contains("redirect to sso.example.com").doesNotContain("Check that");
        }
    }

    @Test
    void aConnectionThatIsClosedIsSaidInWords() throws IOException {
        try (RawServer closing = RawServer.answering((exchange, socket) -> socket.close());
                DomoHttp http = DomoHttp.open(Configs.of(closing.url()), 1)) {
            assertThat(messageOf(http)).endsWith("the connection was closed without an answer.");
        }
    }

    @Test
    void aConnectionThatIsResetIsSaidInWords() throws IOException {
        try (RawServer resetting = RawServer.answering((exchange, socket) -> RawServer.reset(socket));
                DomoHttp http = DomoHttp.open(Configs.of(resetting.url()), 1)) {
            assertThat(messageOf(http))
                    .contains("the connection failed (Connection reset")
                    .doesNotContain("socket (");
        }
    }

    @Test
    void aCertificateThatIsNotTrustedIsSaidWithoutClassesOfJava(@TempDir Path dir) throws Exception {
        try (TlsServer server = TlsServer.start(dir, "-1d", 10);
                DomoHttp http = DomoHttp.open(Configs.of(server.url("localhost")), 1)) {
            assertThat(messageOf(http))
                    .contains(
                            "the TLS handshake failed (PKIX path building failed: unable to find valid certification path")
                    .doesNotContain("Exception", "sun.");
        }
    }

    @Test
    void aReplyThatIsNoJsonIsSaidWithoutClassesOfJackson() throws IOException {
        try (RawServer server = RawServer.replying("surprise");
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            DomoResponse reply = http.execute(REQUEST);
            assertThat(catchThrowableOfType(DomoException.class, reply::object))
                    .hasMessageContaining("a body that is not JSON, so whether")
                    .hasMessageNotContaining("surprise");
        }
    }

    private static String messageOf(DomoHttp http) {
        return catchThrowableOfType(DomoException.class, () -> http.execute(REQUEST))
                .getMessage();
    }
}
