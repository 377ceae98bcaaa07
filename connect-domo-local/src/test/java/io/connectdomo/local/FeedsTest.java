package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.emulator.FeedEntry;
import io.connectdomo.emulator.GeneratedLog;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a system test puts into a feed is what Domo's API shows. */
class FeedsTest {
    private final Instant then = Instant.now().minusSeconds(100);
    private DomoEmulator emulator;
    private Feeds feeds;
    private JsonHttp domo;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults());
        feeds = new Feeds(URI.create(emulator.url()));
        domo = new JsonHttp(
                URI.create(emulator.url()), Duration.ofSeconds(30), Map.of("X-DOMO-Developer-Token", emulator.token()));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void activityIsAddedChangedAndMade() {
        long handle = feeds.addActivity(ActivityLog.entry(then));
        feeds.changeActivity(handle, Map.of("eventText", "other"));
        FeedEntry late = ActivityLog.entry(then).showingFrom(Instant.now().plusSeconds(1000));
        feeds.addActivity(List.of(late, ActivityLog.entry(then.minusSeconds(1))));
        assertThat(audits().findValuesAsText("eventText")).containsExactly("other", "Viewed page");
        feeds.generateActivity(GeneratedLog.of(1, 5, then.minusSeconds(10), then));
        assertThat(audits()).hasSize(7);
        assertThat(feeds.activitySize()).isEqualTo(8);
        feeds.clearActivity();
        assertThat(audits()).isEmpty();
    }

    @Test
    void moreEntriesThanOneRequestTakesAreAdded() {
        feeds.addActivity(Collections.nCopies(4500, ActivityLog.entry(then)));
        assertThat(feeds.activitySize()).isEqualTo(4500);
    }

    @Test
    void executionsAreAddedAndChanged() {
        long stream = feeds.createStream(emulator.createDataSet("t", List.of(ColumnSpec.of("a", ColumnType.LONG))));
        feeds.addExecutions(stream, List.of(Streams.execution(1, then), Streams.execution(2, then)));
        feeds.changeExecution(stream, 2, Streams.failed(then, "No such table"));
        assertThat(get("/api/data/v1/streams/" + stream + "/history/aggregate").findValuesAsText("currentState"))
                .containsExactly("ERROR", "ACTIVE");
    }

    @Test
    void reportsAreAddedChangedAndPurged() {
        feeds.addReports(List.of(ReportHistory.run(1, then), ReportHistory.run(2, then)));
        feeds.changeReport(1, ReportHistory.ended("success", then));
        feeds.purgeReports(List.of(2L), true);
        assertThat(reports()).containsExactly("processing", "success");
        assertThat(reports()).containsExactly("success");
        feeds.purgeReports(List.of(1L), false);
        assertThat(reports()).isEmpty();
    }

    private JsonNode audits() {
        return get("/api/audit/v1/user-audits?start=0&end=" + Instant.now().toEpochMilli());
    }

    private List<String> reports() {
        return get("/api/content/v1/reportschedules/history").findValuesAsText("status");
    }

    private JsonNode get(String path) {
        return domo.get(path).orElseThrow();
    }
}
