package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The proxy is this connector's alone. */
class ProxyTest {
    private static final DomoRequest REQUEST = DomoRequest.get("/x");

    @Test
    void itsCredentialsGoToTheProxyAndOtherClientsGoDirect() throws IOException {
        try (RawServer domo = RawServer.replying("{}");
                RawServer proxy = RawServer.answering((exchange, socket) -> {
                    boolean known = exchange.headers().containsKey("proxy-authorization");
                    RawServer.reply(
                            socket,
                            known ? 200 : 407,
                            known ? Map.of() : Map.of("Proxy-Authenticate", "Basic realm=\"p\""),
                            "{}");
                });
                DomoHttp proxied = DomoHttp.open(
                        Configs.of(
                                domo.url(),
                                DomoConnectionConfig.PROXY_URL,
                                proxy.url(),
                                DomoConnectionConfig.PROXY_USERNAME,
                                "joe",
                                DomoConnectionConfig.PROXY_PASSWORD,
                                "pw"),
                        1);
                DomoHttp direct = DomoHttp.open(Configs.of(domo.url()), 1)) {
            assertThat(proxied.execute(REQUEST).status()).isEqualTo(200);
            assertThat(domo.journal()).isEmpty();
            assertThat(proxy.journal().get(1).headers())
                    .containsEntry(
                            "proxy-authorization",
                            "Basic " + Base64.getEncoder().encodeToString("joe:pw".getBytes(StandardCharsets.UTF_8)));

            direct.execute(REQUEST);
            assertThat(domo.journal()).hasSize(1);
            assertThat(domo.journal().get(0).headers()).doesNotContainKey("proxy-authorization");
            assertThat(proxy.journal()).hasSize(2);
        }
    }

    @Test
    void theJvmsProxyIsNotUsed() throws IOException {
        try (RawServer domo = RawServer.replying("{}");
                RawServer jvmProxy = RawServer.replying("{}")) {
            System.setProperty("http.proxyHost", "127.0.0.1");
            System.setProperty("http.proxyPort", Integer.toString(jvmProxy.port()));
            System.setProperty("http.nonProxyHosts", "");
            try (DomoHttp http = DomoHttp.open(Configs.of(domo.url()), 1)) {
                http.execute(REQUEST);
            } finally {
                System.clearProperty("http.proxyHost");
                System.clearProperty("http.proxyPort");
                System.clearProperty("http.nonProxyHosts");
            }
            assertThat(domo.journal()).hasSize(1);
            assertThat(jvmProxy.journal()).isEmpty();
        }
    }

    @Test
    void aProxyThatRefusesTheTunnelMeansNotSent() throws IOException {
        try (RawServer proxy = RawServer.replying(403, Map.of(), "no");
                DomoHttp http = DomoHttp.open(
                        Configs.of("https://acme.example.com", DomoConnectionConfig.PROXY_URL, proxy.url()), 1)) {
            DomoException.Retriable failure =
                    catchThrowableOfType(DomoException.Retriable.class, () -> http.execute(REQUEST));
            assertThat(failure.sent()).isFalse();
            assertThat(failure).hasMessageContaining("proxy");
            assertThat(proxy.journal()).allMatch(e -> e.line().startsWith("CONNECT acme.example.com:443"));
            assertThat(proxy.journal()).noneMatch(e -> e.headers().containsKey("x-domo-developer-token"));
        }
    }
}
