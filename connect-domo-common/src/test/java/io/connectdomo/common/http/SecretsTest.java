package io.connectdomo.common.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** With every logger at TRACE, neither token nor proxy password nor a row is in any log line or message. */
class SecretsTest {
    private static final String PASSWORD = "pr0xyPassw0rd";
    private static final String ROW = "Jane Doe";

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage() + trace);
        }
    };

    @BeforeEach
    void captureEverything() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void restore() {
        root.detachAppender(appender);
        root.setLevel(before);
    }

    @Test
    void theyAreNeverLogged() throws IOException {
        DomoRequest request = DomoRequest.put("/x").withJson(Json.object().put("row", ROW));
        try (RawServer proxy = RawServer.answering((exchange, socket) -> {
                    if (exchange.headers().containsKey("proxy-authorization")) {
                        RawServer.reply(socket, 400, Map.of(), "I was sent " + exchange.headers());
                    } else {
                        RawServer.reply(socket, 407, Map.of("Proxy-Authenticate", "Basic realm=\"p\""), "");
                    }
                });
                DomoHttp http = DomoHttp.open(config(proxy), 1)) {
            Throwable failure = catchThrowable(() -> http.execute(request));
            assertThat(failure).isInstanceOf(DomoException.Refused.class).hasMessageContaining("[hidden]");
            lines.add(failure.toString() + failure.getMessage() + config(proxy) + request);
            assertThat(proxy.journal().get(1).headers()).containsEntry("x-domo-developer-token", Configs.TOKEN);
        }
        String credentials = Base64.getEncoder().encodeToString(("joe:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        assertThat(lines).as("HttpClient's loggers are on").anyMatch(line -> line.startsWith("org.apache.hc.client5"));
        assertThat(lines)
                .noneMatch(line -> line.contains(Configs.TOKEN))
                .noneMatch(line -> line.contains(PASSWORD))
                .noneMatch(line -> line.contains(ROW))
                .noneMatch(line -> line.contains(credentials));
    }

    private static DomoConnectionConfig config(RawServer proxy) {
        return Configs.of(
                "http://acme.example.com",
                DomoConnectionConfig.PROXY_URL,
                proxy.url(),
                DomoConnectionConfig.PROXY_USERNAME,
                "joe",
                DomoConnectionConfig.PROXY_PASSWORD,
                PASSWORD);
    }
}
