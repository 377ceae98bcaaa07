package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that went up at once or in parts is shown with its revisions and hashes. */
class DataFilesTest {
    private static final String FILES = "/api/data/v1/data-files";
    private DomoEmulator emulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void aFileGoesUpAtOnceAndIsRevised() {
        String id = send("POST", FILES + "?name=orders-0-1.jsonl&public=false", "one")
                .json()
                .path("dataFileId")
                .asText();
        long revision =
                send("PUT", FILES + "/" + id, "two").json().path("revisionId").asLong();
        JsonNode shown =
                client.get(FILES + "/" + id + "/details?expand=revisions").json();
        assertThat(shown.path("name").asText()).isEqualTo("orders-0-1.jsonl");
        assertThat(shown.at("/currentRevision/dataFileRevisionId").asLong()).isEqualTo(revision);
        assertThat(shown.at("/currentRevision/sha256HashValue").asText())
                .isEqualTo(Sha.of("two".getBytes(StandardCharsets.UTF_8)).toUpperCase(Locale.ROOT));
        assertThat(shown.path("revisions")).hasSize(2);
        assertThat(client.get(FILES + "/" + id).body()).isEqualTo("two");
        assertThat(client.delete(FILES + "/" + id + "/revisions/" + revision).status())
                .isEqualTo(200);
        assertThat(client.get(FILES + "/" + id).body()).isEqualTo("one");
        assertThat(client.delete(FILES + "/" + id).status()).isEqualTo(200);
        assertThat(client.get(FILES + "/details").json()).isEmpty();
    }

    @Test
    void aFileGoesUpInPartsOfAnyOrder() {
        String session = open(FILES + "/multipart");
        part(session, 2, "-two");
        part(session, 1, "one");
        JsonNode committed = commit(session).json();
        String id = committed.path("dataFileId").asText();
        assertThat(client.get(FILES + "/" + id).body()).isEqualTo("one-two");
        assertThat(client.get(FILES + "/details").json().findValuesAsText("sha256HashValue"))
                .containsExactly(
                        Sha.of("one-two".getBytes(StandardCharsets.UTF_8)).toUpperCase(Locale.ROOT));
        String update = open(FILES + "/" + id + "/multipart");
        part(update, 1, "three");
        assertThat(commit(update).json().path("dataFileId").asText()).isEqualTo(id);
        assertThat(client.get(FILES + "/" + id).body()).isEqualTo("three");
        assertThat(client.get(FILES + "/" + id + "/revisions/details").json()).hasSize(2);
    }

    @Test
    void permissionsAreReadAndSet() {
        String id =
                send("POST", FILES + "?name=n", "x").json().path("dataFileId").asText();
        JsonNode permissions = client.get(FILES + "/" + id + "/permissions").json();
        assertThat(permissions.path("publicAccess").asBoolean()).isTrue();
        String closed = permissions.toString().replace("true", "false");
        assertThat(client.put(FILES + "/" + id + "/permissions", closed).status())
                .isEqualTo(200);
        assertThat(client.get(FILES + "/" + id + "/permissions").body()).isEqualTo(closed);
        assertThat(emulator.files().isPublic(id)).isFalse();
    }

    @Test
    void filesOfOthersAreAddedForNothing() {
        assertThat(client.post("/emulator/files", "{\"name\":\"other-\",\"count\":3}")
                        .status())
                .isEqualTo(204);
        assertThat(client.get(FILES + "/details").json().findValuesAsText("name"))
                .containsExactly("other-0", "other-1", "other-2");
        assertThat(client.post("/emulator/files", "{\"name\":\"other-\",\"count\":0}")
                        .status())
                .isEqualTo(400);
    }

    private String open(String path) {
        return client.post(path, "{\"name\":\"n\",\"description\":\"\",\"contentType\":\"text/plain\"}")
                .json()
                .path("sessionId")
                .asText();
    }

    private void part(String session, int index, String content) {
        assertThat(send("PUT", FILES + "/multipart/" + session + "/part/" + index, content)
                        .status())
                .isEqualTo(200);
    }

    private Client.Answer commit(String session) {
        return client.post(FILES + "/multipart/" + session + "/commit", "{\"sessionId\":\"" + session + "\"}");
    }

    private Client.Answer send(String method, String path, String content) {
        return client.send(client.request(path)
                .header("Content-Type", "text/plain")
                .method(method, HttpRequest.BodyPublishers.ofString(content)));
    }
}
