package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is written into a collection is what is read, and nothing else. */
class AppDbDocumentsTest {
    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client client;
    private String collection;
    private String documents;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        collection = emulator.appDb().createCollection("orders");
        documents = "/api/datastores/v1/collections/" + collection + "/documents";
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void aDocumentIsCreatedReadUpdatedAndDeleted() {
        JsonNode created = client.post(documents + "/", "{\"content\":{\"a\":{\"b\":[1,2.50]}}}")
                .json();
        String id = created.path("id").asText();
        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(created.path("collectionId").asText()).isEqualTo(collection);
        assertThat(created.path("createdOn").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        clock.advance(Duration.ofSeconds(5));
        JsonNode updated =
                client.put(documents + "/" + id, "{\"content\":{\"c\":1}}").json();
        JsonNode read = client.get(documents + "/" + id).json();
        assertThat(read).isEqualTo(updated);
        assertThat(read.path("content").toString()).isEqualTo("{\"c\":1}");
        assertThat(read.path("createdOn")).isEqualTo(created.path("createdOn"));
        assertThat(read.path("updatedOn")).isNotEqualTo(created.path("updatedOn"));
        assertThat(client.delete(documents + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(documents + "/" + id).status()).isEqualTo(404);
        assertThat(emulator.appDb().documents(collection)).isEmpty();
    }

    @Test
    void usersAreNumbersInV1AndTextInV2() {
        client.post(documents, "{\"content\":{}}");
        JsonNode one = client.get(documents).json().get(0);
        assertThat(one.path("owner").isNumber()).isTrue();
        assertThat(one.has("createdBy")).isFalse();
        JsonNode two = client.post(v2() + "/query", "{}").json().get(0);
        assertThat(two.path("owner").isTextual()).isTrue();
        assertThat(two.path("createdBy").isTextual()).isTrue();
    }

    @Test
    void aListHasPages() {
        for (int i = 0; i < 5; i++) {
            client.post(documents, "{\"content\":{\"n\":" + i + "}}");
        }
        JsonNode page = client.get(documents + "?limit=2&offset=3").json();
        assertThat(page.findValuesAsText("n")).containsExactly("3", "4");
    }

    @Test
    void manyAreCreatedUpdatedAndDeletedAtOnce() {
        assertThat(client.post(documents + "/bulk", "[{\"content\":{\"k\":1}},{\"content\":{\"k\":2}}]")
                        .json()
                        .toString())
                .isEqualTo("{\"Created\":2}");
        List<AppDocument> two = emulator.appDb().documents(collection);
        String first = two.get(0).id();
        assertThat(client.put(
                                v2() + "/bulk",
                                "[{\"id\":\"" + first + "\",\"content\":{\"k\":10}},{\"content\":{\"k\":3}}]")
                        .json()
                        .toString())
                .isEqualTo("{\"Updated\":1,\"Created\":1}");
        assertThat(emulator.appDb().countsBy(collection, "k")).containsOnlyKeys("10", "2", "3");
        Client.Answer deleted = client.delete(
                documents + "/bulk?ids=" + first + "," + two.get(1).id());
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().path("Deleted").asInt()).isEqualTo(2);
        assertThat(emulator.appDb().countsBy(collection, "k")).containsOnlyKeys("3");
    }

    private String v2() {
        return documents.replace("/v1/", "/v2/");
    }
}
