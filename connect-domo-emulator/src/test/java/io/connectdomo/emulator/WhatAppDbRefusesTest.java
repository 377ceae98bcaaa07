package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AppDB refuses, with which status, and that a refusal changes nothing. */
class WhatAppDbRefusesTest {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client client;
    private String collection;
    private String v1;
    private String id;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        collection = emulator.appDb().createCollection("c");
        v1 = "/api/datastores/v1/collections/" + collection + "/documents";
        id = client.post(v1, "{\"content\":{\"k\":1}}").json().path("id").asText();
    }

    @AfterEach
    void stop() throws IOException {
        try {
            assertThat(emulator.appDb().countsBy(collection, "k")).containsOnlyKeys("1");
        } finally {
            emulator.close();
        }
    }

    @Test
    void unknownIds() {
        String other = v1.replace(collection, UNKNOWN);
        assertThat(client.get(other).status()).isEqualTo(404);
        assertThat(client.post(other, "{\"content\":{}}").status()).isEqualTo(404);
        assertThat(client.post(v2() + "x/query", "{}").status()).isEqualTo(404);
        assertThat(client.get(v1 + "/" + UNKNOWN).status()).isEqualTo(404);
        assertThat(client.put(v1 + "/" + UNKNOWN, "{\"content\":{}}").status()).isEqualTo(404);
        Client.Answer answer = client.delete(v1 + "/" + UNKNOWN);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.message()).isEqualTo("Document could not be found: " + UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"content\":[1]}", "{\"content\":\"x\"}", "{\"content\":null}", "{}", "[]", "not json"})
    void contentThatIsNoObject(String body) {
        assertThat(client.post(v1, body).status()).isEqualTo(400);
        assertThat(client.put(v1 + "/" + id, body).status()).isEqualTo(400);
    }

    @Test
    void aDocumentOfMoreThanTwoMegabytes() {
        // {"k":1,"t":"…"} has 14 bytes around its text.
        assertThat(client.put(v1 + "/" + id, ofBytes(2_000_000)).status()).isEqualTo(200);
        assertThat(client.put(v1 + "/" + id, ofBytes(2_000_001)).status()).isEqualTo(413);
        assertThat(client.post(v1 + "/bulk", "[" + ofBytes(2_000_001) + "]").status())
                .isEqualTo(413);
    }

    private static String ofBytes(int bytes) {
        return "{\"content\":{\"k\":1,\"t\":\"" + "x".repeat(bytes - 14) + "\"}}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[1]", "[{\"content\":1}]", "[{\"id\":\"mine\",\"content\":{}}]"})
    void bulkRequestsThatAreNone(String body) {
        assertThat(client.post(v1 + "/bulk", body).status()).isEqualTo(400);
        assertThat(client.put(v2() + "/bulk", body).status()).isEqualTo(400);
    }

    @Test
    void aBulkRequestWithOneBadDocumentAsAWhole() {
        String body = "[{\"content\":{\"k\":2}},{\"content\":3}]";
        assertThat(client.post(v1 + "/bulk", body).status()).isEqualTo(400);
        assertThat(client.put(v2() + "/bulk", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?ids=", "?ids=a", "?ids=%5B" + UNKNOWN + "%5D"})
    void bulkDeletesOfWhatIsNoId(String query) {
        assertThat(client.delete(v1 + "/bulk" + query).status()).isEqualTo(400);
    }

    @Test
    void aUrlOfMoreThan8000Characters() {
        String ids = (UUID.randomUUID() + ",").repeat(220);
        assertThat(client.delete(v1 + "/bulk?ids=" + ids + id).status()).isEqualTo(414);
    }

    @Test
    void whateverWouldChangeALockedCollection() {
        emulator.appDb().lock(collection, true);
        String content = "{\"content\":{\"k\":2}}";
        assertThat(client.post(v1, content).status()).isEqualTo(423);
        assertThat(client.put(v1 + "/" + id, content).status()).isEqualTo(423);
        assertThat(client.delete(v1 + "/" + id).status()).isEqualTo(423);
        assertThat(client.post(v1 + "/bulk", "[" + content + "]").status()).isEqualTo(423);
        assertThat(client.put(v2() + "/bulk", "[" + content + "]").status()).isEqualTo(423);
        assertThat(client.delete(v1 + "/bulk?ids=" + id).status()).isEqualTo(423);
        assertThat(client.get(v1).status()).isEqualTo(200);
        emulator.appDb().lock(collection, false);
        assertThat(client.put(v1 + "/" + id, "{\"content\":{\"k\":1}}").status())
                .isEqualTo(200);
    }

    @Test
    void anExportWhileAnotherOneRuns() {
        emulator.appDb().exportTime(Duration.ofSeconds(10));
        assertThat(client.post("/api/datastores/v1/export", null).status()).isEqualTo(200);
        assertThat(client.post("/api/datastores/v1/export", null).status()).isEqualTo(423);
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.post("/api/datastores/v1/export", null).status()).isEqualTo(200);
        assertThat(client.post("/api/datastores/v1/export/" + UNKNOWN, null).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"k\":1}",
                "{\"content.k\":{\"$where\":\"x\"}}",
                "{\"content.k\":{\"$in\":1}}",
                "{\"$or\":{}}",
                "{\"$or\":[]}",
                "{\"content.k\":{\"$gt\":{\"$date\":\"yesterday\"}}}",
                "[]"
            })
    void queriesThatWouldFindSomethingElse(String query) {
        assertThat(client.post(v2() + "/query", query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=10001", "limit=0", "offset=-1", "orderby=content.k", "orderby=content.k%20up", "count=k"})
    void queriesWithParametersThatAreNone(String parameters) {
        assertThat(client.post(v2() + "/query?" + parameters, "{}").status()).isEqualTo(400);
    }

    @Test
    void aListOfMoreThanTenThousand() {
        assertThat(client.get(v1 + "?limit=10001").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"syncEnabled\":true}",
                "{\"schema\":{\"columns\":[]}}",
                "{\"schema\":{\"columns\":[{\"name\":\"a\",\"type\":\"TEXT\"}]}}",
                "{\"schema\":{\"columns\":[{\"type\":\"LONG\"}]}}",
                "{\"schema\":{\"columns\":[{\"name\":\"a\",\"type\":\"LONG\"},{\"name\":\"A\",\"type\":\"LONG\"}]}}"
            })
    void schemasThatAreNone(String body) {
        assertThat(client.put("/api/datastores/v1/collections/" + collection, body)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void permissionsThatAreNone() {
        String path = "/api/datastores/v1/collections/" + collection + "/permission/RYUU_APP/p?permissions=";
        assertThat(client.put(path + "read,all", null).status()).isEqualTo(400);
        assertThat(client.put(path + "read,create_content", null).status()).isEqualTo(204);
    }

    @Test
    void otherBodiesAndStrangers() {
        assertThat(client.send(client.request(v1)
                                .header("Content-Type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"content\":{}}")))
                        .status())
                .isEqualTo(415);
        Client stranger = new Client(emulator.url(), "other");
        assertThat(stranger.get(v1).status()).isEqualTo(401);
        assertThat(stranger.post(v1, "{\"content\":{}}").status()).isEqualTo(401);
    }

    private String v2() {
        return v1.replace("/v1/", "/v2/");
    }
}
