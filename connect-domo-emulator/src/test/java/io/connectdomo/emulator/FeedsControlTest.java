package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test in another process, or a person with curl, does with the feeds. */
class FeedsControlTest {
    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private DomoEmulator emulator;
    private Client curl;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        curl = new Client(emulator.url(), "none");
        client = new Client(emulator);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void anEntryTravelsWhole() {
        FeedEntry entry = ActivityLog.entry(clock.instant())
                .with("other", null)
                .showingFrom(clock.instant().plusSeconds(1))
                .changing(clock.instant().plusSeconds(2), Map.of("eventText", "changed"))
                .goingAt(clock.instant().plusSeconds(3));
        FeedEntry read = FeedEntry.read(
                Json.parse(text(entry.toJson()).getBytes(StandardCharsets.UTF_8)), ActivityLog.entry(Instant.EPOCH));
        assertThat(text(read.toJson())).isEqualTo(text(entry.toJson()));
    }

    @Test
    void entriesOfTheActivityLogAreAddedChangedAndTakenAway() {
        FeedEntry late =
                ActivityLog.entry(clock.instant()).showingFrom(clock.instant().plusSeconds(9));
        long handle = curl.post("/emulator/activity-log/entries", text(List.of(late.toJson(), Map.of())))
                .json()
                .at("/handles/1")
                .asLong();
        assertThat(audits()).hasSize(1);
        curl.put("/emulator/activity-log/entries/" + handle, "{\"fields\":{\"eventText\":\"other\"}}");
        assertThat(audits().at("/0/eventText").asText()).isEqualTo("other");
        clock.advance(Duration.ofSeconds(9));
        assertThat(audits()).hasSize(2);
        assertThat(curl.get("/emulator/activity-log").json().path("entries").asInt())
                .isEqualTo(2);
        assertThat(curl.delete("/emulator/activity-log").status()).isEqualTo(204);
        assertThat(audits()).isEmpty();
    }

    @Test
    void aYearOfLogIsAskedForInOneLine() {
        assertThat(curl.post("/emulator/activity-log/generators", "{}")
                        .json()
                        .path("entries")
                        .asLong())
                .isEqualTo(1_000_000);
        assertThat(audits()).hasSize(300);
    }

    @Test
    void aGeneratorTravelsWhole() {
        GeneratedLog log = GeneratedLog.live(5, 20, clock.instant(), Duration.ofMinutes(10))
                .shaped(GeneratedLog.Shape.BURSTS)
                .late(0.1, Duration.ofSeconds(9))
                .twins(0.2)
                .changing(0.3);
        assertThat(log.events()).isEqualTo(12_000);
        assertThat(GeneratedLogJson.read(Json.tree(log.toJson()), Instant.EPOCH))
                .isEqualTo(log);
    }

    @Test
    void executionsAreAddedAndChanged() {
        String dataSet = emulator.createDataSet("sales", List.of(ColumnSpec.of("a", ColumnType.LONG)));
        long stream = curl.post("/emulator/streams", "{\"dataSetId\":\"" + dataSet + "\"}")
                .json()
                .path("id")
                .asLong();
        String executions = "/emulator/streams/" + stream + "/executions";
        curl.post(executions, "[{},{\"fields\":{\"executionId\":7}}]");
        curl.put(executions + "/7", text(Map.of("fields", Streams.ended("SUCCESS", clock.instant()))));
        assertThat(client.get("/api/data/v1/streams/" + stream + "/history/aggregate")
                        .json()
                        .findValuesAsText("currentState"))
                .containsExactly("SUCCESS", "ACTIVE");
    }

    @Test
    void reportsAreAddedChangedAndPurged() {
        curl.post("/emulator/reports", "[{\"fields\":{\"id\":4}},{}]");
        curl.put("/emulator/reports/5", "{\"fields\":{\"status\":\"success\"}}");
        curl.post("/emulator/reports/purge", "{\"ids\":[4],\"afterPage\":true}");
        String history = "/api/content/v1/reportschedules/history";
        assertThat(client.get(history).json().findValuesAsText("status")).containsExactly("success", "processing");
        assertThat(client.get(history).json()).hasSize(1);
        curl.post("/emulator/reports/purge", "{\"ids\":[5]}");
        assertThat(client.get(history).json()).isEmpty();
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(curl.post("/emulator/activity-log/entries", "{\"fields\":{\"time\":\"now\"}}")
                        .status())
                .isEqualTo(400);
        assertThat(curl.post("/emulator/activity-log/generators", "{\"events\":0}")
                        .status())
                .isEqualTo(400);
        assertThat(curl.post("/emulator/streams", "{}").status()).isEqualTo(400);
        assertThat(curl.put("/emulator/reports/1", "{\"fields\":{}}").status()).isEqualTo(404);
        assertThat(curl.put("/emulator/activity-log/entries/1", "{\"fields\":{}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void thePageIsToldTheFeeds() {
        String dataSet = emulator.createDataSet("<b>sales</b>", List.of(ColumnSpec.of("a", ColumnType.LONG)));
        emulator.streams().add(emulator.streams().create(dataSet), Streams.execution(31, clock.instant()));
        emulator.activityLog().add(ActivityLog.entry(clock.instant()).with("eventText", "<i>text</i>"));
        emulator.reports().add(ReportHistory.run(1, clock.instant()).with("reportTitle", "<u>title</u>"));
        JsonNode feeds = curl.get("/emulator/page/status").json().path("feeds");
        assertThat(feeds.findValuesAsText("name"))
                .containsExactly("Activity log", "Stream 371 of <b>sales</b>", "Report history");
        assertThat(feeds.findValuesAsText("words"))
                .satisfiesExactly(
                        entry -> assertThat(entry).startsWith("<i>text</i>"),
                        run -> assertThat(run).contains("31", "ACTIVE"),
                        report -> assertThat(report).startsWith("<u>title</u>"));
        assertThat(feeds.findValuesAsText("time"))
                .containsOnly(Long.toString(clock.instant().toEpochMilli()));
    }

    private JsonNode audits() {
        return client.get("/api/audit/v1/user-audits?start=0&end="
                        + clock.instant().toEpochMilli())
                .json();
    }

    private static String text(Object json) {
        return new String(Json.bytes(json), StandardCharsets.UTF_8);
    }
}
