package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each mode leaves in the DataSet. */
class WriteModesTest {
    private static final String APPEND = "{\"action\":\"APPEND\",\"index\":true}";
    private static final String REPLACE = "{\"action\":\"REPLACE\",\"index\":\"true\"}";
    private DomoEmulator emulator;
    private Client client;
    private String id;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        client = new Client(emulator);
        id = emulator.createDataSet(
                "orders", List.of(ColumnSpec.key("k", ColumnType.LONG), ColumnSpec.of("v", ColumnType.STRING)));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void appendAddsAndAPartOfTheSameIdOverwrites() {
        long upload = client.open(id, "{\"action\":null,\"appendId\":null}");
        client.part(id, upload, 1, "1,first\n");
        client.part(id, upload, 1, "1,again\n");
        client.part(id, upload, 2, "2,two\n");
        Client.Answer answer = client.commit(id, upload, APPEND);
        assertThat(answer.json().at("/size/partCount").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/size/rowCount").asInt()).isEqualTo(2);
        assertThat(answer.json().at("/indexing/requestKey").asText()).matches("\\d{14}\\.\\d{3}");
        assertRows("1=again", "2=two");
    }

    @Test
    void takesGzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("1,packed\n".getBytes(StandardCharsets.UTF_8));
        }
        long upload = client.open(id, null);
        client.part(id, upload, 1, packed.toByteArray(), "text/csv", "Content-Encoding", "gzip");
        assertThat(client.commit(id, upload, APPEND).status()).isEqualTo(200);
        assertRows("1=packed");
    }

    @Test
    void replaceLeavesTheNewRowsOnlyAndWithoutPartsNone() {
        client.append(id, "1,old\n");
        client.upload(id, "{}", REPLACE, "2,new\n");
        assertRows("2=new");
        assertThat(client.upload(id, "{}", REPLACE).status()).isEqualTo(200);
        await().until(() -> emulator.rowCount(id) == 0);
    }

    @Test
    void upsertOverwritesByKeyAndDeleteRemovesByKey() {
        client.upsert(id, "1,one\n2,two\n3,three\n");
        client.upsert(id, "2,TWO\n4,four\n");
        assertRows("1=one", "3=three", "2=TWO", "4=four");
        client.upload(id, "{\"appendId\":\"delete\"}", "{\"message\":\"gone\"}", "k\n1\n99\n", "k\n4\n");
        assertThat(emulator.rowCount(id)).as("not before it is indexed").isEqualTo(4);
        client.post("/api/data/v3/datasources/" + id + "/indexes", "{\"dataIds\":[]}");
        assertRows("3=three", "2=TWO");
        assertThat(emulator.commits(id))
                .extracting(CommitRecord::mode, CommitRecord::rows, CommitRecord::message)
                .contains(org.assertj.core.groups.Tuple.tuple(WriteMode.DELETE, 3L, "gone"));
        assertThat(emulator.credits()).isEqualTo(3);
    }

    @Test
    void aPlainAppendToKeysDoubles() {
        client.append(id, "1,a\n");
        client.append(id, "1,b\n");
        assertRows("1=a", "1=b");
    }

    @Test
    void aTagReplacesItsPartitionOnly() {
        partition("mon", "1,mon\n");
        partition("tue", "2,tue\n");
        partition("mon", "3,MON\n");
        assertRows("2=tue", "3=MON");
        assertThat(client.get("/api/query/v1/datasources/" + id + "/partition").body())
                .isEqualTo("[\"tue\",\"mon\"]");
        Client.Answer list = client.post("/api/query/v1/datasources/" + id + "/partition/list", "{\"limit\":1}");
        assertThat(list.json().at("/0/partitionId").asText()).isEqualTo("mon");
        assertThat(list.json().at("/0/dataId").asLong()).isEqualTo(3);
    }

    @Test
    void aDeletedPartitionLeavesWithTheNextIndexing() {
        partition("mon", "1,mon\n");
        partition("tue", "2,tue\n");
        assertRows("1=mon", "2=tue");
        assertThat(client.delete("/api/query/v1/datasources/" + id + "/tag/mon/data")
                        .status())
                .isEqualTo(200);
        assertThat(client.delete("/api/query/v1/datasources/" + id + "/partition/mon")
                        .status())
                .isEqualTo(200);
        client.post("/api/query/v1/datasources/" + id, null);
        assertRows("2=tue");
        assertThat(client.get("/api/query/v1/datasources/" + id + "/partition").body())
                .isEqualTo("[\"tue\"]");
    }

    @Test
    void aDeletedVersionLeavesWithTheNextIndexing() {
        client.append(id, "1,a\n");
        client.append(id, "2,b\n");
        assertRows("1=a", "2=b");
        String path = "/api/data/v2/datasources/" + id + "/dataversions";
        assertThat(client.deleteJson(path + "?index=true", "[1]").status()).isEqualTo(200);
        assertRows("2=b");
        assertThat(client.get(path).json()).hasSize(1);
    }

    private void partition(String tag, String csv) {
        long upload = client.open(id, "?dataTag=" + tag, "{\"action\":null,\"appendId\":\"latest\"}");
        client.part(id, upload, 1, csv);
        String commit = "{\"action\":\"APPEND\",\"appendId\":\"latest\",\"index\":true,\"dataTag\":\"" + tag + "\"}";
        assertThat(client.commit(id, upload, commit).status()).isEqualTo(200);
    }

    private void assertRows(String... keysAndValues) {
        await().untilAsserted(() -> assertThat(emulator.rows(id).stream().map(row -> row.get("k") + "=" + row.get("v")))
                .containsExactly(keysAndValues));
    }
}
