package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Domo's files refuse, with which status, and that a refusal changes nothing. */
class WhatFilesRefuseTest {
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
    void unknownIds() {
        for (String path :
                new String[] {"/7", "/7/details", "/7/permissions", "/x/details", "/7/revisions/1/details"}) {
            assertThat(client.get(FILES + path).status()).as(path).isEqualTo(404);
        }
        assertThat(client.delete(FILES + "/7").status()).isEqualTo(404);
        assertThat(put(FILES + "/7", "x").status()).isEqualTo(404);
        assertThat(client.post(FILES + "/7/multipart", "{\"name\":\"n\",\"contentType\":\"t/t\"}")
                        .status())
                .isEqualTo(404);
        assertThat(part("none", "1", "x").status()).isEqualTo(404);
        assertThat(commit("none").status()).isEqualTo(404);
        assertThat(abort("none").status()).isEqualTo(404);
        assertThat(emulator.files().files()).isEmpty();
    }

    @Test
    void anUploadWithoutNameOrWithAnotherPublic() {
        assertThat(post(FILES, "x").status()).isEqualTo(400);
        assertThat(post(FILES + "?name=n&public=yes", "x").status()).isEqualTo(400);
        assertThat(emulator.files().files()).isEmpty();
    }

    /** It would become the file's content. */
    @Test
    void aFormWhereTheFileIsExpected() {
        Form form = new Form().file("file", "n", "text/plain", new byte[] {1});
        assertThat(client.send(form.post(client.request(FILES + "?name=n"))).status())
                .isEqualTo(415);
        String session = open();
        assertThat(client.send(form.put(client.request(FILES + "/multipart/" + session + "/part/1")))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10001", "x", "99999999999"})
    void indexesOutOfRange(String index) {
        assertThat(part(open(), index, "x").status()).isEqualTo(400);
    }

    @Test
    void theFirstAndTheLastIndexAreTaken() {
        String session = open();
        assertThat(part(session, "1", "x").status()).isEqualTo(200);
        assertThat(part(session, "10000", "x").status()).isEqualTo(200);
    }

    @Test
    void anEmptyPart() {
        assertThat(part(open(), "1", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "1,3"})
    void aCommitWithMissingParts(String parts) {
        String session = open();
        for (String index : parts.isEmpty() ? new String[0] : parts.split(",", -1)) {
            part(session, index, "x");
        }
        assertThat(commit(session).status()).isEqualTo(400);
        assertThat(emulator.files().files()).isEmpty();
        // A refused commit leaves the session open.
        part(session, "1", "x");
        part(session, "2", "x");
        assertThat(commit(session).status()).isEqualTo(200);
    }

    @Test
    void aCommitOfAnotherSession() {
        String session = open();
        part(session, "1", "x");
        assertThat(client.post(FILES + "/multipart/" + session + "/commit", "{\"sessionId\":\"other\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post(FILES + "/multipart/" + session + "/commit", "{}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whateverComesAfterTheCommit() {
        String session = open();
        part(session, "1", "x");
        assertThat(commit(session).status()).isEqualTo(200);
        assertThat(part(session, "1", "y").status()).isEqualTo(409);
        assertThat(commit(session).status()).isEqualTo(409);
        assertThat(abort(session).status()).isEqualTo(409);
        assertThat(emulator.files().files())
                .singleElement()
                .extracting(FileInfo::sha256)
                .isEqualTo(Sha.of("x".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whateverComesAfterTheAbort() {
        String session = open();
        part(session, "1", "x");
        assertThat(abort(session).status()).isEqualTo(200);
        assertThat(part(session, "1", "y").status()).isEqualTo(404);
        assertThat(commit(session).status()).isEqualTo(404);
        assertThat(abort(session).status()).isEqualTo(404);
        assertThat(emulator.files().files()).isEmpty();
    }

    @Test
    void aCommitWhoseFileIsGone() {
        String id = post(FILES + "?name=n", "x").json().path("dataFileId").asText();
        String session = client.post(FILES + "/" + id + "/multipart", "{\"name\":\"n\",\"contentType\":\"t/t\"}")
                .json()
                .path("sessionId")
                .asText();
        part(session, "1", "y");
        client.delete(FILES + "/" + id);
        assertThat(commit(session).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"name\":\"n\"}", "{\"contentType\":\"t/t\"}", "{\"name\":\" \",\"contentType\":\"t/t\"}"})
    void aSessionWithoutNameOrContentType(String body) {
        assertThat(client.post(FILES + "/multipart", body).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"publicAccess\":false}", "{\"entries\":[]}", "{\"publicAccess\":false,\"entries\":[]}"})
    void permissionsThatAreNoneOrLockTheOwnerOut(String body) {
        String id = post(FILES + "?name=n", "x").json().path("dataFileId").asText();
        assertThat(client.put(FILES + "/" + id + "/permissions", body).status()).isEqualTo(400);
        assertThat(emulator.files().isPublic(id)).isTrue();
    }

    @Test
    void strangers() {
        Client stranger = new Client(emulator.url(), "other");
        assertThat(stranger.get(FILES + "/details").status()).isEqualTo(401);
        assertThat(stranger.post(FILES + "/multipart", "{\"name\":\"n\",\"contentType\":\"t/t\"}")
                        .status())
                .isEqualTo(401);
    }

    /** Its bytes would fill the disk of a long run. */
    @Test
    void theDownloadOfALargeFileWhoseHashAloneIsKept() {
        byte[] half = new byte[20 * 1024 * 1024];
        half[7] = 1;
        byte[] whole = new byte[2 * half.length];
        System.arraycopy(half, 0, whole, 0, half.length);
        System.arraycopy(half, 0, whole, half.length, half.length);
        String session = open();
        for (int i = 1; i <= 2; i++) {
            HttpRequest.Builder part = client.request(FILES + "/multipart/" + session + "/part/" + i)
                    .header("Content-Type", "text/plain")
                    .PUT(HttpRequest.BodyPublishers.ofByteArray(half));
            assertThat(client.send(part).status()).isEqualTo(200);
        }
        assertThat(commit(session).status()).isEqualTo(200);
        FileInfo file = emulator.files().files().get(0);
        assertThat(file.sha256()).isEqualTo(Sha.of(whole));
        assertThat(client.get(FILES + "/" + file.id()).status()).isEqualTo(501);
    }

    private String open() {
        return client.post(FILES + "/multipart", "{\"name\":\"n\",\"contentType\":\"text/plain\"}")
                .json()
                .path("sessionId")
                .asText();
    }

    private Client.Answer part(String session, String index, String content) {
        return put(FILES + "/multipart/" + session + "/part/" + index, content);
    }

    private Client.Answer commit(String session) {
        return client.post(FILES + "/multipart/" + session + "/commit", "{\"sessionId\":\"" + session + "\"}");
    }

    private Client.Answer abort(String session) {
        return client.post(FILES + "/multipart/" + session + "/abort", null);
    }

    private Client.Answer post(String path, String content) {
        return send("POST", path, content);
    }

    private Client.Answer put(String path, String content) {
        return send("PUT", path, content);
    }

    private Client.Answer send(String method, String path, String content) {
        return client.send(client.request(path)
                .header("Content-Type", "text/plain")
                .method(method, HttpRequest.BodyPublishers.ofString(content)));
    }
}
