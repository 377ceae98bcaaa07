package io.connectdomo.common.filesets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.OneCall;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSetClientTest {
    private static final String HASH = "0E807933F5F0CD4F082784F243F78B1C56C16EF86C427796D52C64C2CFE4EDA9";

    private final OneCall<FileSetClient> calling = new OneCall<>(FileSetClient::new);

    @Test
    void aFileSetIsFoundOrNot() throws IOException {
        assertThat(calling.<Optional<FileSetInfo>>of(
                        "{\"id\":\"fs\",\"name\":\"n\",\"permission\":\"OWNER\",\"fileCount\":\"2\"}",
                        client -> client.fileSet("fs")))
                .contains(new FileSetInfo("fs", Optional.of("n"), Optional.of("OWNER"), OptionalLong.of(2)));
        assertThat(calling.line()).isEqualTo("GET /api/files/v1/filesets/fs");
        assertThat(calling.<Optional<FileSetInfo>>of(404, "{}", client -> client.fileSet("fs")))
                .isEmpty();
    }

    @Test
    void aFileSetIsMadeAndDeletedAgain() throws IOException {
        assertThat(calling.<String>of("{\"id\":\"fs\"}", client -> client.create("n", "d")))
                .isEqualTo("fs");
        assertThat(calling.line()).isEqualTo("POST /api/files/v1/filesets");
        assertThat(calling.body()).isEqualTo("{\"name\":\"n\",\"description\":\"d\"}");
        assertThat(calling.<Boolean>of("{}", client -> client.delete("fs"))).isTrue();
        assertThat(calling.line()).isEqualTo("DELETE /api/files/v1/filesets/fs");
        assertThat(calling.<Boolean>of(404, "{}", client -> client.delete("fs")))
                .isFalse();
    }

    @Test
    void aFileGoesUpAsAFormWithItsDirectory() throws IOException {
        UploadOutcome outcome = upload(200, "{\"id\":\"f1\",\"path\":\"a/b/ü \\\"1\\\".txt\",\"size\":5}");
        assertThat(outcome)
                .isEqualTo(new UploadOutcome.Stored(
                        new FileSetFile("f1", Optional.of("a/b/ü \"1\".txt"), OptionalLong.of(5), Optional.empty())));
        assertThat(calling.line()).isEqualTo("POST /api/files/v1/filesets/fs/files");
        assertThat(calling.header("content-type")).startsWith("multipart/form-data; boundary=");
        String boundary = calling.header("content-type").replaceFirst(".*boundary=", "");
        assertThat(calling.body())
                .isEqualTo("--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"ü %221%22.txt\"\r\n"
                        + "Content-Type: text/plain\r\n\r\n"
                        + "bytes\r\n--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"createFileRequest\"\r\n\r\n"
                        + "{\"directoryPath\":\"a/b\"}\r\n--" + boundary + "--\r\n");
    }

    @Test
    void aFileAtTheTopHasAnEmptyDirectory() throws IOException {
        calling.of("{\"id\":\"f\"}", client -> client.upload("fs", "x.txt", OneCall.text("b"), "text/plain"));
        assertThat(calling.body()).contains("{\"directoryPath\":\"\"}").contains("filename=\"x.txt\"");
    }

    @Test
    void aTakenPathIsNoFailure() throws IOException {
        assertThat(upload(409, "{\"message\":\"exists\"}"))
                .isInstanceOfSatisfying(
                        UploadOutcome.PathTaken.class,
                        taken -> assertThat(taken.message()).contains("409").contains("exists"));
    }

    @ParameterizedTest
    @CsvSource({"400,Refused", "413,Refused", "423,Retriable", "500,Retriable", "401,Unauthorized"})
    void everyFailureHasItsKindAndNoToken(int status, String kind) {
        DomoException failure = catchThrowableOfType(
                DomoException.class, () -> upload(status, "{\"message\":\"" + Configs.TOKEN + "\"}"));
        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure).hasMessageNotContaining(Configs.TOKEN).hasMessageContaining("/filesets/fs/files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]"})
    void anUploadNobodyCanReadIsNotTakenForDone(String reply) {
        assertThatThrownBy(() -> upload(200, reply)).isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void aPageIsNoReply() {
        assertThatThrownBy(() -> upload(200, "<html><title>Domo Maintenance</title></html>"))
                .isInstanceOf(DomoException.Retriable.class);
    }

    @Test
    void aFileIsFoundByPathAndComparedByHashInAnyCase() throws IOException {
        FileSetFile file = byPath("{\"id\":\"f1\",\"path\":\"a/b c\",\"size\":\"5\",\"hash\":\"" + HASH
                        + "\",\"hashAlgorithm\":\"SHA_256_HEX\"}")
                .orElseThrow();
        assertThat(calling.line()).isEqualTo("GET /api/files/v1/filesets/fs/path?path=a%2Fb%20c");
        assertThat(file.hasSha256(HASH)).isTrue();
        assertThat(file.sha256()).hasValueSatisfying(hash -> assertThat(hash).isLowerCase());
        assertThat(file.size()).hasValue(5);
        assertThat(byPath("{\"id\":\"f1\",\"hash\":\"rL0Y20zC+Fzt72VPzMSk2A==\"}")
                        .orElseThrow()
                        .sha256())
                .as("no SHA-256")
                .isEmpty();
        assertThat(byPath("{\"id\":\"f1\"}").orElseThrow().hasSha256(HASH)).isFalse();
    }

    @Test
    void whatIsNotThereIsEmptyAndNeedsNoDeletion() throws IOException {
        assertThat(calling.<Optional<?>>of(404, "{}", client -> client.fileByPath("fs", "x")))
                .isEmpty();
        assertThat(calling.<Boolean>of(404, "{}", client -> client.deleteByPath("fs", "a/b")))
                .isFalse();
        assertThat(calling.line()).isEqualTo("DELETE /api/files/v1/filesets/fs/path?path=a%2Fb");
        assertThat(calling.<Boolean>of("", client -> client.deleteByPath("fs", "a/b")))
                .isTrue();
        assertThat(calling.<Boolean>of("{\"status\":\"success\"}", client -> client.deleteById("fs", "f1")))
                .isTrue();
        assertThat(calling.line()).isEqualTo("DELETE /api/files/v1/filesets/fs/files/f1");
    }

    @Test
    void aDeadlineEndsAnAttemptThatDomoNeverAnswers() throws IOException {
        try (RawServer server = RawServer.answering((exchange, socket) -> {});
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            FileSetClient client = new FileSetClient(http).within(Duration.ofMillis(300));
            assertThatThrownBy(() -> client.fileByPath("fs", "x"))
                    .isInstanceOf(DomoException.UnknownOutcome.class)
                    .hasMessageContaining("deadline of 300 ms");
        }
    }

    private Optional<FileSetFile> byPath(String reply) throws IOException {
        return calling.of(reply, client -> client.fileByPath("fs", "a/b c"));
    }

    private UploadOutcome upload(int status, String reply) throws IOException {
        return calling.of(
                status, reply, client -> client.upload("fs", "a/b/ü \"1\".txt", OneCall.text("bytes"), "text/plain"));
    }
}
