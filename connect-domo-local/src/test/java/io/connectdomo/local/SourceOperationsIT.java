package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.Streams;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.Rig.Connector;
import io.connectdomo.local.source.FeedRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator does with a source over the worker's REST interface. */
@SystemTest
class SourceOperationsIT {
    private static final long NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final Map<String, String> ACTIVITY = Map.of("feed", "activity-log", "instance", "127.0.0.1");

    /** What the person has to bear who deletes a connector; the worker gives a task five seconds. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    private final Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);

    @BeforeEach
    void anEmptyLog(Rig rig) {
        rig.feeds().clearActivity();
    }

    @Test
    void aMinimalOffsetRewinds(Rig rig) {
        Map<String, String> config = withThreeEvents(rig);
        Connector connector = rig.start(config);
        List<String> keys = keys(rig.awaitRecords(topic(config), 3));

        connector.stop();
        Map<String, Object> rewound =
                Map.of("v", 1, "settled", then.plusSeconds(1).toEpochMilli());
        rig.stack().connect().alterOffset(connector.name(), ACTIVITY, rewound);
        connector.resume();

        assertThat(keys(rig.awaitRecords(topic(config), 5)).subList(3, 5))
                .as("all from there on, with the same keys")
                .isEqualTo(keys.subList(1, 3));
    }

    @Test
    void withoutOffsetsItBeginsAnew(Rig rig) {
        Map<String, String> config = withThreeEvents(rig);
        Connector connector = rig.start(config);
        List<String> keys = keys(rig.awaitRecords(topic(config), 3));

        connector.stop();
        rig.stack().connect().resetOffsets(connector.name());
        assertThat(rig.stack().connect().sourceOffsets(connector.name())).isEmpty();
        connector.resume();

        assertThat(keys(rig.awaitRecords(topic(config), 6)).subList(3, 6)).isEqualTo(keys);
    }

    @Test
    void aWrongOffsetIsRefusedInWordsThatHelp(Rig rig) {
        Connector connector = rig.start(rig.sourceConfig("activity-log"));
        connector.stop();
        ConnectRest rest = rig.stack().connect();
        Map<Map<String, Long>, String> wrong = Map.of(
                Map.of("settled", NEW_YEAR), "'v' is missing",
                Map.of("v", 2L, "settled", NEW_YEAR), "knows version 1 only",
                Map.of("v", 1L), "'settled' is missing",
                Map.of("v", 1L, "settled", -5L), "must be milliseconds since 1970",
                Map.of("v", 1L, "setled", NEW_YEAR), "'setled' is not known");

        wrong.forEach((offset, said) -> assertThatThrownBy(() -> rest.alterOffset(connector.name(), ACTIVITY, offset))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("{feed=activity-log, instance=127.0.0.1}"));
        Map<String, String> elsewhere = Map.of("feed", "activity-log", "instance", "acme");
        assertThatThrownBy(() -> rest.alterOffset(connector.name(), elsewhere, Map.of("v", 1, "settled", NEW_YEAR)))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("instance=acme", "instance=127.0.0.1");
        assertThat(rest.sourceOffsets(connector.name())).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1} is refused on {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "feeds | weather | feeds",
                "activity.log.start | yesterday | activity.log.start",
                "activity.log.limit | 5000 | activity.log.limit",
                "activity.log.lag.ms | 1000000 | activity.log.lag.ms",
                "activity.log.object.types | WEATHER | activity.log.object.types",
                "feeds | activity-log,stream-executions | stream.executions.stream.ids",
                "domo.developer.token | wrong | domo.developer.token",
            })
    void aWrongConfigurationIsRefusedOnItsKey(String key, String value, String blamed, Rig rig) {
        Map<String, String> config = rig.sourceConfig("activity-log");
        config.put("name", "to-validate");
        assertThat(rig.stack().connect().validate(config)).isEmpty();
        config.put(key, value);

        Map<String, List<String>> errors = rig.stack().connect().validate(config);

        assertThat(errors).containsOnlyKeys(blamed);
        assertThat(errors.get(blamed)).allSatisfy(message -> assertThat(message).isNotBlank());
    }

    @Test
    void deletedWhileARequestHangsItIsGoneInSeconds(Rig rig) throws IOException {
        Map<String, String> config = withThreeEvents(rig);
        Connector connector = rig.start(config);
        rig.awaitRecords(topic(config), 3);
        rig.faults()
                .add(Fault.delay(Duration.ofMinutes(2))
                        .on("GET", "/api/audit/v1/user-audits")
                        .always());
        rig.await("a request that hangs", () -> rig.faults().matched() > 0);

        long began = System.nanoTime();
        connector.delete();
        rig.await(
                "the end of it",
                () -> rig.stack().connect().status(connector.name()).isEmpty());

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(STOPS_WITHIN);
        Worker worker = rig.stack().workers().get(0);
        // The last that a task does.
        rig.await(
                "the task to end",
                () -> Files.readString(worker.log())
                        .contains("-" + connector.name() + "-0] Closing the Kafka producer"));
        assertThat(Files.readString(worker.log())).doesNotContain("Graceful stop of task " + connector.name());
    }

    @Test
    void aRestartFindsTheStreamsOfADataSetAnew(Rig rig) {
        String dataSet = rig.dataSet(Column.of("id", "LONG"));
        long first = rig.feeds().createStream(dataSet);
        rig.feeds().addExecutions(first, List.of(Streams.execution(1, then)));
        Map<String, String> config = rig.sourceConfig("stream-executions");
        config.put("stream.executions.dataset.ids", dataSet);
        Connector connector = rig.start(config);
        rig.awaitRecords(config.get("topic.prefix") + "stream-executions", 1);

        long second = rig.feeds().createStream(dataSet);
        rig.feeds().addExecutions(second, List.of(Streams.execution(1, then)));
        connector.restart();

        assertThat(rig.awaitRecords(config.get("topic.prefix") + "stream-executions", 2))
                .extracting(record -> record.value().path("streamId").asLong())
                .containsExactly(first, second);
    }

    private Map<String, String> withThreeEvents(Rig rig) {
        for (int i = 0; i < 3; i++) {
            rig.feeds().addActivity(ActivityLog.entry(then.plusSeconds(i)));
        }
        return rig.sourceConfig("activity-log");
    }

    private static String topic(Map<String, String> config) {
        return config.get("topic.prefix") + "activity-log";
    }

    private static List<String> keys(List<FeedRecord> records) {
        return records.stream().map(FeedRecord::key).toList();
    }
}
