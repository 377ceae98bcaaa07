package io.connectdomo.common.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.http.DomoException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Upload sessions: what is sent, and which replies are a success. */
class UploadRequestsTest extends RequestTest {
    private static final Optional<String> NO_TAG = Optional.empty();

    @ParameterizedTest
    @ValueSource(strings = {"{\"uploadId\":10}", "{\"dataSourceId\":1,\"uploadId\":\"10\",\"requestedAsOf\":\"x\"}"})
    void anUploadIdIsANumberOrANumericString(String reply) throws IOException {
        assertThat(this.<StartedUpload>calling(
                                reply, client -> client.startUpload("ds", UploadMode.REPLACE, Optional.of("a b"), "m"))
                        .uploadId())
                .isEqualTo(10);
        assertThat(sent.line()).startsWith("POST /api/data/v3/datasources/ds/uploads?dataTag=a%20b ");
    }

    @Test
    void anUploadStartsOnDomosClock() throws IOException {
        assertThat(this.<StartedUpload>calling(
                                "{\"uploadId\":10,\"requestedAsOf\":1654557838137}",
                                client -> client.startUpload("ds", UploadMode.APPEND, Optional.empty(), "m"))
                        .startedAt())
                .contains(Instant.ofEpochMilli(1654557838137L));
    }

    @Test
    void aPartIsSentAsItIs() throws IOException {
        calling("{\"uploadStatus\":\"UPLOADING\"}", client -> {
            client.putPart("ds", 10, 3, new Text("1,a\n"), true);
            return null;
        });
        assertThat(sent.line()).startsWith("PUT /api/data/v3/datasources/ds/uploads/10/parts/3 ");
        assertThat(sent.body()).isEqualTo("1,a\n");
        assertThat(sent.headers()).containsEntry("content-type", "text/csv").containsEntry("content-encoding", "gzip");
    }

    @Test
    void aCommitReplyIsRead() throws IOException {
        assertThat(commit("{\"uploadId\":10,\"status\":\"SUCCESS\",\"size\":{\"rowCount\":\"419\",\"partCount\":1},"
                        + "\"indexing\":{\"requested\":true,\"requestKey\":20240418210500.914}}"))
                .isEqualTo(new CommitReply(
                        "SUCCESS", OptionalLong.of(419), OptionalLong.of(1), Optional.of("20240418210500.914"), true));
        assertThat(sent.line()).startsWith("PUT /api/data/v3/datasources/ds/uploads/10/commit ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"SUCCESS\"}",
                "{\"status\":\"SUCCESS\",\"size\":null}",
                "{\"status\":\"SUCCESS\",\"size\":\"odd\",\"indexing\":7}"
            })
    void aMissingOrOddSizeIsNoFailure(String reply) throws IOException {
        CommitReply read = commit(reply);
        assertThat(read.rowCount()).isEmpty();
        assertThat(read.partCount()).isEmpty();
        assertThat(read.indexRequested()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "[]",
                "\"SUCCESS\"",
                "OK",
                "{\"status\":\"ERROR\"}",
                "{\"status\":\"PROCESSING\"}",
                "{\"status\":\"SUCCESS\",\"uploadId\":11}",
                "{\"status\":\"SUCC"
            })
    void whatIsNoReadableSuccessIsUnknown(String reply) {
        assertThatThrownBy(() -> commit(reply)).isInstanceOf(DomoException.UnknownOutcome.class);
    }

    private CommitReply commit(String reply) throws IOException {
        return calling(
                reply, client -> client.commit("ds", 10, UploadMode.APPEND, NO_TAG, true, "m", Duration.ofSeconds(20)));
    }

    private record Text(String text) implements PartBody {
        @Override
        public long length() {
            return text.length();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
