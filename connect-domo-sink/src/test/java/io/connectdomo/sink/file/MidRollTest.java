package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens at Domo while a roll grows: its session ends, or its file goes. */
class MidRollTest extends FileTest {
    private static final TopicPartition CUSTOMERS = new TopicPartition("customers", 0);

    @ParameterizedTest
    @EnumSource(names = {"SESSION_EXPIRES_NOT_FOUND", "SESSION_EXPIRES_GONE"})
    void aSessionThatExpiresIsBegunAgainWithAllOfItsRecords(Dialect dialect) {
        domo.dialects().speak(dialect).sessionLifetime(Duration.ofMinutes(5));
        ScriptedWorker worker = start(growing(), ORDERS_0);
        orders(ORDERS_0, 0, 60);
        worker.iterateUntil("the roll has sent parts", this::hasParts);
        domo.dialects().sessionLifetime(Duration.ZERO);
        orders(ORDERS_0, 60, 80);
        int gone = dialect == Dialect.SESSION_EXPIRES_GONE ? 410 : 404;
        worker.iterateUntil(
                "Domo has told that it is gone",
                () -> requests("PUT", "/part/").stream().anyMatch(request -> request.status() == gone));
        domo.dialects().sessionLifetime(Duration.ofMinutes(5));
        orders(ORDERS_0, 80, 100);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 100)));
        assertThat(file("orders-0-0").writes()).isEqualTo(1);
        assertNonePublic();
    }

    @Test
    void aFileThatIsDeletedWhileItsNextRevisionGrowsIsMadeAnew() throws Exception {
        String id = somebodysFile("orders-0-0");
        ScriptedWorker worker = start(growing(), ORDERS_0);
        orders(ORDERS_0, 0, 60);
        worker.iterateUntil("the roll has sent parts", this::hasParts);
        assertThat(domo.files().sessions().get(0).fileId()).isEqualTo(Long.parseLong(id));
        send("DELETE", "/api/data/v1/data-files/" + id, "");
        orders(ORDERS_0, 60, 100);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 100)));
        assertNonePublic();
    }

    @Test
    void theOneFileThatIsDeletedFailsTheTaskWithItsOffsetsUnmoved() throws Exception {
        String id = somebodysFile("theirs");
        Map<String, String> config = growing();
        config.put("file.id", id);
        ScriptedWorker worker = start(config, ORDERS_0);
        orders(ORDERS_0, 0, 60);
        worker.iterateUntil("the roll has sent parts", this::hasParts);
        send("DELETE", "/api/data/v1/data-files/" + id, "");
        orders(ORDERS_0, 60, 100);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("othing is lost")
                .hasStackTraceContaining(id)
                .hasStackTraceContaining("404");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void aTopicThatIsParkedDoesNotStopTheOthers() {
        // What fits into a part goes up in one request, and Domo refuses these.
        domo.faults()
                .add(Fault.status(400).on("POST", "/api/data/v1/data-files").always());
        orders(ORDERS_0, 0, 5);
        orders(CUSTOMERS, 0, 50);
        Map<String, String> config = files("part.max.bytes", "300", "destination.failure.action", "park");
        config.put("topics", "orders,customers");
        ScriptedWorker worker = start(config, ORDERS_0, CUSTOMERS);
        worker.iterateUntil(
                "the customers are there", () -> topics.committed(CUSTOMERS) == 50 && worker.isPaused(ORDERS_0));
        orders(CUSTOMERS, 50, 100);
        orders(ORDERS_0, 5, 10);
        worker.iterateUntil("the customers go on", () -> topics.committed(CUSTOMERS) == 100);
        assertThat(new TreeMap<>(contents()).keySet()).allMatch(name -> name.startsWith("customers-0-"));
        assertThat(all(CUSTOMERS)).isEqualTo(lines(0, 100));
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(worker.isPaused(ORDERS_0)).as("until a restart").isTrue();
        worker.crash();
        domo.faults().clear();
        ScriptedWorker next = start(config, ORDERS_0, CUSTOMERS);
        untilAllCommitted(next, topics);
        assertThat(all(ORDERS_0)).isEqualTo(lines(0, 10));
    }

    /** A roll that ends with its hundredth record. */
    private Map<String, String> growing() {
        return files("part.max.bytes", "300", "commit.interval.ms", "60000", "commit.max.rows", "100");
    }

    private boolean hasParts() {
        return domo.files().sessions().stream().anyMatch(session -> session.parts() > 2);
    }

    private String somebodysFile(String name) throws Exception {
        send("POST", "/api/data/v1/data-files?public=false&name=" + name, "before");
        return file(name).id();
    }

    private void send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(domo.url() + path))
                .header("X-DOMO-Developer-Token", domo.token())
                .header("Content-Type", "text/plain")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        int status = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
        assertThat(List.of(200, 204)).contains(status);
    }
}
