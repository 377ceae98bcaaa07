package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FeedEntry;
import io.connectdomo.emulator.ReportHistory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose reports are read, and what of them. */
@Timeout(180)
class ReportFilterTest {
    private Domo domo;

    @BeforeEach
    void start() throws IOException {
        domo = new Domo();
    }

    @AfterEach
    void stop() {
        domo.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void onceEverybodysReportsWereReadARefusalThatPassesDoesNotNarrowThem(int status) throws InterruptedException {
        domo.emulator().reports().add(somebodyElses(1));
        try (SimulatedWorker worker = worker(Map.of())) {
            worker.runUntil(() -> worker.written().size() == 1);
            int fault = domo.emulator()
                    .faults()
                    .add(Fault.status(status).on("GET", "/api/content/**").times(1));
            worker.runUntil(() -> domo.emulator().faults().matched(fault) > 2);
            domo.emulator().reports().add(somebodyElses(2));
            worker.runUntil(() -> worker.written().size() == 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"USER,1", "ALL,2"})
    void theFilterSaysWhoseReports(String filter, int runs) throws InterruptedException {
        domo.emulator().reports().add(somebodyElses(1));
        domo.emulator().reports().add(ReportHistory.run(2, domo.ago(Duration.ofMinutes(2))));
        try (SimulatedWorker worker = worker(Map.of("report.history.filter", filter))) {
            worker.runUntil(() -> !worker.written().isEmpty());
            worker.runUntilQuiet(domo::requests);
            assertThat(worker.written()).hasSize(runs);
        }
    }

    @Test
    void recipientsAreNeitherAskedForNorWrittenUnlessConfigured() throws InterruptedException {
        domo.emulator().reports().add(ReportHistory.run(1, domo.ago(Duration.ofMinutes(2))));
        assertThat(first(Map.of("value.format", "json"))).doesNotContainKey("recipients");
        assertThat(domo.emulator().requests())
                .noneMatch(request -> String.valueOf(request.query()).contains("includeRecipientInfo=true"));
        assertThat(first(Map.of("value.format", "json", "report.history.recipients", "true")))
                .containsKey("recipients");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> first(Map<String, String> more) throws InterruptedException {
        try (SimulatedWorker worker = worker(more)) {
            worker.runUntil(() -> !worker.written().isEmpty());
            SourceRecord record = worker.written().get(0);
            return (Map<String, Object>) record.value();
        }
    }

    private SimulatedWorker worker(Map<String, String> more) {
        Map<String, String> config = domo.config("report-history", Map.of("report.history.start", "-P1D"));
        config.putAll(more);
        return new SimulatedWorker(config, new OffsetStore(), Set.of());
    }

    private FeedEntry somebodyElses(long id) {
        return ReportHistory.run(id, domo.ago(Duration.ofMinutes(3))).with("ownerId", "2");
    }
}
