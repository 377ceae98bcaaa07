package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each position of the switches for documents and files changes the one answer that it is about. */
class StoreDialectsTest {
    private static final String FILES = "/api/data/v1/data-files";
    private static final String APP_FILES = "/domo/data-files/v1";
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";
    private static final byte[] X = "x".getBytes(StandardCharsets.UTF_8);
    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client client;
    private String collection;
    private String documents;
    private String fileSet;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        collection = emulator.appDb().createCollection("c");
        documents = "/api/datastores/v1/collections/" + collection + "/documents";
        fileSet = "/api/files/v1/filesets/" + emulator.fileSets().create("s");
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource({"APPDB_BULK_PRESENT,200", "APPDB_BULK_NOT_FOUND,404", "APPDB_BULK_NOT_ALLOWED,405"})
    void bulkMayBeMissing(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        String body = "[{\"content\":{\"k\":1}}]";
        assertThat(client.post(documents + "/bulk", body).status()).isEqualTo(status);
        assertThat(client.put(v2() + "/bulk", body).status()).isEqualTo(status);
        assertThat(emulator.appDb().documents(collection)).hasSize(status == 200 ? 2 : 0);
        // The page has the bulk delete.
        assertThat(client.delete(documents + "/bulk?ids=" + UNKNOWN).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"APPDB_BULK_REFUSED_WHOLE,0", "APPDB_BULK_REFUSED_FROM_THERE,1"})
    void aRefusedBulkMayBeHalfWritten(Dialect dialect, int written) {
        emulator.dialects().speak(dialect);
        assertThat(client.post(documents + "/bulk", "[{\"content\":{}},{\"content\":1},{\"content\":{}}]")
                        .status())
                .isEqualTo(400);
        assertThat(emulator.appDb().documents(collection)).hasSize(written);
    }

    @ParameterizedTest
    @CsvSource({"APPDB_BULK_DELETE_OK,200", "APPDB_BULK_DELETE_ACCEPTED,202"})
    void aBulkDeleteHasOneOfTwoStatuses(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        assertThat(client.delete(documents + "/bulk?ids=" + UNKNOWN).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"APPDB_UNKNOWN_ID_REPLACED,false", "APPDB_UNKNOWN_ID_KEPT,true"})
    void anUnknownIdMayBeKept(Dialect dialect, boolean kept) {
        emulator.dialects().speak(dialect);
        client.put(v2() + "/bulk", "[{\"id\":\"" + UNKNOWN + "\",\"content\":{}}]");
        assertThat(emulator.appDb().documents(collection).get(0).id().equals(UNKNOWN))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"APPDB_CREATE_OK,200", "APPDB_CREATE_CREATED,201"})
    void aCreationHasOneOfTwoStatuses(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        assertThat(client.post(documents, "{\"content\":{}}").status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"APPDB_COLLECTION_SHOWN,200", "APPDB_COLLECTION_NOT_SHOWN,405"})
    void aCollectionMayNotBeShown(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        String path = "/api/datastores/v1/collections/" + collection;
        String schema =
                "{\"schema\":{\"columns\":[{\"type\":\"LONG\",\"name\":\"n\",\"visible\":true}]},\"syncEnabled\":true}";
        assertThat(client.put(path, schema).json().at("/schema/columns/0/name").asText())
                .isEqualTo("n");
        assertThat(client.get(path).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"FILESET_HASH_ABSENT,false", "FILESET_HASH_PRESENT,true"})
    void anUploadsReplyMayHaveTheHash(Dialect dialect, boolean present) {
        emulator.dialects().speak(dialect);
        assertThat(upload("f", X).json().has("hash")).isEqualTo(present);
    }

    @ParameterizedTest
    @CsvSource({"FILESET_EXISTING_OVERWRITTEN,200", "FILESET_EXISTING_CONFLICT,409"})
    void anExistingPathIsOverwrittenOrRefused(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        upload("f", X);
        assertThat(upload("f", new byte[] {2}).status()).isEqualTo(status);
        String hash = client.get(fileSet + "/path?path=f").json().path("hash").asText();
        assertThat(hash).isEqualTo(Sha.of(status == 200 ? new byte[] {2} : X));
    }

    @ParameterizedTest
    @CsvSource({"FILESET_UPLOAD_OK,200", "FILESET_UPLOAD_CREATED,201"})
    void anUploadHasOneOfTwoStatuses(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        assertThat(upload("f", X).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"FILE_PATH_PRODUCT,200,404", "FILE_PATH_APP,404,200"})
    void filesHaveOneOfTwoPaths(Dialect dialect, int product, int app) {
        emulator.dialects().speak(dialect);
        for (String below : new String[] {"/details", "?name=n", "/multipart"}) {
            assertThat(below(FILES, below)).isEqualTo(product);
            assertThat(below(APP_FILES, below)).isEqualTo(app);
        }
    }

    private int below(String path, String below) {
        return switch (below) {
            case "/details" -> client.get(path + below).status();
            case "/multipart" ->
                client.post(path + below, "{\"name\":\"n\",\"contentType\":\"t/t\"}")
                        .status();
            default -> raw("POST", path + below, "x").status();
        };
    }

    @ParameterizedTest
    @CsvSource({"FILE_BODY_RAW,200,415", "FILE_BODY_MULTIPART,415,200"})
    void aFileIsTheBodyOrAField(Dialect dialect, int raw, int form) {
        emulator.dialects().speak(dialect);
        assertThat(raw("POST", FILES + "?name=n", "x").status()).isEqualTo(raw);
        Form body = new Form().file("file", "n", "text/plain", X);
        assertThat(client.send(body.post(client.request(FILES + "?name=n"))).status())
                .isEqualTo(form);
        assertThat(emulator.files().files())
                .singleElement()
                .extracting(FileInfo::sha256)
                .isEqualTo(Sha.of(X));
    }

    @ParameterizedTest
    @CsvSource({
        "FILE_CHECKSUM_NONE,200,400,400,400",
        "FILE_CHECKSUM_SHA256,400,200,400,400",
        "FILE_CHECKSUM_HEX,400,400,200,400"
    })
    void aChecksumHasOneOfThreeForms(Dialect dialect, int none, int algorithm, int right, int wrong) {
        emulator.dialects().speak(dialect);
        String part = FILES + "/multipart/" + open() + "/part/1";
        assertThat(raw("PUT", part, "x").status()).isEqualTo(none);
        assertThat(raw("PUT", part + "?checksum=sha256", "x").status()).isEqualTo(algorithm);
        assertThat(raw("PUT", part + "?checksum=" + Sha.of(X), "x").status()).isEqualTo(right);
        assertThat(raw("PUT", part + "?checksum=" + Sha.of(X), "y").status()).isEqualTo(wrong);
    }

    @Test
    void aPartsReplyMayHaveItsChecksum() {
        String part = FILES + "/multipart/" + open() + "/part/1";
        assertThat(raw("PUT", part, "x").body()).isEmpty();
        emulator.dialects().speak(Dialect.FILE_PART_REPLY_CHECKSUM);
        assertThat(raw("PUT", part, "x").json().path("checksum").asText()).isEqualTo(Sha.of(X));
    }

    @ParameterizedTest
    @CsvSource({
        "FILE_PUBLIC_UNLESS_TOLD,true,false,true",
        "FILE_PRIVATE_UNLESS_TOLD,false,false,false",
        "FILE_PUBLIC_ALWAYS,true,true,true"
    })
    void aFileIsPublicAsTheDialectSays(Dialect dialect, boolean untold, boolean toldFalse, boolean inParts) {
        emulator.dialects().speak(dialect);
        assertThat(isPublic(raw("POST", FILES + "?name=n", "x"))).isEqualTo(untold);
        assertThat(isPublic(raw("POST", FILES + "?name=n&public=false", "x"))).isEqualTo(toldFalse);
        assertThat(isPublic(uploadInParts())).isEqualTo(inParts);
    }

    private boolean isPublic(Client.Answer uploaded) {
        return emulator.files().isPublic(uploaded.json().path("dataFileId").asText());
    }

    @Test
    void aFileMayShowLate() {
        emulator.dialects().speak(Dialect.FILE_SHOWN_LATE).versionDelay(Duration.ofSeconds(10));
        String id = uploadInParts().json().path("dataFileId").asText();
        assertThat(client.get(FILES + "/details").json()).isEmpty();
        assertThat(client.get(FILES + "/" + id + "/details").status()).isEqualTo(404);
        clock.advance(Duration.ofSeconds(10));
        assertThat(client.get(FILES + "/details").json()).hasSize(1);
        raw("PUT", FILES + "/" + id, "second");
        JsonNode shown = client.get(FILES + "/" + id + "/details").json();
        assertThat(shown.at("/currentRevision/sizeBytes").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"FILE_IDS_NUMBERS,true", "FILE_IDS_TEXT,false"})
    void idsOfACommitMayBeText(Dialect dialect, boolean numbers) {
        emulator.dialects().speak(dialect);
        JsonNode reply = uploadInParts().json();
        assertThat(reply.path("dataFileId").isNumber()).isEqualTo(numbers);
        assertThat(reply.path("revisionId").isNumber()).isEqualTo(numbers);
    }

    @ParameterizedTest
    @CsvSource({"SECOND_COMMIT_CONFLICT,409", "SECOND_COMMIT_OK,200", "SECOND_COMMIT_NOT_FOUND,404"})
    void aSecondCommitNeverMakesASecondFile(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        String session = open();
        raw("PUT", FILES + "/multipart/" + session + "/part/1", "x");
        Client.Answer first = commit(session);
        Client.Answer second = commit(session);
        assertThat(second.status()).isEqualTo(status);
        if (status == 200) {
            assertThat(second.body()).isEqualTo(first.body());
        }
        assertThat(emulator.files().files()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"SESSION_LASTS,200", "SESSION_EXPIRES_NOT_FOUND,404", "SESSION_EXPIRES_GONE,410"})
    void aSessionMayExpire(Dialect dialect, int status) {
        emulator.dialects().speak(dialect).sessionLifetime(Duration.ofMinutes(1));
        String session = open();
        String parts = FILES + "/multipart/" + session + "/part/";
        assertThat(raw("PUT", parts + 1, "x").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(61));
        assertThat(raw("PUT", parts + 2, "x").status()).isEqualTo(status);
        assertThat(commit(session).status()).isEqualTo(status);
    }

    private String v2() {
        return documents.replace("/v1/", "/v2/");
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

    private Client.Answer uploadInParts() {
        String session = open();
        raw("PUT", FILES + "/multipart/" + session + "/part/1", "x");
        return commit(session);
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
