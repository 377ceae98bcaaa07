package io.connectdomo.common.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.testing.Configs;
import io.connectdomo.common.testing.Exchange;
import io.connectdomo.common.testing.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataSetClientTest {
    private static final Optional<String> NO_TAG = Optional.empty();

    private Exchange sent;

    @Test
    void metadata() throws IOException {
        DataSetInfo info = calling(
                "{\"id\":\"ds\",\"name\":\"n\",\"type\":\"api\",\"transportType\":\"API\",\"streamId\":\"12\","
                        + "\"rowCount\":2,\"created\":1713474296123,\"permissions\":\"READ_WRITE_DELETE\"}",
                client -> client.get("ds"));
        assertThat(info)
                .isEqualTo(new DataSetInfo(
                        "ds",
                        "n",
                        "api",
                        "API",
                        Optional.of("READ_WRITE_DELETE"),
                        OptionalLong.of(12),
                        OptionalLong.of(2),
                        Optional.of(Instant.parse("2024-04-18T21:04:56.123Z"))));
        assertThat(info.readOnly()).isFalse();
        assertThat(sent.line()).startsWith("GET /api/data/v3/datasources/ds?part=core");
        assertThat(this.<DataSetInfo>calling("{\"permissions\":\"READ_SHARE\"}", client -> client.get("ds"))
                        .readOnly())
                .isTrue();
        assertThat(this.<DataSetInfo>calling("{}", client -> client.get("ds")).readOnly())
                .isFalse();
    }

    @Test
    void theLatestSchemaHasHiddenColumnsAndKeys() throws IOException {
        DataSetSchema schema = calling(
                "{\"schema\":{\"columns\":[{\"name\":\"id\",\"type\":\"LONG\",\"upsertKey\":true},"
                        + "{\"name\":\"h\",\"type\":\"string\",\"visible\":false}]}}",
                client -> client.latestSchema("ds"));
        assertThat(schema.columns())
                .containsExactly(new Column("id", ColumnType.LONG, true), Column.of("h", ColumnType.STRING));
        assertThat(sent.line()).startsWith("GET /api/data/v2/datasources/ds/schemas/latest ");
    }

    @Test
    void theIndexedSchemaIsInTheFirstTable() throws IOException {
        DataSetSchema schema = calling(
                "{\"tables\":[{\"columns\":[{\"id\":\"d\",\"type\":\"DATE\"}]}]}",
                client -> client.indexedSchema("ds"));
        assertThat(schema.columns()).containsExactly(Column.of("d", ColumnType.DATE));
        assertThat(sent.line()).startsWith("GET /api/query/v1/datasources/ds/schema/indexed?includeHidden=true ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"columns\":[{\"name\":\"a\",\"type\":\"BLOB\"}]}",
                "{\"columns\":[{\"type\":\"LONG\"}]}",
                "[]"
            })
    void aSchemaNobodyCanReadIsNoSchema(String reply) {
        assertThatThrownBy(() -> calling(reply, client -> client.latestSchema("ds")))
                .isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void alteringSendsBackAllThatWasRead() throws IOException {
        SchemaDocument read = calling(
                "{\"schema\":{\"columns\":[{\"name\":\"id\",\"id\":\"i1\",\"type\":\"LONG\",\"visible\":false,"
                        + "\"metadata\":{\"colLabel\":\"x\"}}],\"objects\":[{\"o\":1}]}}",
                client -> client.latestSchemaDocument("ds"));
        SchemaDocument changed = read.plus(Column.of("new", ColumnType.STRING)).withUpsertKeys(List.of("id"));
        calling("{\"schemaId\":3}", client -> {
            client.alterSchema("ds", changed);
            return null;
        });
        assertThat(sent.line()).startsWith("POST /api/data/v2/datasources/ds/schemas ");
        assertThat(sent.body())
                .isEqualTo("{\"columns\":[{\"name\":\"id\",\"id\":\"i1\",\"type\":\"LONG\",\"visible\":false,"
                        + "\"metadata\":{\"colLabel\":\"x\"},\"upsertKey\":true},{\"name\":\"new\",\"id\":\"new\","
                        + "\"type\":\"STRING\",\"visible\":true,\"order\":0}],\"objects\":[{\"o\":1}],\"views\":[]}");
        assertThat(read.schema().columns()).as("the document read is unchanged").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"dataSource\":{\"dataSourceId\":\"new\"}}",
                "{\"dataSourceId\":\"new\"}",
                "\"{\\\"dataSource\\\":{\\\"dataSourceId\\\":\\\"new\\\"}}\""
            })
    void creatingTellsTheId(String reply) throws IOException {
        DataSetSchema schema = new DataSetSchema(List.of(new Column("k", ColumnType.LONG, true)));
        assertThat(this.<String>calling(reply, client -> client.create("My DataSet", schema)))
                .isEqualTo("new");
        assertThat(sent.body())
                .isEqualTo("{\"userDefinedType\":\"api\",\"dataSourceName\":\"My DataSet\",\"schema\":{\"columns\":["
                        + "{\"type\":\"LONG\",\"name\":\"k\",\"upsertKey\":true}]}}");
    }

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
    void aPartNeedsNoReadableReply() throws IOException {
        calling("", client -> {
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

    @Test
    void indexing() throws IOException {
        assertThat(this.<Optional<String>>calling("{\"requestKey\":\"k\"}", client -> client.index("ds")))
                .contains("k");
        assertThat(sent.body()).isEqualTo("{\"dataIds\":[]}");
        assertThat(this.<Optional<String>>calling("", client -> client.index("ds")))
                .isEmpty();
        IndexStatus status = calling(
                "{\"progress\":{\"status\":\"PROCESSING\",\"progress\":40}}", client -> client.indexStatus("ds", "k"));
        assertThat(status)
                .isEqualTo(new IndexStatus(IndexStatus.State.PROCESSING, OptionalLong.of(40), Optional.empty()));
        assertThat(this.<IndexStatus>calling(
                                "{\"progress\":{\"status\":\"ODD\"}}", client -> client.indexStatus("ds", "k"))
                        .state())
                .isEqualTo(IndexStatus.State.FAILED);
    }

    @Test
    void dataVersionsOfBothLists() throws IOException {
        assertThat(this.<List<DataVersion>>calling(
                        "[{\"dataVersionId\":122,\"datetimeRecorded\":1713474296123,\"rowCount\":5,\"status\":\"success\"},"
                                + "{\"odd\":1}]",
                        client -> client.dataVersionsV3("ds")))
                .containsExactly(
                        new DataVersion(122, VersionStatus.SUCCESS, 5, Instant.parse("2024-04-18T21:04:56.123Z")));
        assertThat(sent.line())
                .startsWith("GET /api/data/v3/datasources/ds/dataversions/details?limitToIndexed=false ");
        assertThat(this.<List<DataVersion>>calling(
                        "[{\"dataId\":\"7\",\"uploadStatus\":\"processing\"},{\"dataId\":8,\"uploadStatus\":\"?\"}]",
                        client -> client.dataVersionsV2("ds")))
                .containsExactly(
                        new DataVersion(7, VersionStatus.PROCESSING, -1, null),
                        new DataVersion(8, VersionStatus.UNKNOWN, -1, null));
    }

    @Test
    void anUnreadableVersionListIsNotAnEmptyOne() {
        assertThatThrownBy(() -> calling("{}", client -> client.dataVersionsV3("ds")))
                .isInstanceOf(DomoException.UnknownOutcome.class);
    }

    @Test
    void partitions() throws IOException {
        assertThat(this.<List<Partition>>calling(
                        "[{\"dataId\":9,\"partitionId\":\"2024-01\",\"rowCount\":3,"
                                + "\"dateCompleted\":\"2023-01-24T14:27:21.000+00:00\"}]",
                        client -> client.partitions("ds", 100, 0)))
                .containsExactly(new Partition(
                        "2024-01",
                        OptionalLong.of(9),
                        OptionalLong.of(3),
                        Optional.of(Instant.parse("2023-01-24T14:27:21Z"))));
        assertThat(sent.line()).startsWith("POST /api/query/v1/datasources/ds/partition/list ");
    }

    @Test
    void tagsSharesDescriptionAndDeletion() throws IOException {
        sending(client -> client.addTags("ds", List.of("a", "b")));
        assertThat(sent.line()).startsWith("POST /api/data/ui/v3/datasources/ds/tags ");
        assertThat(sent.body()).isEqualTo("[\"a\",\"b\"]");
        sending(client -> client.share("ds", List.of(Share.parse("GROUP:7:CAN_VIEW"))));
        assertThat(sent.line()).startsWith("POST /api/data/v3/datasources/ds/share ");
        assertThat(sent.body())
                .isEqualTo("{\"permissions\":[{\"id\":\"7\",\"type\":\"GROUP\",\"accessLevel\":\"CAN_VIEW\"}],"
                        + "\"sendEmail\":false}");
        sending(client -> client.describe("ds", "n", "d"));
        assertThat(sent.line()).startsWith("PUT /api/data/v3/datasources/ds/properties ");
        assertThat(sent.body()).isEqualTo("{\"dataSourceName\":\"n\",\"dataSourceDescription\":\"d\"}");
        sending(client -> client.delete("ds"));
        assertThat(sent.line()).startsWith("DELETE /api/data/v3/datasources/ds?deleteMethod=hard ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER:1", "USER::CAN_VIEW", "ROBOT:1:CAN_VIEW", "USER:1:OWNER", "", "USER:1:can_view"})
    void whatIsNoShareIsRefused(String text) {
        assertThatThrownBy(() -> Share.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private void sending(Consumer<DataSetClient> call) throws IOException {
        calling("{}", client -> {
            call.accept(client);
            return null;
        });
    }

    private CommitReply commit(String reply) throws IOException {
        return calling(
                reply, client -> client.commit("ds", 10, UploadMode.APPEND, NO_TAG, true, "m", Duration.ofSeconds(20)));
    }

    private <T> T calling(String reply, Function<DataSetClient, T> call) throws IOException {
        try (RawServer server = RawServer.replying(reply);
                DomoHttp http = DomoHttp.open(Configs.of(server.url()), 1)) {
            T result = call.apply(new DataSetClient(http, DomoCompat.DEFAULT));
            sent = server.journal().get(0);
            return result;
        }
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
