package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.source.DomoSourceConnector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What only Domo can tell about a configuration is told before a connector is created, on the key it belongs to. */
@Timeout(180)
class LiveChecksTest {
    private static final String ALL_FEEDS = "activity-log,stream-executions,report-history";

    private Domo domo;
    private String fed;
    private String stream;

    @BeforeEach
    void start() throws IOException {
        domo = new Domo();
        fed = domo.emulator().createDataSet("fed", List.of(new ColumnSpec("id", ColumnType.LONG, false)));
        stream = Long.toString(domo.emulator().streams().create(fed));
    }

    @AfterEach
    void stop() {
        domo.close();
    }

    @Test
    void whatDomoHasIsInOrder() {
        assertThat(complaints(ALL_FEEDS, streams(stream, fed, "fed"))).isEmpty();
    }

    @Test
    void aWrongTokenIsTheTokensFaultAndSaidOnce() {
        Map<String, String> config = streams(stream, fed, "fed");
        config.put("domo.developer.token", "wrong");
        assertThat(complaints(ALL_FEEDS, config))
                .containsOnlyKeys("domo.developer.token")
                .hasEntrySatisfying(
                        "domo.developer.token",
                        messages -> assertThat(messages)
                                .hasSize(1)
                                .first()
                                .asString()
                                .contains("expired")
                                .doesNotContain("wrong"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/audit/v1/user-audits     | feeds                            | View Activity Logs
            /api/content/**               | feeds                            | scheduled reports
            /api/data/v1/streams/**       | stream.executions.stream.ids     | stream
            /api/data/v3/datasources/**   | stream.executions.dataset.ids    | DataSet
            /api/search/**                | stream.executions.dataset.search | search
            """)
    void aMissingRightIsToldOnWhatNeedsIt(String path, String key, String said) {
        domo.emulator().faults().add(Fault.status(403).on(null, path).always());
        assertThat(complaints(ALL_FEEDS, streams(stream, fed, "fed")))
                .containsOnlyKeys(key)
                .hasEntrySatisfying(
                        key, messages -> assertThat(messages.toString()).contains(said));
    }

    @Test
    void aStreamThatIsNotThereIsNamed() {
        assertThat(complaints("stream-executions", streams(stream + ",99", "", "")))
                .containsOnlyKeys("stream.executions.stream.ids")
                .hasEntrySatisfying(
                        "stream.executions.stream.ids",
                        messages -> assertThat(messages.toString()).contains("stream 99"));
    }

    @Test
    void aDataSetThatIsNotThereOrFedByNoStreamIsNamed() {
        String bare = domo.emulator().createDataSet("bare", List.of(new ColumnSpec("id", ColumnType.LONG, false)));
        assertThat(complaints("stream-executions", streams("", fed + "," + bare + ",no-such-one", "")))
                .containsOnlyKeys("stream.executions.dataset.ids")
                .hasEntrySatisfying(
                        "stream.executions.dataset.ids",
                        messages -> assertThat(messages)
                                .hasSize(2)
                                .anySatisfy(message -> assertThat(message).contains(bare, "no stream"))
                                .anySatisfy(message -> assertThat(message).contains("no-such-one")));
    }

    @Test
    void aSearchThatFindsNothingYetIsInOrder() {
        assertThat(complaints("stream-executions", streams("", "", "nothing of this name")))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"AUDIT_OBJECT_TYPES_OBJECTS", "AUDIT_OBJECT_TYPES_TEXT"})
    void objectTypesAreHeldToDomosAndRecommendedInEitherForm(Dialect form) {
        domo.emulator().dialects().speak(form);
        Map<String, String> config = Map.of("activity.log.object.types", "PAGE,DATASOURCE");
        assertThat(complaints("activity-log", config))
                .containsOnlyKeys("activity.log.object.types")
                .hasEntrySatisfying(
                        "activity.log.object.types",
                        messages -> assertThat(messages)
                                .hasSize(1)
                                .first()
                                .asString()
                                .contains("DATASOURCE", "DATA_SOURCE"));
        assertThat(values("activity-log", Map.of())
                        .get("activity.log.object.types")
                        .recommendedValues())
                .contains("PAGE", "DATA_SOURCE");
    }

    @ParameterizedTest
    @EnumSource(names = {"REPORT_FILTER_ALL_BAD_REQUEST", "REPORT_FILTER_ALL_FORBIDDEN"})
    void thatTheFilterAllIsRefusedIsNoError(Dialect refused) {
        domo.emulator().dialects().speak(refused);
        assertThat(complaints("report-history", Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"503", "429", "500"})
    void domoBeingDownIsNoError(int status) {
        domo.emulator().faults().add(Fault.status(status).always());
        assertThat(complaints(ALL_FEEDS, streams(stream, fed, "fed"))).isEmpty();
    }

    @Test
    void aMaintenancePageIsNoError() {
        domo.emulator().faults().add(Fault.maintenance(200).always());
        assertThat(complaints(ALL_FEEDS, streams(stream, fed, "fed"))).isEmpty();
    }

    @Test
    void domoThatHangsIsNoErrorAndIsWaitedForOnce() {
        domo.emulator().faults().add(Fault.delay(Duration.ofSeconds(50)).always());
        long began = System.nanoTime();
        assertThat(complaints(ALL_FEEDS, streams(stream, fed, "fed"))).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(domo.emulator().faults().matched(1)).isEqualTo(1);
    }

    private static Map<String, String> streams(String ids, String dataSets, String search) {
        return new TreeMap<>(Map.of(
                "stream.executions.stream.ids", ids,
                "stream.executions.dataset.ids", dataSets,
                "stream.executions.dataset.search", search));
    }

    private Map<String, ConfigValue> values(String feeds, Map<String, String> more) {
        Map<String, ConfigValue> values = new TreeMap<>();
        new DomoSourceConnector()
                .validate(domo.config(feeds, more))
                .configValues()
                .forEach(value -> values.put(value.name(), value));
        return values;
    }

    private Map<String, List<String>> complaints(String feeds, Map<String, String> more) {
        Map<String, List<String>> complaints = new TreeMap<>();
        values(feeds, more).forEach((key, value) -> {
            if (!value.errorMessages().isEmpty()) {
                complaints.put(key, value.errorMessages());
            }
        });
        return complaints;
    }
}
