package io.connectdomo.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.testkit.SettableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The history of reports as its page and observed-behaviour.md 7 have it, and what is unknown of it in every position. */
class ReportHistoryTest {
    private static final String SCHEDULES = "/api/content/v1/reportschedules";
    private static final String HISTORY = SCHEDULES + "/history";

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private final Instant start = clock.instant();
    private DomoEmulator emulator;
    private Client client;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void runsComeNewestFirstByPages() {
        add(1, 2, 3);
        assertThat(ids("")).containsExactly(3L, 2L, 1L);
        assertThat(ids("?limit=1&skip=1")).containsExactly(2L);
        assertThat(ids("?isAscending=true")).containsExactly(1L, 2L, 3L);
        assertThat(ids("?skip=3")).isEmpty();
    }

    @Test
    void aHundredRunsComeUnlessMoreAreAskedFor() {
        for (long id = 1; id <= 150; id++) {
            emulator.reports().add(ReportHistory.run(id, start));
        }
        assertThat(ids("")).hasSize(100).startsWith(150L);
        assertThat(ids("?limit=150")).hasSize(150);
        assertThat(client.get(HISTORY + "?limit=0").status()).isEqualTo(400);
    }

    @Test
    void aRunThatWaitsHasNoStartAndIsTheNewest() {
        add(1);
        emulator.reports()
                .add(ReportHistory.run(2, start.minusSeconds(60))
                        .with("startTime", null)
                        .with("status", "in_queue"));
        assertThat(ids("")).containsExactly(2L, 1L);
        assertThat(client.get(HISTORY).json().at("/0/startTime").isNull()).isTrue();
    }

    @Test
    void anOrderIsOneOfThePages() {
        add(1, 2);
        emulator.reports().change(1, Map.of("emailSize", 5));
        assertThat(ids("?orderBy=emailSize&isAscending=true")).containsExactly(1L, 2L);
        assertThat(client.get(HISTORY + "?orderBy=toe").status()).isEqualTo(400);
    }

    @Test
    void onlyTheTokenOwnersReportsShowUnlessAllAreAskedFor() {
        add(1);
        emulator.reports().add(ReportHistory.run(2, start).with("ownerId", "2"));
        assertThat(ids("")).containsExactly(1L);
        assertThat(ids("?filter=USER")).containsExactly(1L);
        assertThat(ids("?filter=ALL")).containsExactly(1L, 2L);
        assertThat(client.get(HISTORY + "?filter=ME").status()).isEqualTo(400);
        assertThat(client.get(HISTORY).body()).doesNotContain("ownerId");
    }

    @ParameterizedTest
    @CsvSource({"REPORT_FILTER_ALL_TAKEN,200", "REPORT_FILTER_ALL_BAD_REQUEST,400", "REPORT_FILTER_ALL_FORBIDDEN,403"})
    void allMayBeRefused(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        assertThat(client.get(HISTORY + "?filter=ALL").status()).isEqualTo(status);
        assertThat(client.get(HISTORY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "REPORT_TIMES_ISO,'\"startTime\":\"2026-01-02T03:04:06Z\",\"endTime\":\"2026-01-02T03:04:06.250Z\"'",
        "REPORT_TIMES_MILLIS,'\"startTime\":1767323046000,\"endTime\":1767323046250'"
    })
    void timesComeInEitherForm(Dialect dialect, String times) {
        emulator.dialects().speak(dialect);
        add(1);
        emulator.reports().change(1, ReportHistory.ended("success", start.plusMillis(1250)));
        assertThat(client.get(HISTORY).body()).contains(times);
        assertThat(client.get(HISTORY + "/1").body()).contains(times);
    }

    @Test
    void recipientsComeWhenAskedFor() {
        add(1);
        assertThat(client.get(HISTORY).json().get(0).has("recipients")).isFalse();
        assertThat(client.get(HISTORY + "?includeRecipientInfo=true")
                        .json()
                        .at("/0/recipients/0/displayName")
                        .asText())
                .isEqualTo("John Doe");
    }

    @Test
    void aRunThatIsPurgedBetweenTwoPagesMovesTheOthersUp() {
        add(1, 2, 3, 4, 5);
        emulator.reports().purgeAfterNextPage(List.of(5L));
        assertThat(ids("?limit=2")).containsExactly(5L, 4L);
        assertThat(ids("?limit=2&skip=2")).containsExactly(2L, 1L);
        assertThat(client.get(HISTORY + "/5").status()).isEqualTo(404);
        emulator.reports().purge(List.of(4L));
        assertThat(ids("")).containsExactly(3L, 2L, 1L);
    }

    @Test
    void oneRunIsToldByItsIdAndOneSchedulesBySchedule() {
        add(1);
        emulator.reports().add(ReportHistory.run(2, start).with("reportId", 8));
        assertThat(client.get(HISTORY + "/2").json().path("reportId").asLong()).isEqualTo(8);
        assertThat(client.get(HISTORY + "/3").status()).isEqualTo(404);
        JsonNode ofSchedule = client.get(SCHEDULES + "/8/history").json();
        assertThat(ofSchedule).hasSize(1);
        assertThat(ofSchedule.at("/0/id").asLong()).isEqualTo(2);
    }

    @Test
    void faultsHitItAsEveryOtherRoute() {
        emulator.faults().add(Fault.maintenance(503).on("GET", HISTORY).times(1));
        assertThat(client.get(HISTORY).body()).contains("Domo Maintenance");
        assertThat(client.get(HISTORY).status()).isEqualTo(200);
    }

    private void add(int... ids) {
        for (int id : ids) {
            emulator.reports().add(ReportHistory.run(id, start.plusSeconds(id)));
        }
    }

    private List<Long> ids(String query) {
        List<Long> ids = new ArrayList<>();
        client.get(HISTORY + query).json().forEach(run -> ids.add(run.path("id").asLong()));
        return ids;
    }
}
