package io.connectdomo.common.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import io.connectdomo.common.testing.TlsServer;
import io.connectdomo.common.validation.Findings.Complaint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the way to Domo for good is an error on the key that is to be changed; what may pass is none. */
@Timeout(120)
class ObstacleTest {
    private static final String LOCATION = DomoConnectionConfig.TRUSTSTORE_LOCATION;
    private static final String TYPE = DomoConnectionConfig.TRUSTSTORE_TYPE;

    @TempDir
    static Path dir;

    private static TlsServer server;
    private static TlsServer expired;

    @BeforeAll
    static void serve() throws Exception {
        server = TlsServer.start(Files.createDirectory(dir.resolve("sound")), "-1d", 10);
        expired = TlsServer.start(Files.createDirectory(dir.resolve("expired")), "-10d", 5);
    }

    @AfterAll
    static void stop() {
        server.close();
        expired.close();
    }

    private static List<Complaint> complaints(String url, String... more) {
        return Inquiry.ask(new Address(Configs.of(url, more), DomoConnectionConfig.URL), List.of())
                .complaints();
    }

    private static void assertSaid(List<Complaint> complaints, String key, String... words) {
        assertThat(complaints).singleElement().satisfies(complaint -> {
            assertThat(complaint.key()).isEqualTo(key);
            assertThat(complaint.message()).contains(words).doesNotContain(Configs.TOKEN, "{}");
        });
    }

    private static int nobodysPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aPemFileOfTheAuthorityIsTrusted() {
        assertThat(complaints(server.url("localhost"), LOCATION, server.pem().toString(), TYPE, "PEM"))
                .isEmpty();
    }

    @Test
    void aCertificateThatNobodyTrustsIsToldOnTheAddressOrTheTrustStore() {
        assertSaid(complaints(server.url("localhost")), "domo.url", "localhost", "this worker's JVM", LOCATION);
        assertSaid(
                complaints(server.url("localhost"), LOCATION, expired.pem().toString(), TYPE, "pem"),
                LOCATION,
                "localhost",
                expired.pem().toString());
    }

    @Test
    void anotherHostsCertificateIsToldOnTheAddress() {
        assertSaid(
                complaints(server.url("127.0.0.1"), LOCATION, server.pem().toString(), TYPE, "PEM"),
                "domo.url",
                "127.0.0.1",
                "certificate of another host");
    }

    @Test
    void aCertificateOfYesterdayIsToldOnTheAddress() {
        assertSaid(
                complaints(expired.url("localhost"), LOCATION, expired.pem().toString(), TYPE, "PEM"),
                "domo.url",
                "does not hold today",
                "clock");
    }

    @Test
    void aServerWithoutTlsIsToldOnTheAddress() throws IOException {
        try (ServerSocket clear = new ServerSocket(0)) {
            Thread answer = new Thread(() -> answerInClear(clear));
            answer.setDaemon(true);
            answer.start();
            assertSaid(complaints("https://127.0.0.1:" + clear.getLocalPort()), "domo.url", "does not speak TLS");
        }
    }

    /** Whatever it is sent. */
    private static void answerInClear(ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read();
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().flush();
                socket.getInputStream().read(new byte[4096]);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void aHostThatDnsDoesNotKnowIsToldOnTheAddress() {
        assertSaid(
                of("http://acme.example.org", unsent(new UnknownHostException("acme.example.org"))),
                "domo.url",
                "acme.example.org");
        assertThat(of(
                        "http://acme.example.org",
                        unsent(new UnknownHostException("acme: Temporary failure in name resolution"))))
                .as("a resolver that is out of reach says nothing of the name")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "reset", "handshake"})
    void whatMayPassIsNone(String what) {
        Exception cause = switch (what) {
            case "connect" -> new ConnectException("Connection refused");
            case "reset" -> new SocketException("Connection reset");
            default -> new SSLHandshakeException("Remote host terminated the handshake");
        };
        assertThat(of("https://acme.example.org", unsent(cause))).isEmpty();
    }

    @Test
    void aDomoThatRefusesTheConnectionIsNone() throws IOException {
        assertThat(complaints("http://127.0.0.1:" + nobodysPort())).isEmpty();
    }

    @Test
    void aProxyThatIsNotThereIsToldOnItsKey() throws IOException {
        String nobody = "http://127.0.0.1:" + nobodysPort();
        for (String domo : List.of("https://acme.example.org", "http://acme.example.org")) {
            assertSaid(complaints(domo, "domo.proxy.url", nobody), "domo.proxy.url", nobody, "refuses the connection");
        }
        assertSaid(
                of(
                        "https://acme.example.org",
                        unsent(new UnknownHostException("proxy: Name or service not known")),
                        "domo.proxy.url",
                        "http://proxy:3128"),
                "domo.proxy.url",
                "http://proxy:3128",
                "DNS");
    }

    @ParameterizedTest
    @CsvSource({"https,", "http,", "https,joe", "http,joe"})
    void aProxyThatWantsOtherCredentialsIsToldOnTheUserName(String scheme, String user) throws IOException {
        try (RawServer proxy = RawServer.replying(407, Map.of("Proxy-Authenticate", "Basic realm=\"x\""), "")) {
            List<Complaint> complaints = user == null
                    ? complaints(scheme + "://acme.example.org", "domo.proxy.url", proxy.url())
                    : complaints(
                            scheme + "://acme.example.org",
                            "domo.proxy.url",
                            proxy.url(),
                            "domo.proxy.username",
                            user,
                            "domo.proxy.password",
                            "pr0xy");
            assertSaid(complaints, user == null ? "domo.proxy.url" : "domo.proxy.username", proxy.url(), "user name");
            assertThat(complaints.toString()).doesNotContain("pr0xy");
        }
    }

    @ParameterizedTest
    @CsvSource({"403,1", "405,1", "502,0", "503,0", "429,0"})
    void aProxyThatRefusesTheWayIsToldWhereItMeansIt(int status, int errors) throws IOException {
        try (RawServer proxy = RawServer.replying(status, Map.of(), "")) {
            List<Complaint> complaints = complaints("https://acme.example.org", "domo.proxy.url", proxy.url());
            assertThat(complaints).hasSize(errors);
            if (errors > 0) {
                assertSaid(complaints, "domo.proxy.url", proxy.url(), "acme.example.org", "" + status);
            }
        }
    }

    private static DomoException unsent(Exception cause) {
        return new DomoException.Retriable("GET /x: not sent", cause, false, null);
    }

    private static List<Complaint> of(String url, DomoException failure, String... more) {
        return new Obstacle(new Address(Configs.of(url, more), DomoConnectionConfig.URL))
                .in(failure).stream().toList();
    }
}
