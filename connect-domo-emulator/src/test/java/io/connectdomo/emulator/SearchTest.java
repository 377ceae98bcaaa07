package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** product-apis.md, "Search Product API"; dataset.md on tags, shares and properties. */
class SearchTest {
    private static final List<ColumnSpec> COLUMNS = List.of(ColumnSpec.of("a", ColumnType.LONG));

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"SEARCH_RESULTS_BOTH", "SEARCH_RESULTS_MAP"})
    void severalDataSetsMayHaveOneNameAndTheExactNameComesFirst(Dialect dialect) {
        emulator.dialects().speak(dialect);
        String near = create("orders of today");
        String first = create("orders");
        String second = create("orders");
        create("refunds");
        assertThat(found("orders")).containsExactly(first, second, near);
        assertThat(emulator.dataSetsNamed("orders")).containsExactly(first, second);
    }

    @Test
    void punctuationMayBeSyntax() {
        String id = create("shop-orders (raw)");
        assertThat(found("shop-orders (raw)")).containsExactly(id);
        assertThat(found("*shop*orders*raw*")).containsExactly(id);
        emulator.dialects().speak(Dialect.SEARCH_QUERY_SYNTAX);
        assertThat(found("shop-orders (raw)")).isEmpty();
        assertThat(found("*shop*orders*raw*")).containsExactly(id);
    }

    @Test
    void resultsComeInPages() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(create("orders"));
        }
        JsonNode page = search("{\"query\":\"orders\",\"entityList\":[[\"dataset\"]],\"count\":2,\"offset\":4}")
                .json();
        assertThat(page.path("totalResultCount").asInt()).isEqualTo(5);
        assertThat(page.path("searchObjects")).hasSize(1);
        assertThat(page.at("/searchObjects/0/databaseId").asText()).isEqualTo(all.get(4));
    }

    @Test
    void aLateIndexShowsWhatWas() {
        emulator.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofSeconds(10));
        String id = create("orders");
        assertThat(found("orders")).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(found("orders")).containsExactly(id);
        assertThat(client.delete("/api/data/v3/datasources/" + id + "?deleteMethod=hard")
                        .status())
                .isEqualTo(200);
        assertThat(found("orders")).containsExactly(id);
        clock.advance(Duration.ofSeconds(10));
        assertThat(found("orders")).isEmpty();
    }

    @Test
    void theHundredAndTwentyFirstSearchOfAMinuteMayBeRefused() {
        emulator.dialects().speak(Dialect.SEARCH_RATE_120);
        for (int i = 0; i < 120; i++) {
            found("orders");
        }
        String body = "{\"query\":\"orders\",\"entityList\":[[\"dataset\"]]}";
        assertThat(search(body).status()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1).plusMillis(1));
        assertThat(search(body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entityList\":[[\"dataset\"]]}",
                "{\"query\":\"x\"}",
                "{\"query\":\"x\",\"entityList\":[\"dataset\"]}",
                "{\"query\":\"x\",\"entityList\":[[\"dataset\"]],\"count\":100,\"offset\":9901}",
                "{\"query\":\"x\",\"entityList\":[[\"dataset\"]],\"filters\":[{\"filterType\":\"odd\"}]}"
            })
    void aSearchThatThePageDoesNotKnowIsRefused(String body) {
        assertThat(search(body).status()).isEqualTo(400);
    }

    @Test
    void aDataSetIsTaggedSharedAndDescribed() {
        String id = create("orders");
        String path = "/api/data/v3/datasources/" + id;
        assertThat(client.post("/api/data/ui/v3/datasources/" + id + "/tags", "[\"kafka\",\"cdc\"]")
                        .status())
                .isEqualTo(200);
        assertThat(client.post(
                                path + "/share",
                                "{\"permissions\":[{\"id\":\"7\",\"type\":\"GROUP\",\"accessLevel\":\"CAN_VIEW\"}],"
                                        + "\"sendEmail\":false}")
                        .status())
                .isEqualTo(200);
        assertThat(client.put(path + "/properties", "{\"dataSourceDescription\":\"of <Kafka>\"}")
                        .status())
                .isEqualTo(200);
        assertThat(emulator.tags(id)).containsExactly("kafka", "cdc");
        assertThat(emulator.shares(id)).containsExactly("GROUP:7:CAN_VIEW");
        assertThat(emulator.description(id)).isEqualTo("of <Kafka>");
        assertThat(client.get(path + "/permissions")
                        .json()
                        .at("/list/1/accessLevel")
                        .asText())
                .isEqualTo("CAN_VIEW");
        assertThat(client.get("/emulator/page/status").json().path("selected").toString())
                .contains("\"tags\":[\"kafka\",\"cdc\"]", "\"shares\":[\"GROUP:7:CAN_VIEW\"]", "of <Kafka>");
        assertThat(client.get("/emulator/state").json().at("/dataSets/0/tags/0").asText())
                .isEqualTo("kafka");
    }

    @Test
    void whatIsNoTagOrShareIsRefused() {
        String id = create("orders");
        String share = "/api/data/v3/datasources/" + id + "/share";
        String permission =
                "{\"permissions\":[{\"id\":\"7\",\"type\":\"%s\",\"accessLevel\":\"%s\"}],\"sendEmail\":false}";
        assertThat(client.post("/api/data/ui/v3/datasources/" + id + "/tags", "{\"tag\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(client.post(share, permission.formatted("ROBOT", "CAN_VIEW")).status())
                .isEqualTo(400);
        assertThat(client.post(share, permission.formatted("USER", "OWNER")).status())
                .isEqualTo(400);
        assertThat(client.post(share, permission.formatted("USER", "CAN_VIEW").replace(",\"sendEmail\":false", ""))
                        .status())
                .isEqualTo(400);
        assertThat(client.put("/api/data/v3/datasources/" + id + "/properties", "{}")
                        .status())
                .isEqualTo(400);
    }

    private String create(String name) {
        return emulator.createDataSet(name, COLUMNS);
    }

    private List<String> found(String query) {
        JsonNode reply = search("{\"query\":\"" + query + "\",\"entityList\":[[\"dataset\"]],\"count\":100}")
                .json();
        List<String> ids = new ArrayList<>();
        reply.at("/searchResultsMap/dataset")
                .forEach(entry -> ids.add(entry.path("databaseId").asText()));
        return ids;
    }

    private Client.Answer search(String body) {
        return client.post("/api/search/v1/query", body);
    }
}
