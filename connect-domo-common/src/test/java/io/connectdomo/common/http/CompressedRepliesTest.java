package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.connectdomo.common.testing.Configs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies that come in gzip, which is asked for where there may be much to read. */
class CompressedRepliesTest {
    private static final DomoRequest READ = DomoRequest.get("/data/v1/streams");

    private final AtomicReference<String> asked = new AtomicReference<>();
    private byte[] body = new byte[0];
    private int status = 200;
    private HttpServer server;
    private DomoHttp http;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.set(String.valueOf(exchange.getRequestHeaders().get("Accept-Encoding")));
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        http = DomoHttp.open(
                Configs.of("http://127.0.0.1:" + server.getAddress().getPort()), 1);
    }

    @AfterEach
    void stop() {
        http.close();
        server.stop(0);
    }

    @Test
    void areReadAsTheyWere() throws IOException {
        body = gzip("[{\"id\": 7}]".getBytes(StandardCharsets.UTF_8));
        assertThat(http.execute(READ).list().get(0).path("id").longValue()).isEqualTo(7);
        assertThat(asked.get()).isEqualTo("[gzip]");
    }

    @Test
    void areReadAsTheyComeWhereAListIsStreamed() throws IOException {
        int entries = DomoHttp.MAX_REPLY_BYTES / 2 + 1;
        body = gzip(("[1" + ",1".repeat(entries - 1) + "]").getBytes(StandardCharsets.UTF_8));
        AtomicInteger read = new AtomicInteger();
        http.stream(READ, reply -> {
            reply.forEach(entry -> read.incrementAndGet());
            return null;
        });
        assertThat(read).hasValue(entries);
    }

    @Test
    void refusalsAreReadToo() throws IOException {
        status = 400;
        body = gzip("{\"message\": \"Which stream?\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(DomoException.Refused.class, () -> http.execute(READ))
                        .domoMessage())
                .isEqualTo("Which stream?");
    }

    @Test
    void aFewBytesThatBecomeTooManyAreNotHeld() throws IOException {
        body = gzip(new byte[DomoHttp.MAX_REPLY_BYTES + 1]);
        assertThat(body.length).isLessThan(100_000);
        DomoException.UnknownOutcome failure =
                catchThrowableOfType(DomoException.UnknownOutcome.class, () -> http.execute(READ));
        assertThat(failure.tooLarge()).isTrue();
    }

    @Test
    void oneThatIsCutOffIsNoReply() throws IOException {
        byte[] whole = gzip("[]".repeat(100).getBytes(StandardCharsets.UTF_8));
        body = Arrays.copyOf(whole, whole.length / 2);
        DomoException.UnknownOutcome failure =
                catchThrowableOfType(DomoException.UnknownOutcome.class, () -> http.execute(READ));
        assertThat(failure.tooLarge()).isFalse();
    }

    @Test
    void oneThatIsNotWhatItSaysIsNoReply() {
        body = "[]".getBytes(StandardCharsets.UTF_8);
        assertThat(catchThrowableOfType(DomoException.UnknownOutcome.class, () -> http.execute(READ)))
                .isNotNull();
    }

    @Test
    void noneIsAskedForWhereSomethingIsWritten() throws IOException {
        body = gzip("{}".getBytes(StandardCharsets.UTF_8));
        http.execute(DomoRequest.post("/data/v1/streams"));
        assertThat(asked.get()).isEqualTo("null");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
