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

/** Streams and their executions as observed-behaviour.md 6 has them, and what is unknown of them in every position. */
class StreamsTest {
    private static final String STREAMS = "/api/data/v1/streams";

    private final SettableClock clock = SettableClock.at("2026-01-02T03:04:05Z");
    private final Instant start = clock.instant();
    private DomoEmulator emulator;
    private Client client;
    private String dataSet;
    private long stream;

    @BeforeEach
    void start() throws IOException {
        emulator = DomoEmulator.start(EmulatorOptions.defaults().withClock(clock));
        client = new Client(emulator);
        dataSet = emulator.createDataSet("sales", List.of(ColumnSpec.of("a", ColumnType.LONG)));
        stream = emulator.streams().create(dataSet);
    }

    @AfterEach
    void stop() throws IOException {
        emulator.close();
    }

    @Test
    void whatAStreamFeedsIsAConnectorsDataSet() {
        assertThat(client.get("/api/data/v3/datasources/" + dataSet)
                        .json()
                        .path("transportType")
                        .asText())
                .isEqualTo("CONNECTOR");
        String bare = emulator.createDataSet("bare", List.of(ColumnSpec.of("a", ColumnType.LONG)));
        assertThat(client.get("/api/data/v3/datasources/" + bare)
                        .json()
                        .path("transportType")
                        .asText())
                .isEqualTo("API");
    }

    @Test
    void theHistoryIsNewestFirstAndTheExecutionsAreOldestFirst() {
        addEnded(1, 2, 3);
        assertThat(ids(history(""))).containsExactly(3L, 2L, 1L);
        assertThat(ids(history("?limit=2"))).containsExactly(3L, 2L);
        assertThat(ids(executions("?limit=2&offset=1"))).containsExactly(2L, 3L);
        assertThat(executions("?offset=3")).isEmpty();
    }

    @Test
    void executionsComeByFiftyAndFiveHundredAtMostAndTheHistoryByAThousand() {
        for (long id = 1; id <= 1001; id++) {
            emulator.streams().add(stream, Streams.execution(id, start));
        }
        assertThat(executions("")).hasSize(50);
        assertThat(executions("?limit=500")).hasSize(500);
        assertThat(client.get(path("/executions?limit=501")).status()).isEqualTo(400);
        assertThat(history("")).hasSize(1000);
        assertThat(ids(history(""))).endsWith(2L);
        assertThat(client.get(path("/history/aggregate?limit=1001")).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "EXECUTION_TIMES_FRACTION,1767323045.500000000,1767323047.000000000",
        "EXECUTION_TIMES_WHOLE,1767323045,1767323047",
        "EXECUTION_TIMES_MILLIS,1767323045500,1767323047000",
        "EXECUTION_TIMES_ISO,'\"2026-01-02T03:04:05.500Z\"','\"2026-01-02T03:04:07Z\"'"
    })
    void theHistorysTimesAreSecondsUnlessADialectHasThemOtherwise(Dialect dialect, String startedAt, String endedAt) {
        emulator.dialects().speak(dialect);
        emulator.streams().add(stream, Streams.execution(1, start.plusMillis(500)));
        clock.advance(Duration.ofSeconds(2));
        emulator.streams().change(stream, 1, Streams.ended("SUCCESS", clock.instant()));
        assertThat(client.get(path("/history/aggregate")).body())
                .contains("\"startedAt\":" + startedAt + ",", "\"endedAt\":" + endedAt + ",");
    }

    @Test
    void theHistoryMayComeOldestFirstAndIsTheNewestAllTheSame() {
        emulator.dialects().speak(Dialect.EXECUTION_HISTORY_OLDEST_FIRST);
        for (long id = 1; id <= 3; id++) {
            emulator.streams().add(stream, Streams.execution(id, start));
        }
        assertThat(ids(history("?limit=2"))).containsExactly(2L, 3L);
    }

    @ParameterizedTest
    @CsvSource({
        "EXECUTION_LIST_MISSING,/executions,404",
        "EXECUTION_LIST_NO_PAGE,/executions,404",
        "EXECUTION_LIST_FORBIDDEN,/executions,403",
        "EXECUTION_AGGREGATE_MISSING,/history/aggregate,404",
        "EXECUTION_AGGREGATE_NO_PAGE,/history/aggregate,404",
        "EXECUTION_AGGREGATE_FORBIDDEN,/history/aggregate,403",
        "EXECUTION_PLAIN_HISTORY_MISSING,/history,404",
        "EXECUTION_PLAIN_HISTORY_PRESENT,/history,200",
        "EXECUTION_DETAIL_NO_PAGE,/executions/1,404",
        "EXECUTION_DETAIL_FORBIDDEN,/executions/1,403"
    })
    void aPageMayBeMissing(Dialect dialect, String page, int status) {
        addEnded(1);
        emulator.dialects().speak(dialect);
        assertThat(client.get(path(page)).status()).isEqualTo(status);
        assertThat(client.get(path("")).status()).isEqualTo(200);
    }

    @Test
    void theListMayDescendAndAPageMayBeEmptyOnceAndRowsMayBeBad() {
        addEnded(1, 2, 3);
        emulator.dialects().speak(Dialect.EXECUTION_LIST_DESCENDING);
        assertThat(ids(executions("?limit=2"))).containsExactly(3L, 2L);
        emulator.dialects().speak(Dialect.EXECUTION_LIMIT_IGNORED);
        assertThat(history("?limit=1")).hasSize(3);
        emulator.dialects().speak(Dialect.EXECUTION_ROWS_BAD);
        assertThat(history("")).hasSize(5);
        emulator.dialects().speak(Dialect.EXECUTION_REPLIES_EMPTY_ONCE);
        assertThat(history("")).hasSize(5);
        assertThat(history("")).isEmpty();
        assertThat(history("")).hasSize(5);
    }

    @Test
    void theHistoryHasNoErrorsAndTheDetailHas() {
        emulator.streams().add(stream, Streams.execution(1, start));
        emulator.streams().change(stream, 1, Streams.failed(start, "No such table"));
        assertThat(history("").get(0).properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder(
                        "streamId",
                        "executionId",
                        "currentState",
                        "rowsInserted",
                        "bytesInserted",
                        "startedAt",
                        "endedAt",
                        "updateMethod",
                        "peakMemoryUsedBytes");
        JsonNode detail = client.get(path("/executions/1")).json();
        assertThat(detail.at("/errors/0/message").asText()).isEqualTo("No such table");
        assertThat(detail.path("runType").asText()).isEqualTo("AUTOMATED");
        assertThat(detail.path("startedAt").asLong()).isEqualTo(start.getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({"EXECUTION_DETAIL_PRESENT,200", "EXECUTION_DETAIL_MISSING,404"})
    void theDetailMayBeMissingButNotTheStreamsLastExecution(Dialect dialect, int status) {
        emulator.dialects().speak(dialect);
        emulator.streams().add(stream, Streams.execution(1, start));
        emulator.streams().change(stream, 1, Streams.failed(start, "No such table"));
        assertThat(client.get(path("/executions/1")).status()).isEqualTo(status);
        assertThat(client.get(path(""))
                        .json()
                        .at("/lastExecution/errors/0/code")
                        .asInt())
                .isEqualTo(7002);
        assertThat(client.get(path("/executions/2")).status()).isEqualTo(404);
    }

    @Test
    void aRunShowsLateAmongTheOlderOnesAndEndsLateAndIsCorrected() {
        addEnded(1, 3);
        Instant shown = start.plusSeconds(600);
        emulator.streams()
                .add(
                        stream,
                        Streams.execution(2, start)
                                .showingFrom(shown)
                                .changing(shown.plusSeconds(60), Streams.ended("SUCCESS", start.plusSeconds(30)))
                                .changing(shown.plusSeconds(90), Map.of("currentState", "WARNING")));
        assertThat(ids(history(""))).containsExactly(3L, 1L);
        clock.advance(Duration.ofMinutes(10));
        assertThat(ids(history(""))).containsExactly(3L, 2L, 1L);
        assertThat(state(2)).isEqualTo("ACTIVE null");
        clock.advance(Duration.ofMinutes(1));
        assertThat(state(2)).startsWith("SUCCESS 1767323075");
        clock.advance(Duration.ofSeconds(30));
        assertThat(state(2)).startsWith("WARNING 1767323075");
    }

    @Test
    void aStreamTellsItsLastExecutions() {
        addEnded(1);
        emulator.streams().add(stream, Streams.execution(2, start));
        JsonNode json = client.get(path("")).json();
        assertThat(json.at("/id").asLong()).isEqualTo(stream);
        assertThat(json.at("/dataSource/id").asText()).isEqualTo(dataSet);
        assertThat(json.at("/lastExecution/executionId").asLong()).isEqualTo(2);
        assertThat(json.at("/currentExecution/executionId").asLong()).isEqualTo(2);
        assertThat(json.at("/lastSuccessfulExecution/executionId").asLong()).isEqualTo(1);
        assertThat(json.at("/currentExecutionState").asText()).isEqualTo("ACTIVE");
    }

    @Test
    void streamsAreListedAndFoundByTheirDataSetWhoseMetadataNamesTheNewest() {
        long newer = emulator.streams().create(dataSet);
        emulator.streams().create(emulator.createDataSet("other", List.of(ColumnSpec.of("a", ColumnType.LONG))));
        assertThat(client.get(STREAMS).json()).hasSize(3);
        assertThat(client.get(STREAMS + "?limit=1&offset=1").json().at("/0/id").asLong())
                .isEqualTo(newer);
        assertThat(client.get(STREAMS + "/search?q=dataSource.id:" + dataSet)
                        .json()
                        .findValuesAsText("id"))
                .contains(Long.toString(stream), Long.toString(newer));
        assertThat(client.get("/api/data/v3/datasources/" + dataSet)
                        .json()
                        .path("streamId")
                        .asLong())
                .isEqualTo(newer);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(client.get(STREAMS + "/9/history/aggregate").status()).isEqualTo(404);
        assertThat(client.get(STREAMS + "/x").status()).isEqualTo(404);
        assertThat(client.get(STREAMS + "/search?q=name").status()).isEqualTo(400);
    }

    @Test
    void faultsHitItAsEveryOtherRoute() {
        emulator.faults()
                .add(Fault.status(503).on("GET", "**/history/aggregate").times(1));
        assertThat(client.get(path("/history/aggregate")).status()).isEqualTo(503);
        assertThat(client.get(path("/history/aggregate")).status()).isEqualTo(200);
    }

    private void addEnded(long... ids) {
        for (long id : ids) {
            emulator.streams()
                    .add(
                            stream,
                            Streams.execution(id, start)
                                    .changing(start, Streams.ended("SUCCESS", start.minusSeconds(1))));
        }
    }

    private String path(String rest) {
        return STREAMS + '/' + stream + rest;
    }

    private JsonNode history(String query) {
        return client.get(path("/history/aggregate" + query)).json();
    }

    private JsonNode executions(String query) {
        return client.get(path("/executions" + query)).json();
    }

    private String state(long id) {
        JsonNode execution = client.get(path("/executions/" + id)).json();
        return execution.path("currentState").asText()
                + ' '
                + execution.path("endedAt").asText();
    }

    private static List<Long> ids(JsonNode executions) {
        List<Long> ids = new ArrayList<>();
        executions.forEach(execution -> ids.add(execution.path("executionId").asLong()));
        return ids;
    }
}
