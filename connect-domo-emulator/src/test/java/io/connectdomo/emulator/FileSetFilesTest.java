package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is uploaded into a FileSet is there under its path, byte for byte. */
class FileSetFilesTest {
    private DomoEmulator emulator;
    private Client client;
    private String fileSet;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
        fileSet = "/api/files/v1/filesets/"
                + client.post("/api/files/v1/filesets", "{\"name\":\"docs\"}")
                        .json()
                        .path("id")
                        .asText();
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void aFileIsUploadedShownDownloadedAndDeleted() {
        byte[] content = "Grüße\r\n".getBytes(StandardCharsets.UTF_8);
        Client.Answer uploaded = upload("reports/2026", "a b.txt", content);
        assertThat(uploaded.status()).isEqualTo(200);
        assertThat(uploaded.json().path("path").asText()).isEqualTo("reports/2026/a b.txt");
        JsonNode shown =
                client.get(fileSet + "/path?path=reports%2F2026%2Fa%20b.txt").json();
        assertThat(shown.path("hash").asText()).isEqualTo(Sha.of(content));
        assertThat(shown.path("size").asInt()).isEqualTo(content.length);
        String id = shown.path("id").asText();
        assertThat(client.get(fileSet + "/files/" + id).json()).isEqualTo(shown);
        assertThat(client.get(fileSet + "/files/" + id + "/download").body()).isEqualTo("Grüße\r\n");
        assertThat(client.delete(fileSet + "/path?path=reports/2026/a%20b.txt").status())
                .isEqualTo(200);
        assertThat(client.get(fileSet + "/path?path=reports/2026/a%20b.txt").status())
                .isEqualTo(404);
    }

    /** Whatever bytes a file has, also those that look like a boundary. */
    @Test
    void bytesSurviveTheForm() {
        byte[] random = new byte[300_000];
        new Random(7).nextBytes(random);
        byte[] nasty = "\r\n--x\r\n------boundary-of-a-tes\r\n\r\n----\r".getBytes(StandardCharsets.UTF_8);
        for (byte[] content : new byte[][] {random, nasty, {}, {'\r'}, {'\r', '\n'}, {'\n'}}) {
            assertThat(upload("", "x", content).status()).isEqualTo(200);
            assertThat(client.get(fileSet + "/path?path=x").json().path("hash").asText())
                    .isEqualTo(Sha.of(content));
        }
    }

    /** The form is read through a window of 64 kB. */
    @Test
    void aFileMayEndAnywhere() {
        for (int size = 65_200; size < 65_560; size++) {
            byte[] content = new byte[size];
            Arrays.fill(content, size - Math.min(size, 300), size, (byte) '\r');
            assertThat(upload("", "x", content).json().path("size").asInt()).isEqualTo(size);
        }
        assertThat(client.get(fileSet + "/path?path=x").json().path("size").asInt())
                .isEqualTo(65_559);
    }

    private Client.Answer upload(String directory, String name, byte[] content) {
        return client.send(Form.upload(directory, name, content).post(client.request(fileSet + "/files")));
    }
}
