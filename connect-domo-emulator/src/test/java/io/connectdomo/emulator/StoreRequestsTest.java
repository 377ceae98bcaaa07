package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for documents and files are hit by faults, counted and shown, as those for DataSets are. */
class StoreRequestsTest {
    private static final String FILES = "/api/data/v1/data-files";
    private static final byte[] X = "x".getBytes(StandardCharsets.UTF_8);
    private DomoEmulator emulator;
    private Client client;
    private String collection;
    private String documents;
    private String fileSet;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
        collection = emulator.appDb().createCollection("c");
        documents = "/api/datastores/v1/collections/" + collection + "/documents";
        fileSet = "/api/files/v1/filesets/" + emulator.fileSets().create("s");
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void aReplyIsLostAfterTheWork() {
        emulator.faults().add(Fault.dropAfterWork().on("POST", documents));
        assertThatThrownBy(() -> client.tryToSend(client.request(documents)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"content\":{\"k\":1}}"))))
                .isInstanceOf(IOException.class);
        assertThat(emulator.appDb().countsBy(collection, "k")).containsEntry("1", 1);
        String session = open();
        raw("PUT", FILES + "/multipart/" + session + "/part/1", "x");
        emulator.faults().add(Fault.status(500).afterTheWork().on("POST", "**/multipart/*/commit"));
        assertThat(commit(session).status()).isEqualTo(500);
        assertThat(emulator.files().files()).hasSize(1);
        emulator.faults().add(Fault.status(503).on("POST", "**/filesets/*/files"));
        assertThat(upload("f", X).status()).isEqualTo(503);
        assertThat(client.get(fileSet + "/path?path=f").status()).isEqualTo(404);
    }

    @Test
    void requestsAreCountedByKind() {
        String session = open();
        raw("PUT", FILES + "/multipart/" + session + "/part/1", "x");
        raw("PUT", FILES + "/multipart/" + session + "/part/2", "x");
        raw("PUT", FILES + "/multipart/" + session + "/part/2", "x");
        client.get("/api/none");
        JsonNode counts = client.get("/emulator/requests/counts").json();
        assertThat(counts.path("PUT /data/v1/data-files/multipart/{session}/part/{index}")
                        .asInt())
                .isEqualTo(3);
        assertThat(counts.path("POST /data/v1/data-files/multipart").asInt()).isEqualTo(1);
        assertThat(counts.path("other").asInt()).isEqualTo(1);
        assertThat(emulator.files().sessions()).singleElement().satisfies(one -> {
            assertThat(one.parts()).isEqualTo(2);
            assertThat(one.puts()).isEqualTo(3);
        });
    }

    @Test
    void thePageIsToldDocumentsAndFiles() {
        client.post(documents, "{\"content\":{\"k\":\"<b>v</b>\"}}");
        upload("<i>.txt", X);
        raw("POST", FILES + "?name=%3Cu%3E", "x");
        JsonNode stores = client.get("/emulator/page/status").json().path("stores");
        assertThat(stores.at("/0/newest/0").asText()).isEqualTo("{\"k\":\"<b>v</b>\"}");
        assertThat(stores.at("/1/newest/0").asText()).startsWith("<i>.txt, ").endsWith(Sha.of(X));
        assertThat(stores.at("/2/newest/0").asText()).startsWith("<u>, 1 bytes, written 1 ×");
    }

    private Client.Answer upload(String name, byte[] content) {
        return client.send(Form.upload("", name, content).post(client.request(fileSet + "/files")));
    }

    private String open() {
        return client.post(FILES + "/multipart", "{\"name\":\"n\",\"contentType\":\"text/plain\"}")
                .json()
                .path("sessionId")
                .asText();
    }

    private Client.Answer commit(String session) {
        return client.post(FILES + "/multipart/" + session + "/commit", "{\"sessionId\":\"" + session + "\"}");
    }

    private Client.Answer raw(String method, String path, String content) {
        return client.send(client.request(path)
                .header("Content-Type", "text/plain")
                .method(method, HttpRequest.BodyPublishers.ofString(content)));
    }
}
