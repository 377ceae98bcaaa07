package io.connectdomo.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A DataSet that is fed by another stream than before gets its tasks configured anew, by the worker's own means. */
@Timeout(60)
class StreamsOfDataSetsTest {
    private final AtomicLong stream = new AtomicLong(371);
    private final AtomicInteger asked = new AtomicInteger();
    private final Worker worker = new Worker();
    private final DomoSourceConnector connector = new DomoSourceConnector(Duration.ofMillis(20));
    private HttpServer domo;

    @BeforeEach
    void start() throws IOException {
        domo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        domo.createContext("/api/data/v3/datasources/sales", this::answer);
        domo.start();
        connector.initialize(worker);
        connector.start(Map.of(
                "name", "runs",
                "domo.url", "http://127.0.0.1:" + domo.getAddress().getPort(),
                "domo.developer.token", "t0ken",
                "feeds", "stream-executions",
                "stream.executions.dataset.ids", "sales"));
    }

    @AfterEach
    void stop() {
        connector.stop();
        domo.stop(0);
    }

    @Test
    void theWorkerIsAskedToConfigureTheTasksAnew() {
        assertThat(connector.taskConfigs(1))
                .allSatisfy(task -> assertThat(task).containsValue("stream-executions:371"));

        stream.set(372);

        await().until(() -> worker.requests.get() > 0);
        assertThat(connector.taskConfigs(1))
                .allSatisfy(task -> assertThat(task).containsValue("stream-executions:372"));
    }

    @Test
    void theWorkerIsLeftInPeaceWhileNothingChanges() {
        connector.taskConfigs(1);
        int before = asked.get();

        await().until(() -> asked.get() > before + 3);

        assertThat(worker.requests).hasValue(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body =
                ("{\"id\":\"sales\",\"name\":\"Sales\",\"streamId\":" + stream + "}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What the framework gives a connector. */
    private static final class Worker implements ConnectorContext {
        private final AtomicInteger requests = new AtomicInteger();

        @Override
        public void requestTaskReconfiguration() {
            requests.incrementAndGet();
        }

        @Override
        public void raiseError(Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
