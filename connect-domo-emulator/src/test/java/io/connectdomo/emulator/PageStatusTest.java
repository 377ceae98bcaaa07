package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page asks for each second has all that it shows, and stays small. */
class PageStatusTest {
    private static final String COMMIT = "{\"action\":\"APPEND\",\"index\":true,\"message\":\"orders-0: 0 to 1\"}";
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
    void tellsRowsCommitsAndCredits() {
        String id = dataSet("orders");
        client.upload(id, "{}", COMMIT, "1,\n", "2,x\n");
        await().until(() -> emulator.rowCount(id) == 2);

        JsonNode status = status("");
        assertThat(status.path("rows").asInt()).isEqualTo(2);
        assertThat(status.path("credits").asInt()).isEqualTo(1);
        assertThat(status.path("dataSetCount").asInt()).isEqualTo(1);
        JsonNode shown = status.at("/dataSets/0");
        assertThat(shown.path("name").asText()).isEqualTo("orders");
        assertThat(shown.path("rows").asInt()).isEqualTo(2);
        assertThat(shown.at("/modes/0").asText()).isEqualTo("APPEND");
        assertThat(sum(shown.path("spark"))).isEqualTo(2);
        assertThat(sum(status.at("/chart/rows"))).isEqualTo(2);
        JsonNode commit = status.at("/commits/0");
        assertThat(commit.path("message").asText()).isEqualTo("orders-0: 0 to 1");
        assertThat(commit.path("parts").asInt()).isEqualTo(2);
        assertThat(commit.path("credit").asInt()).isEqualTo(1);
        assertThat(status.at("/selected/newest").toString()).isEqualTo("[[\"2\",\"x\"],[\"1\",null]]");
    }

    @Test
    void anUploadIsOpenUntilItsCommit() {
        String id = dataSet("orders");
        long upload = client.open(id, "{}");
        client.part(id, upload, 1, "1,a\n");
        client.part(id, upload, 2, "2,b\n");
        assertThat(status("").path("openUploads").asInt()).isEqualTo(1);
        assertThat(status("").at("/dataSets/0/uploads").toString()).isEqualTo("{\"count\":1,\"parts\":2,\"bytes\":8}");
        client.commit(id, upload, COMMIT);
        assertThat(status("").path("openUploads").asInt()).isZero();
        assertThat(status("").at("/dataSets/0/uploads/count").asInt()).isZero();
    }

    @Test
    void aThousandDataSetsAreFoundAndTurnedOver() {
        for (int i = 1; i <= 1000; i++) {
            dataSet("table " + i);
        }
        JsonNode first = status("");
        assertThat(first.path("dataSetCount").asInt()).isEqualTo(1000);
        assertThat(first.path("dataSets")).hasSize(first.path("pageSize").asInt());
        assertThat(first.toString().getBytes(StandardCharsets.UTF_8).length)
                .as("bytes a second")
                .isLessThan(50_000);
        assertThat(status("?offset=975").at("/dataSets/24/name").asText()).isEqualTo("table 1000");
        JsonNode found = status("?find=LE+77");
        assertThat(found.path("foundCount").asInt()).as("77 and 770 to 779").isEqualTo(11);
        assertThat(found.at("/dataSets/0/name").asText()).isEqualTo("table 77");
    }

    @Test
    void theVisitorsDataSetIsShownWhereverItStands() {
        dataSet("first");
        String second = dataSet("second");
        assertThat(status("").at("/selected/name").asText()).isEqualTo("first");
        assertThat(status("?dataSet=" + second).at("/selected/name").asText()).isEqualTo("second");
        assertThat(status("?dataSet=gone").at("/selected/name").asText()).isEqualTo("first");
    }

    @Test
    void longTextsAreCut() {
        String id = dataSet("orders");
        String longText = "x".repeat(10_000);
        client.upload(id, "{}", COMMIT.replace("orders-0", longText), "1," + longText + "\n");
        await().until(() -> emulator.rowCount(id) == 1);
        assertThat(status("").at("/commits/0/message").asText())
                .startsWith("xxx")
                .hasSizeLessThan(500);
        assertThat(status("").at("/selected/newest/0/1").asText())
                .startsWith("xxx")
                .hasSizeLessThan(500);
    }

    @Test
    void feedsAndStoresAreThereWhenTheyAreUsed() {
        assertThat(status("").path("feeds")).isEmpty();
        assertThat(status("").path("stores")).isEmpty();
        emulator.activityLog().add(ActivityLog.entry(Instant.now()));
        long stream = emulator.streams().create(dataSet("fed"));
        emulator.streams().add(stream, Streams.execution(1, Instant.now()));
        emulator.reports().add(ReportHistory.run(1, Instant.now()));
        emulator.appDb().createCollection("documents");
        emulator.fileSets().create("archive");
        client.get("/api/audit/v1/user-audits?start=0&end=" + Instant.now().toEpochMilli());

        JsonNode status = status("");
        assertThat(status.path("feeds").findValuesAsText("name"))
                .containsExactly("Activity log", "Stream " + stream + " of fed", "Report history");
        assertThat(status.at("/feeds/0/counts").asText()).isEqualTo("1 entries");
        assertThat(status.at("/feeds/0/requests").asInt()).isEqualTo(1);
        assertThat(status.path("stores").findValuesAsText("name")).containsExactly("documents", "archive");
    }

    @Test
    void onlyDialectsThatAreNotTheDefaultAreTold() {
        assertThat(status("").path("dialects")).isEmpty();
        emulator.dialects().speak(Dialect.VERSION_LATE);
        assertThat(status("").path("dialects").toString())
                .isEqualTo("[{\"switch\":\"VERSION\",\"position\":\"VERSION_LATE\"}]");
    }

    @Test
    void anOnlookersRequestIsNotCountedAndMeetsNoFault() {
        String id = dataSet("orders");
        emulator.faults().add(Fault.status(503).always());
        Client.Answer answer =
                client.send(client.request("/api/data/v3/datasources/" + id).header("X-Emulator-Onlooker", "true"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.get("/api/data/v3/datasources/" + id).status()).isEqualTo(503);
        assertThat(status("").path("requests").asInt()).isEqualTo(1);
    }

    @Test
    void filesComeWithAPolicyThatForbidsOtherSites() {
        for (Map.Entry<String, String> file : Map.of(
                        "/",
                        "text/html",
                        "/emulator/page/page.css",
                        "text/css",
                        "/emulator/page/main.js",
                        "text/javascript")
                .entrySet()) {
            Client.Answer answer = client.get(file.getKey());
            assertThat(answer.status()).as(file.getKey()).isEqualTo(200);
            assertThat(answer.contentType()).startsWith(file.getValue());
            assertThat(answer.response().headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));
        }
        assertThat(client.get("/emulator/page/other.js").status()).isEqualTo(404);
    }

    private String dataSet(String name) {
        return emulator.createDataSet(
                name, List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("text", ColumnType.STRING)));
    }

    private JsonNode status(String query) {
        Client.Answer answer = client.get("/emulator/page/status" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static long sum(JsonNode numbers) {
        long sum = 0;
        for (JsonNode number : numbers) {
            sum += number.asLong();
        }
        return sum;
    }
}
