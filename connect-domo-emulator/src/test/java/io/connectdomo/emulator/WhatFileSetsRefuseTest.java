package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a FileSet refuses, with which status, and that a refusal changes nothing. */
class WhatFileSetsRefuseTest {
    private static final byte[] CONTENT = "x".getBytes(StandardCharsets.UTF_8);
    private DomoEmulator emulator;
    private Client client;
    private String id;
    private String fileSet;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
        id = emulator.fileSets().create("docs");
        fileSet = "/api/files/v1/filesets/" + id;
        upload(Form.upload("d", "f", CONTENT));
    }

    @AfterEach
    void stop() throws IOException {
        try {
            assertThat(emulator.fileSets().files(id))
                    .extracting(FileInfo::path, FileInfo::sha256)
                    .containsExactly(tuple("d/f", Sha.of(CONTENT)));
        } finally {
            emulator.close();
        }
    }

    @Test
    void unknownIdsAndPaths() {
        assertThat(client.get("/api/files/v1/filesets/none").status()).isEqualTo(404);
        assertThat(client.get(fileSet + "/path?path=none").status()).isEqualTo(404);
        assertThat(client.delete(fileSet + "/path?path=none").status()).isEqualTo(404);
        assertThat(client.get(fileSet + "/files/none").status()).isEqualTo(404);
        assertThat(client.delete(fileSet + "/files/none").status()).isEqualTo(404);
        assertThat(client.get(fileSet + "/path").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d", "d/", "a//b", "..", "a/../b", "."})
    void directoriesThatAreNoPath(String directory) {
        assertThat(upload(Form.upload(directory, "f", CONTENT))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", ".."})
    void fileNamesThatAreNone(String name) {
        assertThat(upload(Form.upload("", name, CONTENT))).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"'',d", "d/f,g"})
    void aFileInPlaceOfADirectoryAndADirectoryInPlaceOfAFile(String directory, String name) {
        assertThat(upload(Form.upload(directory, name, CONTENT))).isEqualTo(409);
    }

    @Test
    void formsThatLackAField() {
        assertThat(upload(new Form().file("file", "g", "text/plain", CONTENT))).isEqualTo(400);
        assertThat(upload(new Form().text("createFileRequest", "{\"directoryPath\":\"\"}")))
                .isEqualTo(400);
        assertThat(upload(new Form().file("file", "g", "text/plain", CONTENT).text("createFileRequest", "{}")))
                .isEqualTo(400);
        assertThat(upload(Form.upload("", "g", CONTENT).text("more", "x"))).isEqualTo(400);
        assertThat(client.post(fileSet + "/files", "{}").status()).isEqualTo(415);
    }

    @Test
    void aFileThatIsTooLarge() {
        emulator.fileSets().maxFileBytes(3);
        assertThat(upload(Form.upload("d", "f", new byte[4]))).isEqualTo(413);
        assertThat(upload(Form.upload("d", "f", CONTENT))).isEqualTo(200);
    }

    @Test
    void anExistingPathWhereTheDialectSaysSo() {
        emulator.dialects().speak(Dialect.FILESET_EXISTING_CONFLICT);
        assertThat(upload(Form.upload("d", "f", new byte[4]))).isEqualTo(409);
    }

    @Test
    void theDeletionOfADirectory() {
        assertThat(client.delete(fileSet + "/path?path=d").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"filters\":[{\"field\":\"colour\",\"value\":[\"x\"],\"operator\":\"EQUALS\"}]}",
                "{\"filters\":[{\"field\":\"name\",\"value\":[\"x\"],\"operator\":\"SOUNDS_LIKE\"}]}",
                "{\"fieldSort\":[{\"field\":\"name\",\"order\":\"UP\"}]}"
            })
    void searchesThatAreNone(String body) {
        assertThat(client.post(fileSet + "/files/search", body).status()).isEqualTo(400);
    }

    @Test
    void strangers() {
        Client stranger = new Client(emulator.url(), "other");
        for (String path : List.of("/path?path=d/f", "")) {
            assertThat(stranger.get(fileSet + path).status()).isEqualTo(401);
        }
    }

    private int upload(Form form) {
        return client.send(form.post(client.request(fileSet + "/files"))).status();
    }
}
