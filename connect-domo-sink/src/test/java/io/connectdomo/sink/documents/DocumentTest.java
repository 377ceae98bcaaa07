package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.emulator.AppDocument;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.BeforeEach;

/** A test of the real task against the emulator's AppDB. */
abstract class DocumentTest extends EmulatorTest {
    /** Of a request, and so of what a take-over waits. */
    static final String REQUEST_TIMEOUT_MS = "400";

    final Map<String, String> reference = new TreeMap<>();
    final Random random = new Random(42);
    final List<SinkRecord> deadLetters = new CopyOnWriteArrayList<>();
    final List<String> reasons = new CopyOnWriteArrayList<>();
    final ErrantRecordReporter reporter = (record, error) -> {
        deadLetters.add(record);
        reasons.add(error.getMessage());
        return CompletableFuture.completedFuture(null);
    };
    String collection;

    @BeforeEach
    void makeCollection() {
        collection = domo.appDb().createCollection("orders");
    }

    Map<String, String> appDb(String... more) {
        Map<String, String> config = new HashMap<>(Map.of(
                "domo.target",
                "appdb",
                "appdb.collection.id",
                collection,
                "domo.request.timeout.ms",
                REQUEST_TIMEOUT_MS,
                "appdb.bulk.max.documents",
                "40"));
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        Map<String, String> whole = config("-");
        whole.remove("dataset.id");
        whole.putAll(config);
        return whole;
    }

    Map<String, String> upsert(String... more) {
        Map<String, String> config = appDb(more);
        config.put("write.mode", "upsert");
        return config;
    }

    Map<String, String> effectivelyOnce(String... more) {
        Map<String, String> config = appDb(more);
        config.put("delivery.guarantee", "effectively_once");
        return config;
    }

    void change(TopicPartition partition, long key, String item) {
        if (item == null) {
            topics.add(partition, key, null);
            reference.remove(Long.toString(key));
        } else {
            topics.add(partition, key, Map.of("id", key, "item", item));
            reference.put(Long.toString(key), item);
        }
    }

    /** Of 50 keys, a quarter of them deletes. */
    void changes(int count) {
        for (int i = 0; i < count; i++) {
            change(ORDERS_0, random.nextInt(50), random.nextInt(4) == 0 ? null : "item " + random.nextInt());
        }
    }

    List<JsonNode> contents() {
        return domo.appDb().documents(collection).stream()
                .map(AppDocument::content)
                .map(JsonNode.class::cast)
                .toList();
    }

    /** Key to item, of a key with several documents {@code twice}. */
    Map<String, String> items() {
        Map<String, String> items = new TreeMap<>();
        contents()
                .forEach(content -> items.merge(
                        content.path("_key").asText(), content.path("item").asText(), (one, other) -> "twice"));
        return items;
    }

    /** Each id of the field, and how often. */
    Map<Long, Long> idCounts() {
        Map<Long, Long> counts = new TreeMap<>();
        contents().forEach(content -> counts.merge(content.path("id").asLong(), 1L, Long::sum));
        return counts;
    }

    void assertReference() {
        assertThat(items()).isEqualTo(reference);
    }

    void runToEnd(ScriptedWorker worker) {
        worker.iterateUntil("all durable", topics::allCommitted);
    }

    /** Somebody else creates a document, a millisecond before whatever comes next. */
    void create(String content) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(domo.url() + "/api/datastores/v1/collections/" + collection + "/documents/"))
                .header("X-DOMO-Developer-Token", domo.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"content\":" + content + "}"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        simulation.time().sleep(1);
    }

    static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
