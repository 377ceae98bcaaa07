package io.connectdomo.source.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.connectdomo.common.activity.ActivityClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.feed.SkippedRows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One entry that can't be read costs that entry. */
class DomoActivityLogTest {
    private static final long T = Scenario.EPOCH;
    private static final PageRequest REQUEST = new PageRequest(T, T + 1_000, 1000, 0);

    private final SkippedRows skipped = new SkippedRows("activity-log");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'userId':'1'}",
                "{'time':null}",
                "{'time':'yesterday'}",
                "{'time':0}",
                "{'time':-1}",
                "{'time':-1772323200000}",
                "{'time':1772323200000000}",
                "{'time':9223372036854775807}",
                "{'time':1e300}",
                "{'time':'+999999999-01-01T00:00:00Z'}",
                "{'time':1772523200000}",
                "{'time':1772023200000}",
                "{'time':{'millis':1772323200000}}",
                "7",
                "null",
                "'entry'",
                "[{'time':1772323200000}]"
            })
    void itIsLeftOutAndCountedAndTheOthersAreRead(String odd) throws IOException {
        String sound = "{'time':" + (T + 5) + ",'userId':'1'}";
        for (List<String> body : List.of(List.of(odd, sound), List.of(sound, odd), List.of(sound, odd, sound))) {
            Page page = page(String.join(",", body));
            assertThat(page.count()).isEqualTo(body.size());
            assertThat(page.rows()).hasSize(body.size() - 1).allMatch(row -> row.time() == T + 5);
        }
        assertThat(skipped.count()).as("once, however often it comes").isEqualTo(1);
    }

    /** Domo may round the bounds it is asked for. */
    @Test
    void whatIsOnlyALittleOutsideIsNoMistake() throws IOException {
        assertThat(page("{'time':" + (T + 60_000) + "},{'time':" + (T - 60_000) + "}")
                        .rows())
                .hasSize(2);
        assertThat(skipped.count()).isZero();
    }

    @Test
    void aReplyThatIsNoListIsNoSuccess() {
        Assertions.assertThatThrownBy(() -> page("]{")).isInstanceOf(DomoException.UnknownOutcome.class);
    }

    private Page page(String entries) throws IOException {
        byte[] body = ("[" + entries + "]").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        DomoSourceConfig config = new DomoSourceConfig(Map.of(
                "domo.url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "domo.developer.token", "t0ken",
                "feeds", "activity-log"));
        try (DomoHttp http = DomoHttp.open(config.connection(), 1)) {
            return new DomoActivityLog(new ActivityClient(http, Duration.ofSeconds(30)), List.of(), skipped)
                    .page(REQUEST);
        } finally {
            server.stop(0);
        }
    }
}
