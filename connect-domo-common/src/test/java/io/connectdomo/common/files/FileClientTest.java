package io.connectdomo.common.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.config.DomoCompat.FileBody;
import io.connectdomo.common.config.DomoCompat.FileChecksum;
import io.connectdomo.common.config.DomoCompat.FilePath;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.RequestBody;
import io.connectdomo.common.testing.Compats;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.OneCall;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileClientTest {
    private static final FileDescription FILE = new FileDescription("a b", Optional.of("d"), "text/csv");
    private static final FileDescription PLAIN = new FileDescription("n", Optional.empty(), "text/csv");
    private static final RequestBody ABC = OneCall.text("abc");

    /** Of "abc": FIPS 180-2, appendix B.1. */
    private static final String SHA256_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final OneCall<FileClient> calling = with(DomoCompat.DEFAULT);
    private final OneCall<FileClient> app = with(Compats.files(FilePath.APP, FileBody.MULTIPART, FileChecksum.SHA256));

    @Test
    void aNewFileGoesUpRaw() throws IOException {
        assertThat(calling.<Long>of("{\"dataFileId\":401}", client -> client.upload(FILE, false, ABC)))
                .isEqualTo(401);
        assertThat(calling.line()).isEqualTo("POST /api/data/v1/data-files?name=a%20b&description=d&public=false");
        assertThat(calling.header("content-type")).isEqualTo("text/csv");
        assertThat(calling.body()).isEqualTo("abc");
    }

    @Test
    void aNewFileGoesUpAsAFormToTheAppsPath() throws IOException {
        assertThat(app.<Long>of("{\"dataFileId\":\"401\"}", client -> client.upload(PLAIN, true, ABC)))
                .isEqualTo(401);
        assertThat(app.line()).isEqualTo("POST /domo/data-files/v1?name=n&public=true");
        assertThat(app.header("content-type")).startsWith("multipart/form-data; boundary=");
        assertThat(app.body()).contains("name=\"file\"; filename=\"n\"\r\nContent-Type: text/csv\r\n\r\nabc\r\n--");
    }

    @Test
    void aRevisionGoesToItsFile() throws IOException {
        assertThat(calling.<Long>of("{\"revisionId\":430}", client -> client.uploadRevision(401, FILE, ABC)))
                .isEqualTo(430);
        assertThat(calling.line()).isEqualTo("PUT /api/data/v1/data-files/401");
        assertThat(calling.body()).isEqualTo("abc");
    }

    @Test
    void filesAreFoundByTheirWholeName() throws IOException {
        String list = "[{\"dataFileId\":1,\"name\":\"n\",\"currentRevision\":{\"dataFileRevisionId\":\"9\","
                + "\"sizeBytes\":3,\"sha256HashValue\":\"" + SHA256_ABC.toUpperCase(Locale.ROOT)
                + "\",\"scanState\":\"SAFE\"}},{\"dataFileId\":2,\"name\":\"\\\"n\\\"\"},"
                + "{\"dataFileId\":3,\"name\":\"n2\"},{\"dataFileId\":4}]";
        List<FileInfo> found = calling.of(list, client -> client.find("n"));
        assertThat(calling.line()).isEqualTo("GET /api/data/v1/data-files/details");
        assertThat(found).extracting(FileInfo::id).containsExactly(1L, 2L);
        assertThat(found.get(0).current())
                .contains(new FileRevision(
                        OptionalLong.of(9), OptionalLong.of(3), Optional.of(SHA256_ABC), Optional.of("SAFE")));
        assertThat(found.get(0).current().orElseThrow().hasSha256(SHA256_ABC)).isTrue();
        assertThat(found.get(1).current()).isEmpty();
        app.of("[]", client -> client.find("n"));
        assertThat(app.line()).isEqualTo("GET /domo/data-files/v1/details?limitToOwned=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"name\":\"n\"}]"})
    void anUnreadableListIsNotAnEmptyOne(String reply) {
        assertThatThrownBy(() -> calling.of(reply, client -> client.find("n")))
                .isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void metadataHasTheRevisionsHashes() throws IOException {
        FileInfo file = calling.of(
                "{\"dataFileId\":\"401\",\"name\":\"n\",\"scanState\":\"SAFE\",\"sha256HashValue\":\"" + SHA256_ABC
                        + "\",\"revisions\":[{\"dataFileRevisionId\":8,\"sha256HashValue\":\"" + SHA256_ABC + "\"}]}",
                client -> client.metadata(401));
        assertThat(calling.line()).isEqualTo("GET /api/data/v1/data-files/401/details?expand=revisions");
        assertThat(file.current().orElseThrow().sha256())
                .as("written into the file itself")
                .contains(SHA256_ABC);
        assertThat(file.revisions()).extracting(FileRevision::id).containsExactly(OptionalLong.of(8));
    }

    @Test
    void permissionsGoBackWithAllThatWasRead() throws IOException {
        FilePermissions read = calling.of(
                "{\"publicAccess\":true,\"entries\":[{\"entityId\":\"7\",\"pass\":\"NONE\"}],\"more\":1}",
                client -> client.permissions(401));
        assertThat(calling.line()).isEqualTo("GET /api/data/v1/data-files/401/permissions");
        assertThat(read.publicAccess()).isTrue();
        calling.sending("", client -> client.updatePermissions(401, read.withPublicAccess(false)));
        assertThat(calling.line()).isEqualTo("PUT /api/data/v1/data-files/401/permissions");
        assertThat(calling.body())
                .isEqualTo("{\"publicAccess\":false,\"entries\":[{\"entityId\":\"7\",\"pass\":\"NONE\"}],\"more\":1}");
        assertThat(read.document().path("publicAccess").asBoolean())
                .as("unchanged")
                .isTrue();
        assertThatThrownBy(() -> calling.of("{\"entries\":[]}", client -> client.permissions(401)))
                .as("neither public nor not")
                .isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void aSessionIsForANewFileOrARevision() throws IOException {
        assertThat(calling.<String>of("{\"sessionId\":1234567890}", client -> client.createSession(FILE)))
                .isEqualTo("1234567890");
        assertThat(calling.line()).isEqualTo("POST /api/data/v1/data-files/multipart");
        assertThat(calling.body()).isEqualTo("{\"name\":\"a b\",\"description\":\"d\",\"contentType\":\"text/csv\"}");
        app.of("{\"sessionId\":\"s\"}", client -> client.createUpdateSession(401, PLAIN));
        assertThat(app.line()).isEqualTo("POST /domo/data-files/v1/401/multipart");
        assertThat(app.body())
                .isEqualTo(
                        "{\"fileId\":401,\"name\":\"n\",\"contentType\":\"text/csv\",\"Cache-Control\":\"no-cache\"}");
    }

    @Test
    void aPartHasItsIndexAndTheChecksumThatIsConfigured() throws IOException {
        part(calling, "");
        assertThat(calling.line()).isEqualTo("PUT /api/data/v1/data-files/multipart/s/part/1");
        assertThat(calling.header("content-type")).isEqualTo("text/csv");
        assertThat(calling.body()).isEqualTo("abc");
        part(app, "{}");
        assertThat(app.line()).isEqualTo("PUT /domo/data-files/v1/multipart/s/part/1?checksum=sha256");
        assertThat(app.body()).as("a part is raw, however single files go up").isEqualTo("abc");
        OneCall<FileClient> hex = with(Compats.files(FilePath.PRODUCT, FileBody.RAW, FileChecksum.HEX));
        part(hex, "{\"checksum\":\"" + SHA256_ABC.toUpperCase(Locale.ROOT) + "\"}");
        assertThat(hex.line()).endsWith("/multipart/s/part/1?checksum=" + SHA256_ABC);
    }

    @Test
    void aPartThatArrivedAsOtherBytesIsSentAgain() throws IOException {
        String other = SHA256_ABC.replace('b', 'c');
        assertThatThrownBy(() -> part(calling, "{\"checksum\":\"" + other + "\"}"))
                .isInstanceOf(DomoException.Retriable.class)
                .hasMessageContaining("part 1");
        part(calling, "{\"checksum\":\"not-a-sha-256\"}");
    }

    @Test
    void aCommitTellsTheFileOrItsOutcomeIsUnknown() throws IOException {
        assertThat(commit("{\"dataFileId\":\"12\",\"revisionId\":13}"))
                .isEqualTo(new FileCommit(12, OptionalLong.of(13)));
        assertThat(calling.line()).isEqualTo("POST /api/data/v1/data-files/multipart/s/commit");
        assertThat(calling.body()).isEqualTo("{\"sessionId\":\"s\"}");
        for (String reply : List.of("", "{}", "[]")) {
            assertThatThrownBy(() -> commit(reply)).isInstanceOf(DomoException.UnknownOutcome.class);
        }
        calling.sending("", client -> client.abort("s"));
        assertThat(calling.line()).isEqualTo("POST /api/data/v1/data-files/multipart/s/abort");
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "404,Refused", "409,Refused", "423,Retriable", "502,Retriable", "403,Unauthorized"})
    void everyFailureHasItsKindAndNoToken(int status, String kind) {
        DomoException failure = catchThrowableOfType(
                DomoException.class,
                () -> calling.of(status, "{\"message\":\"" + Configs.TOKEN + "\"}", c -> c.commit("s")));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining(Configs.TOKEN).hasMessageContaining("/multipart/s/commit");
    }

    @Test
    void aPageIsNoReply() {
        assertThatThrownBy(() -> commit("<html><title>Domo Maintenance</title></html>"))
                .isInstanceOf(DomoException.Retriable.class);
    }

    @Test
    void aPartTellsWhatDomoReceivedWhereItSaysSo() throws IOException {
        String received = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        assertThat(calling.<Optional<String>>of(
                        "{\"checksum\":\"" + received + "\"}", client -> client.uploadPart("s", 1, ABC, "text/csv")))
                .contains(received);
        assertThat(calling.<Optional<String>>of("", client -> client.uploadPart("s", 1, ABC, "text/csv")))
                .isEmpty();
    }

    @Test
    void aFileIsDeletedWithItsRevisions() throws IOException {
        assertThat(calling.<Boolean>of("", client -> client.delete(401))).isTrue();
        assertThat(calling.line()).isEqualTo("DELETE /api/data/v1/data-files/401");
        assertThat(calling.<Boolean>of(404, "{}", client -> client.delete(401))).isFalse();
    }

    @Test
    void aDeadlineEndsAnAttemptThatDomoNeverAnswers() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {});
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            FileClient client = new FileClient(http, DomoCompat.DEFAULT).within(Duration.ofMillis(300));
            assertThatThrownBy(() -> client.commit("s"))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("deadline of 300 ms");
        }
    }

    private FileCommit commit(String reply) throws IOException {
        return calling.of(reply, client -> client.commit("s"));
    }

    private static void part(OneCall<FileClient> calling, String reply) throws IOException {
        calling.sending(reply, client -> client.uploadPart("s", 1, ABC, "text/csv"));
    }

    private static OneCall<FileClient> with(DomoCompat compat) {
        return new OneCall<>(http -> new FileClient(http, compat));
    }
}
