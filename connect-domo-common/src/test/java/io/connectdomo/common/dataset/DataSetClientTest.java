package io.connectdomo.common.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent for DataSets, their schemas and their versions, and how the replies are read. */
class DataSetClientTest extends RequestTest {
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
                        Optional.of(Instant.parse("2024-04-18T21:04:56.123Z")),
                        List.of()));
        assertThat(info.readOnly()).isFalse();
        assertThat(sent.line()).startsWith("GET /api/data/v3/datasources/ds?part=core");
        assertThat(this.<DataSetInfo>calling("{\"permissions\":\"READ_SHARE\"}", client -> client.get("ds"))
                        .readOnly())
                .isTrue();
        assertThat(this.<DataSetInfo>calling("{}", client -> client.get("ds")).readOnly())
                .isFalse();
    }

    /** dataset.md, "Stream (Connector) - Get" shows JSON inside a text. */
    @ParameterizedTest
    @ValueSource(strings = {"\"[\\\"a\\\",\\\"b c\\\"]\"", "[\"a\",\"b c\"]", "[\"a\",7,\"b c\",null]"})
    void tagsAreReadInEitherForm(String tags) throws IOException {
        DataSetInfo info = calling("{\"tags\":" + tags + "}", client -> client.get("ds"));
        assertThat(info.tags()).containsExactly("a", "b c");
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
            client.alterSchema("ds", changed, Duration.ofSeconds(10));
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
    void rowsThatAQueryFinds() throws IOException {
        assertThat(this.<List<ObjectNode>>calling("[{\"a\":1},{\"a\":2}]", c -> c.query("ds", "SELECT * FROM table")))
                .extracting(row -> row.path("a").asInt())
                .containsExactly(1, 2);
        assertThat(sent.line()).startsWith("POST /api/query/v1/execute/ds ");
        assertThat(sent.body()).isEqualTo("{\"sql\":\"SELECT * FROM table\"}");
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
}
