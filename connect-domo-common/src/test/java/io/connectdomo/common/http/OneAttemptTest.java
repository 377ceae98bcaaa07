package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One call is one request, its outcome is named rightly, and it ends when its time is up. */
@Timeout(30)
class OneAttemptTest {
    private static final DomoRequest COMMIT = DomoRequest.put("/data/v3/datasources/{}/uploads/{}/commit", "abc", 7)
            .withJson(Json.object());

    @Test
    void aResetIsUnknownAndNothingIsSentTwice() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> RawServer.reset(socket));
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThat(failure(http, COMMIT)).isInstanceOf(DomoException.UnknownOutcome.class);
            assertThat(failure(http, DomoRequest.get("/x"))).isInstanceOf(DomoException.UnknownOutcome.class);
            assertThat(server.journal()).hasSize(2);
        }
    }

    @Test
    void aListenerIsToldOfEveryReplyAlsoOfRefusals() throws IOException {
        List<String> told = new ArrayList<>();
        ReplyListener listener = (request, status, body, serverTime, took) -> {
            assertThat(took).isPositive();
            told.add(request + " " + status + " " + new String(body, StandardCharsets.UTF_8) + " "
                    + serverTime.isPresent());
        };
        try (RawServer server = RawServer.replying(
                        409, Map.of("Date", "Tue, 24 Nov 2026 10:11:12 GMT"), "{\"message\":\"committed\"}");
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1, listener)) {
            assertThat(failure(http, COMMIT)).isInstanceOf(DomoException.Refused.class);
        }
        assertThat(told)
                .containsExactly(
                        "PUT /api/data/v3/datasources/abc/uploads/7/commit 409 {\"message\":\"committed\"} true");
    }

    @Test
    void aTruncatedReplyIsUnknown() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"status\"");
                    socket.close();
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            assertThat(failure(http, COMMIT)).isInstanceOf(DomoException.UnknownOutcome.class);
            assertThat(server.journal()).hasSize(1);
        }
    }

    @Test
    void silenceEndsAtTheRequestTimeout() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> untilClosed());
                DomoHttp http =
                        DomoHttp.open(Configs.of(server.url(), DomoConnectionConfig.REQUEST_TIMEOUT, "150"), 1)) {
            assertThat(failure(http, COMMIT))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("150 ms");
        }
    }

    @Test
    void theDeadlineEndsAReplyThatDripsByteByByte() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    write(socket.getOutputStream(), "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
                    while (true) {
                        write(socket.getOutputStream(), " ");
                        Thread.sleep(20);
                    }
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            long startedAt = System.nanoTime();
            assertThat(failure(http, COMMIT.withDeadline(Duration.ofMillis(300))))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("deadline of 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - startedAt))
                    .isBetween(Duration.ofMillis(290), Duration.ofSeconds(5));
        }
    }

    @Test
    void aBodyThatNobodyTakesIsGivenUp() throws IOException {
        try (RawServer server = RawServer.deaf((exchange, socket) -> untilClosed());
                DomoHttp http =
                        DomoHttp.open(Configs.of(server.url(), DomoConnectionConfig.REQUEST_TIMEOUT, "300"), 1)) {
            assertThat(failure(http, DomoRequest.put("/part").withBody(new Zeros(256L << 20), "text/csv")))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("took none of its body for 300 ms");
        }
    }

    @Test
    void aRefusedConnectionWasNotSent() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }
        try (DomoHttp http = DomoHttp.open(Configs.of("http://127.0.0.1:" + port), 1)) {
            assertNotSent(failure(http, COMMIT), "refused the connection");
        }
    }

    @Test
    void anUnknownHostWasNotSent() {
        try (DomoHttp http = DomoHttp.open(Configs.of("http://no-such-host.invalid"), 1)) {
            assertNotSent(failure(http, COMMIT), "no-such-host.invalid");
        }
    }

    @Test
    void aFailedTlsHandshakeWasNotSent() throws IOException {
        try (RawServer server = RawServer.replying("{}");
                DomoHttp http = DomoHttp.open(Configs.of("https://127.0.0.1:" + server.port()), 1)) {
            assertNotSent(failure(http, COMMIT), "TLS handshake failed");
        }
    }

    @Test
    void waitingForAConnectionInVainWasNotSent() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    answer.await();
                    RawServer.reply(socket, 200, java.util.Map.of(), "{}");
                });
                DomoHttp http =
                        DomoHttp.open(Configs.of(server.url(), DomoConnectionConfig.CONNECT_TIMEOUT, "150"), 1)) {
            AtomicReference<DomoResponse> first = new AtomicReference<>();
            Thread busy = new Thread(() -> first.set(http.execute(COMMIT)));
            busy.start();
            Awaitility.await().until(() -> server.journal().size() == 1);
            assertNotSent(failure(http, COMMIT), "busy");
            answer.countDown();
            busy.join();
            assertThat(first.get().status()).isEqualTo(200);
            assertThat(server.journal()).hasSize(1);
        }
    }

    @Test
    void aClosedClientSendsNothing() throws IOException {
        try (RawServer server = RawServer.replying("{}")) {
            DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1);
            http.close();
            assertNotSent(failure(http, COMMIT), "closed");
            assertNotSent(failure(http, COMMIT.withDeadline(Duration.ofSeconds(5))), "closed");
            assertThat(server.journal()).isEmpty();
        }
    }

    @Test
    void theRequestIsWhatTheCallerSaid() throws IOException {
        try (RawServer server = RawServer.replying("{\"a\":\"1\"}");
                DomoHttp http = DomoHttp.open(Configs.of(server.url() + "/tenant/"), 1)) {
            http.execute(DomoRequest.post("/data/{}", "a/b ä..")
                    .withQuery("dataTag", "x&y z")
                    .withBody(new Zeros(3), "text/csv")
                    .withContentEncoding("gzip"));
            var sent = server.journal().get(0);
            assertThat(sent.line()).isEqualTo("POST /tenant/api/data/a%2Fb%20%C3%A4..?dataTag=x%26y%20z HTTP/1.1");
            assertThat(sent.headers())
                    .containsEntry("x-domo-developer-token", Configs.TOKEN)
                    .containsEntry("content-type", "text/csv")
                    .containsEntry("content-encoding", "gzip")
                    .containsEntry("accept", "application/json")
                    .containsEntry("content-length", "3")
                    .doesNotContainKeys("expect", "upgrade", "accept-encoding", "cookie");
            assertThat(sent.headers().get("user-agent")).matches("connect-domo/\\d.*");
        }
    }

    private static void assertNotSent(DomoException failure, String why) {
        assertThat(failure).isInstanceOf(DomoException.Retriable.class).hasMessageContaining(why);
        assertThat(((DomoException.Retriable) failure).sent()).isFalse();
    }

    private static DomoException failure(DomoHttp http, DomoRequest request) {
        return catchThrowableOfType(DomoException.class, () -> http.execute(request));
    }

    private static void untilClosed() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private record Zeros(long length) implements RequestBody {
        @Override
        public void writeTo(OutputStream out) throws IOException {
            byte[] piece = new byte[1 << 20];
            for (long left = length; left > 0; left -= piece.length) {
                out.write(piece, 0, (int) Math.min(left, piece.length));
            }
        }
    }
}
