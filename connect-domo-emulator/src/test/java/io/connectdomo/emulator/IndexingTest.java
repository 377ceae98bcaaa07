package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows and schema changes can be queried after indexing, not before. */
class IndexingTest {
    private DomoEmulator emulator;
    private Client client;
    private String id;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(300)));
        client = new Client(emulator);
        id = emulator.createDataSet(
                "t", List.of(ColumnSpec.key("k", ColumnType.LONG), ColumnSpec.of("at", ColumnType.DATETIME)));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void rowsCanBeQueriedAfterTheIndexRequestIsDone() {
        client.upload(id, "{}", "{\"action\":\"APPEND\",\"index\":false}", "1,2024-01-02 03:04:05\n");
        assertThat(query("SELECT * FROM table")).isEmpty();
        assertThat(client.get(versions("")).json()).isEmpty();
        assertThat(client.get(versions("?limitToIndexed=false")).json()).hasSize(1);

        String key = client.post("/api/data/v3/datasources/" + id + "/indexes", "{\"dataIds\":[]}")
                .json()
                .path("requestKey")
                .asText();
        assertThat(status(key)).isIn("PENDING", "PROCESSING");
        await().until(() -> status(key).equals("SUCCESS"));
        assertThat(query("SELECT * FROM `" + id + "` WHERE k = 1").toString())
                .isEqualTo("[{\"k\":1,\"at\":\"2024-01-02T03:04:05\"}]");
        assertThat(client.get(versions("")).json()).hasSize(1);
    }

    @Test
    void theExportEndpointTellsColumnsAndRowsApart() {
        client.append(id, "1,\n2,\n");
        await().until(() -> emulator.rowCount(id) == 2);
        JsonNode reply = client.post(
                        "/api/query/v1/execute/export/" + id + "?includeHeader=true",
                        "{\"sql\":\"SELECT k, at FROM `" + id + "` ORDER BY k\"}")
                .json();
        assertThat(reply.path("columns").toString()).isEqualTo("[\"k\",\"at\"]");
        assertThat(reply.path("rows").toString()).isEqualTo("[[1,null],[2,null]]");
        assertThat(reply.path("numRows").asInt()).isEqualTo(2);
    }

    @Test
    void onlySelectIsExecuted() {
        assertThat(execute("DROP TABLE x").status()).isEqualTo(400);
        assertThat(execute("SELECT FILE_READ('pom.xml')").status()).isEqualTo(400);
    }

    @Test
    void latestAndIndexedSchemaDifferUntilIndexed() {
        client.append(id, "1,2024-01-02T03:04:05\n");
        await().until(() -> emulator.rowCount(id) == 1);
        String alter = "{\"columns\":[{\"name\":\"k\",\"type\":\"LONG\"},{\"name\":\"note\",\"type\":\"STRING\"}],"
                + "\"objects\":[],\"views\":[]}";
        assertThat(client.post("/api/data/v2/datasources/" + id + "/schemas", alter)
                        .json()
                        .path("schemaId")
                        .asInt())
                .isEqualTo(2);
        JsonNode latest =
                client.get("/api/data/v2/datasources/" + id + "/schemas/latest").json();
        assertThat(latest.at("/schema/columns").findValuesAsText("name")).containsExactly("k", "note");
        assertThat(latest.at("/schema/columns/0/upsertKey").asBoolean())
                .as("a key that is not sent again is lost")
                .isFalse();
        assertThat(indexedColumns()).containsExactly("k", "at");
        client.post("/api/query/v1/datasources/" + id, null);
        await().until(() -> indexedColumns().equals(List.of("k", "note")));
        assertThat(query("SELECT * FROM table").toString()).isEqualTo("[{\"k\":1,\"note\":null}]");
    }

    private List<String> indexedColumns() {
        return client
                .get("/api/query/v1/datasources/" + id + "/schema/indexed?includeHidden=false")
                .json()
                .findValuesAsText("name")
                .stream()
                .filter(name -> !name.equals("schema"))
                .toList();
    }

    private String versions(String query) {
        return "/api/data/v3/datasources/" + id + "/dataversions/details" + query;
    }

    private String status(String key) {
        return client.get("/api/data/v3/datasources/" + id + "/indexes/" + key + "/statuses")
                .json()
                .at("/progress/status")
                .asText();
    }

    private JsonNode query(String sql) {
        return execute(sql).json();
    }

    private Client.Answer execute(String sql) {
        return client.post("/api/query/v1/execute/" + id, "{\"sql\":\"" + sql + "\"}");
    }
}
