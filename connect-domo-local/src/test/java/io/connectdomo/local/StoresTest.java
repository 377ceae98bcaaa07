package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.FileInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What came into AppDB, FileSets and files over Domo's API is what a system test sees. */
class StoresTest {
    private DomoEmulator emulator;
    private Documents documents;
    private StoredFiles files;
    private JsonHttp domo;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        URI address = URI.create(emulator.url());
        documents = new Documents(address);
        files = new StoredFiles(address, emulator.token());
        domo = new JsonHttp(address, Duration.ofSeconds(30), Map.of("X-DOMO-Developer-Token", emulator.token()));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void documentsAreCountedByKey() {
        String collection = documents.create("orders");
        String path = "/api/datastores/v1/collections/" + collection + "/documents";
        for (String key : List.of("a", "b", "a")) {
            ObjectNode content = JsonHttp.object().put("_key", key);
            domo.send("POST", path, Map.of("content", content));
        }
        assertThat(documents.countsBy(collection, "_key")).isEqualTo(Map.of("a", 2, "b", 1));
        assertThat(documents.all(collection))
                .extracting(document -> document.content().path("_key").asText())
                .containsExactly("a", "b", "a");
        assertThat(documents.totals(collection)).isEqualTo(new Documents.Totals(3, 0, 0));
        assertThat(documents.schema(collection)).isEmpty();
    }

    @Test
    void filesAreShownWithTheirHashes() {
        String session = domo.send(
                        "POST",
                        "/api/data/v1/data-files/multipart",
                        Map.of("name", "roll", "contentType", "application/json"))
                .path("sessionId")
                .asText();
        String path = "/api/data/v1/data-files/multipart/" + session;
        domo.send("PUT", path + "/part/1", Map.of());
        domo.send("PUT", path + "/part/1", Map.of());
        domo.send("POST", path + "/commit", Map.of("sessionId", session));
        // Of "{}", by sha256sum.
        String hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        FileInfo file = files.files().get(0);
        assertThat(file).isEqualTo(new FileInfo(file.id(), "roll", "application/json", 2, hash, 1));
        assertThat(files.text(file.id())).isEqualTo("{}");
        assertThat(files.isPublic(file.id())).isTrue();
        assertThat(files.sessions()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo("COMMITTED");
            assertThat(one.parts()).isEqualTo(1);
            assertThat(one.puts()).isEqualTo(2);
        });
    }

    @Test
    void aFileSetIsMadeAndEmpty() {
        assertThat(files.inFileSet(files.createFileSet("docs"))).isEmpty();
    }
}
