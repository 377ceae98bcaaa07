package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A list is read as it comes, and judged as every other reply is. */
@Timeout(60)
class StreamedListTest {
    private static final DomoRequest LIST = DomoRequest.get("/list");
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

    /** More than a connection's buffers hold, and far less than the list. */
    private static final long ON_ITS_WAY = 16L << 20;

    @Test
    void aReplyIsHeldNoFurtherThanItsReaderHasCome() throws IOException {
        byte[] entry = (",\"" + "x".repeat(64 * 1024 - 3) + "\"").getBytes(StandardCharsets.UTF_8);
        int entries = 1600;
        AtomicLong sent = new AtomicLong();
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    OutputStream out = socket.getOutputStream();
                    out.write((HEAD + "[0").getBytes(StandardCharsets.UTF_8));
                    for (int i = 0; i < entries; i++) {
                        out.write(entry);
                        sent.addAndGet(entry.length);
                    }
                    out.write(']');
                    socket.close();
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            AtomicLong read = new AtomicLong();
            AtomicLong most = new AtomicLong();
            http.stream(LIST, list -> {
                list.forEach(value -> {
                    read.addAndGet(value.asText().length());
                    most.accumulateAndGet(sent.get() - read.get(), Math::max);
                });
                return null;
            });
            assertThat(read.get()).isGreaterThan(6 * ON_ITS_WAY);
            assertThat(most.get()).isLessThan(ON_ITS_WAY);
        }
    }

    @Test
    void entriesComeInTheirOrder() throws IOException {
        assertThat(entries(200, Map.of(), "[{\"a\":[1]}, 2 ,null,[]]"))
                .containsExactly("{\"a\":[1]}", "2", "null", "[]");
        assertThat(entries(200, Map.of(), "[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | application/json |                                              | UnknownOutcome",
                "200 | application/json | {}                                           | UnknownOutcome",
                "200 | application/json | [1,                                          | UnknownOutcome",
                "200 | application/json | [1] 2                                        | UnknownOutcome",
                "200 | application/json | [1}                                          | UnknownOutcome",
                "204 |                  |                                              | UnknownOutcome",
                "200 | text/html        | <html><title>Domo Maintenance</title></html> | Retriable",
                "200 | application/json | <!DOCTYPE html><html></html>                 | Retriable",
                "503 | application/json | []                                           | Retriable",
                "429 | text/plain       | slow down                                    | Retriable",
                "403 | application/json | []                                           | Unauthorized",
                "200 | text/html        | <html><title>Domo - Blocked</title></html>   | Unauthorized",
                "404 | application/json | {\"message\":\"no\"}                         | Refused",
            })
    void everyFailureHasItsKind(int status, String type, String body, String kind) {
        Map<String, String> headers = type == null ? Map.of() : Map.of("Content-Type", type);
        DomoException failure =
                catchThrowableOfType(DomoException.class, () -> entries(status, headers, body == null ? "" : body));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining("GET /api/list");
    }

    @Test
    void aReaderThatGivesUpDoesNotWaitForTheRest() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {
                    if (exchange.line().contains("/list")) {
                        // The first eight kilobytes are awaited, so that a page for people is known for one.
                        String start = HEAD + "[" + "1,".repeat(Reply.PREFIX);
                        socket.getOutputStream().write(start.getBytes(StandardCharsets.UTF_8));
                        new CountDownLatch(1).await();
                    }
                    RawServer.reply(socket, 200, Map.of(), "{}");
                });
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            IllegalCallerException bug = new IllegalCallerException("a reader's own");
            assertThatThrownBy(() -> http.stream(LIST, list -> {
                        throw bug;
                    }))
                    .isSameAs(bug);
            assertThat(http.execute(DomoRequest.get("/next")).status())
                    .as("the connection is free")
                    .isEqualTo(200);
        }
    }

    private static List<String> entries(int status, Map<String, String> headers, String body) throws IOException {
        List<String> entries = new ArrayList<>();
        try (RawServer server = RawServer.replying(status, headers, body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            http.stream(LIST, list -> {
                list.forEach(entry -> entries.add(entry.toString()));
                return null;
            });
        }
        return entries;
    }
}
