package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** At DEBUG each request is one line; at INFO none is. */
@Isolated("it changes the level of a logger")
class RequestLogTest {
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final DomoRequest REQUEST = DomoRequest.put("/data/v1/things/7")
            .withQuery("name", "Jane Doe")
            .withJson(Json.object().put("row", "Jane Doe"));

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.connectdomo");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            if (!event.getFormattedMessage().contains("is plain http")) {
                lines.add(event.getLevel() + " " + event.getFormattedMessage());
            }
        }
    };
    private Level before;

    @BeforeEach
    void listen() {
        before = logger.getLevel();
        listener.start();
        logger.addAppender(listener);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(listener);
        logger.setLevel(before);
    }

    @Test
    void oneLineForEachRequestWithoutQueryHeadersOrBodies() throws IOException {
        logger.setLevel(Level.DEBUG);
        exchange(200, "{\"row\":\"Jane Doe\"}");
        exchange(400, "{\"message\":\"Bad value Jane Doe\",\"toe\":\"U8DN6EEODG-556OB-F1VOD\"}");
        exchange(503, "{\"message\":\"no\",\"toe\":\"" + Configs.TOKEN + "\"}");
        assertThat(lines).hasSize(3);
        String request = "DEBUG PUT /api/data/v1/things/7 -> ";
        assertThat(lines.get(0)).matches(request + "200 in \\d+ ms");
        assertThat(lines.get(1)).matches(request + "400 in \\d+ ms, toe U8DN6EEODG-556OB-F1VOD");
        assertThat(lines.get(2)).matches(request + "503 in \\d+ ms, toe \\[hidden]");
    }

    @Test
    void aRequestWithoutAReplyIsALineToo() throws IOException {
        logger.setLevel(Level.DEBUG);
        String url;
        try (RawServer gone = RawServer.replying("")) {
            url = gone.url();
        }
        try (DomoHttp http = DomoHttp.open(Configs.of(url), 1)) {
            assertThat(catchThrowable(() -> http.execute(REQUEST))).isInstanceOf(DomoException.Retriable.class);
        }
        assertThat(lines)
                .singleElement()
                .asString()
                .startsWith("DEBUG PUT /api/data/v1/things/7: not sent: ")
                .matches(".* \\(\\d+ ms\\)");
    }

    @Test
    void nothingAtInfo() throws IOException {
        logger.setLevel(Level.INFO);
        exchange(200, "{}");
        exchange(400, "{\"message\":\"no\"}");
        assertThat(lines).isEmpty();
    }

    private static void exchange(int status, String body) throws IOException {
        try (RawServer server = RawServer.replying(status, JSON, body);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            Throwable failure = catchThrowable(() -> http.execute(REQUEST));
            assertThat(failure == null).isEqualTo(status == 200);
        }
    }
}
