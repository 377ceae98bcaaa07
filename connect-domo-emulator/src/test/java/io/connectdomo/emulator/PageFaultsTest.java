package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page's switches do what they say, end by themselves, and cannot be reached from another site. */
class PageFaultsTest {
    private static final String SWITCH = "/emulator/page/faults";
    private static final String ON = "{\"scenario\":\"OUTAGE\",\"seconds\":30}";
    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client client;
    private String id;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        id = emulator.createDataSet("orders", List.of(ColumnSpec.of("a", ColumnType.LONG)));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void aFaultHitsAndEndsByItself() {
        assertThat(client.post(SWITCH, ON).status()).isEqualTo(204);
        assertThat(domo()).isEqualTo(503);
        assertThat(domo()).isEqualTo(503);
        assertThat(outage().path("hits").asInt()).isEqualTo(2);
        assertThat(outage().path("until").asLong())
                .isEqualTo(clock.instant().plusSeconds(30).toEpochMilli());
        assertThat(story().has("off")).isFalse();

        clock.advance(Duration.ofSeconds(31));
        assertThat(domo()).isEqualTo(200);
        assertThat(outage().has("until")).isFalse();
        assertThat(outage().path("hits").asInt()).as("counted since the start").isEqualTo(2);
        assertThat(story().path("off").asLong() - story().path("on").asLong()).isEqualTo(30_000);
        assertThat(story().has("firstCommitMs")).isFalse();
        client.append(id, "1\n");
        assertThat(story().path("firstCommitMs").asInt()).isEqualTo(1000);
    }

    @Test
    void itIsSwitchedOffBefore() {
        client.post(SWITCH, ON);
        clock.advance(Duration.ofSeconds(5));
        assertThat(client.post(SWITCH, "{\"scenario\":\"OUTAGE\",\"seconds\":0}")
                        .status())
                .isEqualTo(204);
        assertThat(domo()).isEqualTo(200);
        assertThat(story().path("off").asLong() - story().path("on").asLong()).isEqualTo(5_000);
    }

    @Test
    void whatAScriptSetIsShownAndTakenAway() {
        int fault = emulator.faults().add(Fault.status(500).on("GET", "**").always());
        assertThat(domo()).isEqualTo(500);
        JsonNode other = status().at("/otherFaults/0");
        assertThat(other.path("words").asText()).isEqualTo("STATUS 500: GET **");
        assertThat(other.path("hits").asInt()).isEqualTo(1);
        client.post(SWITCH, "{\"id\":" + fault + "}");
        assertThat(domo()).isEqualTo(200);
        assertThat(status().path("otherFaults")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scenario.class)
    void everyScenarioSaysWhatItDoes(Scenario scenario) {
        assertThat(scenario.title()).isNotBlank();
        assertThat(scenario.sentence()).endsWith(".");
        assertThat(scenario.fault().times()).as("as long as it is on").isEqualTo(-1);
        client.post(SWITCH, "{\"scenario\":\"" + scenario + "\",\"seconds\":600}");
        assertThat(emulator.faults().all()).containsValue(scenario.fault());
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void whatCannotBeIsRefused(String body) {
        assertThat(client.post(SWITCH, body).status()).isEqualTo(400);
        assertThat(emulator.faults().all()).isEmpty();
    }

    static Stream<String> nonsense() {
        return Stream.of(
                "{}",
                "{\"scenario\":\"EARTHQUAKE\",\"seconds\":30}",
                "{\"scenario\":\"OUTAGE\"}",
                "{\"scenario\":\"OUTAGE\",\"seconds\":601}",
                "{\"scenario\":\"OUTAGE\",\"seconds\":-1}");
    }

    @ParameterizedTest
    @MethodSource("origins")
    void onlyThePageItselfMayChangeSomething(String origin, int expected) {
        String sent = origin.replace("HOST", emulator.url().substring("http://".length()));
        assertThat(client.send(client.request(SWITCH)
                                .header("Content-Type", "application/json")
                                .header("Origin", sent)
                                .POST(BodyPublishers.ofString(ON)))
                        .status())
                .isEqualTo(expected);
        assertThat(client.send(client.request("/emulator/faults")
                                .header("Origin", sent)
                                .DELETE())
                        .status())
                .isEqualTo(expected);
    }

    static Stream<Arguments> origins() {
        return Stream.of(
                arguments("http://HOST", 204),
                arguments("https://HOST", 403),
                arguments("http://evil.example", 403),
                arguments("http://localhost:1", 403),
                arguments("null", 403));
    }

    @Test
    void aFormOfAnotherSiteCannotSendJson() {
        assertThat(client.send(client.request(SWITCH)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(ON)))
                        .status())
                .isEqualTo(415);
        assertThat(emulator.faults().all()).isEmpty();
    }

    private int domo() {
        return client.get("/api/data/v3/datasources/" + id).status();
    }

    private JsonNode status() {
        return client.get("/emulator/page/status").json();
    }

    private JsonNode story() {
        return status().at("/story/0");
    }

    private JsonNode outage() {
        return status().at("/scenarios/0");
    }
}
