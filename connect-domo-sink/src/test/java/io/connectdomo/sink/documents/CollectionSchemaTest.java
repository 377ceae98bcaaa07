package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code appdb.collection.sync.schema}: fields are added to the collection's schema, none ever goes, and documents don't wait. */
class CollectionSchemaTest extends DocumentTest {
    private JsonNode ask(String method, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(domo.url() + "/api/datastores/v1/collections/" + collection))
                .header("X-DOMO-Developer-Token", domo.token())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response.body());
    }

    private List<String> columns() throws Exception {
        List<String> columns = new ArrayList<>();
        ask("GET", "")
                .path("schema")
                .path("columns")
                .forEach(column -> columns.add(
                        column.path("name").asText() + " " + column.path("type").asText()));
        return columns;
    }

    @Test
    void newFieldsAreAddedToWhatIsThere() throws Exception {
        ask(
                "PUT",
                "{\"schema\":{\"columns\":[{\"type\":\"STRING\",\"name\":\"Item\",\"visible\":false},"
                        + "{\"type\":\"LONG\",\"name\":\"theirs\",\"visible\":true}]},\"syncEnabled\":false}");
        topics.add(ORDERS_0, 1L, Map.of("id", 1L, "item", "x", "at", "2024-01-02T03:04:05Z"));
        ScriptedWorker worker =
                start(upsert("appdb.collection.sync.schema", "true", "appdb.date.fields", "at"), ORDERS_0);
        runToEnd(worker);
        worker.iterateUntil("the schema is there", () -> columnsNow().size() == 5);
        assertThat(columns())
                .containsExactlyInAnyOrder("Item STRING", "theirs LONG", "_key STRING", "id DECIMAL", "at DATETIME");
        topics.add(ORDERS_0, 2L, Map.of("id", 2L, "more", 1.5));
        runToEnd(worker);
        worker.iterateUntil("the new field is there", () -> columnsNow().size() == 6);
        assertThat(columns()).contains("more DECIMAL", "theirs LONG");
        assertThat(ask("GET", "").path("syncEnabled").asBoolean()).isTrue();
    }

    private List<String> columnsNow() {
        try {
            return columns();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSchemaThatCanNotBeReadIsLeftAsItIs() throws Exception {
        domo.dialects().speak(Dialect.APPDB_COLLECTION_NOT_SHOWN);
        changes(50);
        runToEnd(start(upsert("appdb.collection.sync.schema", "true"), ORDERS_0));
        assertReference();
        domo.dialects().reset();
        assertThat(columns()).isEmpty();
    }
}
