package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a script can do with curl, without a token. */
class ControlApiTest {
    private DomoEmulator emulator;
    private Client curl;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        curl = new Client(emulator.url(), "none");
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void setsListsAndTakesAwayFaults() {
        Client.Answer added = curl.post(
                "/emulator/faults",
                "{\"method\":\"PUT\",\"path\":\"**/commit\",\"kind\":\"drop\",\"afterWork\":true,\"nth\":2,\"times\":-1}");
        int id = added.json().path("id").asInt();
        Fault fault = emulator.faults().all().get(id);
        assertThat(fault)
                .isEqualTo(new Fault("PUT", "**/commit", 2, -1, Fault.Kind.DROP, true, 503, null, null, Duration.ZERO));
        assertThat(curl.get("/emulator/faults").json().at("/0/path").asText()).isEqualTo("**/commit");
        assertThat(curl.delete("/emulator/faults/" + id).status()).isEqualTo(204);
        assertThat(curl.delete("/emulator/faults/" + id).status()).isEqualTo(404);
        emulator.faults().add(Fault.status(500));
        assertThat(curl.delete("/emulator/faults").status()).isEqualTo(204);
        assertThat(emulator.faults().all()).isEmpty();
    }

    @Test
    void refusesFaultsThatCannotBe() {
        assertThat(curl.post("/emulator/faults", "{\"kind\":\"earthquake\"}").status())
                .isEqualTo(400);
        assertThat(curl.post("/emulator/faults", "{\"kind\":\"drop\",\"times\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(curl.post("/emulator/faults", "{\"kind\":\"drop\",\"path\":\"regex:(\"}")
                        .status())
                .isEqualTo(400);
        assertThat(emulator.faults().all()).isEmpty();
    }

    @Test
    void makesADataSetLookLikeOneOfAnotherKind() {
        String id = emulator.createDataSet("sales", List.of(ColumnSpec.of("a", ColumnType.LONG)));
        String control = "/emulator/datasets/" + id + "/metadata";
        assertThat(curl.put(control, "{\"transportType\":\"DATAFLOW\",\"permissions\":\"READ\"}")
                        .status())
                .isEqualTo(204);
        JsonNode metadata =
                new Client(emulator).get("/api/data/v3/datasources/" + id).json();
        assertThat(metadata.path("transportType").asText()).isEqualTo("DATAFLOW");
        assertThat(metadata.path("permissions").asText()).isEqualTo("READ");
        assertThat(metadata.path("name").asText()).isEqualTo("sales");
        assertThat(curl.put(control, "[]").status()).isEqualTo(400);
        assertThat(curl.put("/emulator/datasets/none/metadata", "{}").status()).isEqualTo(404);
    }

    @Test
    void turnsDialects() {
        Client.Answer answer =
                curl.put("/emulator/dialects", "{\"SECOND_COMMIT\":\"SECOND_COMMIT_OK\",\"versionDelayMs\":42}");
        assertThat(answer.json().path("SECOND_COMMIT").asText()).isEqualTo("SECOND_COMMIT_OK");
        assertThat(emulator.dialects().speaks(Dialect.SECOND_COMMIT_OK)).isTrue();
        assertThat(emulator.dialects().versionDelay()).isEqualTo(Duration.ofMillis(42));
        assertThat(curl.put("/emulator/dialects", "{\"SECOND_COMMIT\":\"VERSION_LATE\"}")
                        .status())
                .isEqualTo(400);
        assertThat(curl.delete("/emulator/dialects").status()).isEqualTo(204);
        assertThat(emulator.dialects().speaks(Dialect.SECOND_COMMIT_CONFLICT)).isTrue();
    }

    @Test
    void tellsRequestsAndState() {
        String id = emulator.createDataSet("orders", List.of(ColumnSpec.of("a", ColumnType.LONG)));
        new Client(emulator).post(Client.uploads(id) + "?dataTag=x", "{\"appendId\":\"latest\"}");
        assertThat(curl.get("/emulator/requests").json().at("/0").toString())
                .contains("\"method\":\"POST\"", "\"query\":\"dataTag=x\"", "\"status\":200", "appendId")
                .doesNotContain(emulator.token());
        assertThat(curl.get("/emulator/state").json().at("/dataSets/0/name").asText())
                .isEqualTo("orders");
        assertThat(curl.get("/emulator/state").json().path("requests").asLong())
                .as("of Domo's API alone")
                .isEqualTo(1);
        assertThat(curl.delete("/emulator/requests").status()).isEqualTo(204);
        assertThat(emulator.requests()).isEmpty();
    }
}
