package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.local.DataSets.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sink and source, as they are packaged, on the oldest supported worker and on the first of the 4 line. All system tests run on an
 * older one with {@code -Dconnectdomo.kafka.version=3.9.1} (docs/compatibility.md).
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class OlderWorkersIT {
    private static final int RECORDS = 500;

    @ParameterizedTest
    @ValueSource(strings = {"3.9.1", "4.0.0"})
    void everyRecordArrivesOnceAndEveryEventComesOnce(String version) {
        try (KafkaStack stack =
                LocalStack.start(StackOptions.small().exactlyOnce().withKafkaVersion(version))) {
            assertThat(stack.workers().get(0).log()).content().contains("Kafka version: " + version);
            Rig rig = new Rig(stack, "older");
            try {
                upsertsEndWithTheLastStateOfEachKey(rig);
                eventsComeOnce(rig);
            } finally {
                rig.cleanUp(false);
            }
        }
    }

    private static void upsertsEndWithTheLastStateOfEachKey(Rig rig) {
        String topic = rig.topic(2);
        String dataSet = rig.dataSet(Column.key("id", "LONG"), Column.of("item", "STRING"));
        Map<String, String> config = rig.config(topic, dataSet, "upsert");
        config.put("key.fields", "id");
        config.put("key.source", "record_value");
        for (int id = 0; id < RECORDS; id++) {
            for (String item : List.of("first", "last")) {
                rig.topics().send(topic, id % 2, Integer.toString(id), Json.of("id", id, "item", item));
            }
        }
        rig.topics().flush();
        rig.start(config);
        List<Map<String, String>> rows = rig.awaitRows(dataSet, RECORDS);
        rig.await(
                "the last state of each key",
                () -> rig.dataSets().rows(dataSet).stream().allMatch(row -> "last".equals(row.get("item"))));
        assertThat(rows.stream().map(row -> row.get("id")))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());
    }

    private static void eventsComeOnce(Rig rig) {
        Instant start = Instant.now().minus(Duration.ofHours(1));
        rig.feeds()
                .addActivity(IntStream.range(0, RECORDS)
                        .mapToObj(each -> ActivityLog.entry(start.plusSeconds(each)))
                        .toList());
        Map<String, String> config = rig.sourceConfig("activity-log");
        config.put("activity.log.start", "earliest");
        rig.start(config);
        rig.awaitRecords(rig.topicPrefix() + "activity-log", RECORDS);
    }
}
