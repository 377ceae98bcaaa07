package io.connectdomo.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.emulator.ActivityLog;
import io.connectdomo.emulator.ReportHistory;
import io.connectdomo.emulator.Streams;
import io.connectdomo.local.DataSets.Column;
import io.connectdomo.local.source.FeedRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged source on a real worker: every feed arrives with the keys, headers, times and schemas that are documented. */
@SystemTest
class SourceIT {
    private static final String TIMESTAMP = "org.apache.kafka.connect.data.Timestamp";

    private final Instant then = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(600);

    @BeforeEach
    void anEmptyLog(Rig rig) {
        rig.feeds().clearActivity();
    }

    @Test
    void theActivityLogArrives(Rig rig) {
        rig.feeds()
                .addActivity(List.of(
                        ActivityLog.entry(then),
                        ActivityLog.entry(then),
                        ActivityLog.entry(then.plusMillis(1)).with("weather", "fine")));

        List<FeedRecord> records = arrive(rig, withSchemas(rig.sourceConfig("activity-log")), "activity-log", 3);

        assertThat(records).extracting(FeedRecord::timestamp).containsExactly(millis(0), millis(0), millis(1));
        JsonNode first = records.get(0).value();
        assertSchema(first, "io.connectdomo.ActivityLogEvent");
        assertThat(field(first, "time").path("name").asText()).isEqualTo(TIMESTAMP);
        JsonNode payload = first.path("payload");
        assertThat(payload.path("time").asLong()).isEqualTo(millis(0));
        assertThat(payload.path("actionType").asText()).isEqualTo("VIEWED");
        assertThat(payload.path("additionalComment").asText()).isEqualTo("Emulator viewed page 'Overview'.");
        assertThat(payload.path("other").isNull()).isTrue();
        assertThat(records.get(2).value().at("/payload/other")).isEqualTo(Json.read(Json.of("weather", "fine")));
        // Text keys are JSON strings, as the converter writes them.
        assertThat(records)
                .extracting(FeedRecord::key)
                .allMatch(key -> key.matches("\"127\\.0\\.0\\.1:[0-9a-f]{32}(-2)?\""));
        assertThat(records.get(1).keyJson().asText())
                .isEqualTo(records.get(0).keyJson().asText() + "-2");
        assertHeaders(records, "activity-log");
    }

    @Test
    void theExecutionsOfAStreamArrive(Rig rig) {
        long stream = rig.feeds().createStream(rig.dataSet(Column.of("id", "LONG")));
        rig.feeds()
                .addExecutions(
                        stream,
                        List.of(
                                Streams.execution(1, then)
                                        .changing(then, Streams.ended("SUCCESS", then.plusSeconds(9))),
                                Streams.execution(3, then.plusSeconds(20))
                                        .changing(then, Streams.failed(then.plusSeconds(21), "No such table")),
                                Streams.execution(4, then.plusSeconds(60))));
        Map<String, String> config = withSchemas(rig.sourceConfig("stream-executions"));
        config.put("stream.executions.stream.ids", Long.toString(stream));

        List<FeedRecord> records = arrive(rig, config, "stream-executions", 3);

        assertThat(records)
                .extracting(FeedRecord::keyJson)
                .containsExactly(executionKey(stream, 1), executionKey(stream, 3), executionKey(stream, 4));
        assertThat(records)
                .as("the end, and the beginning of what has not ended")
                .extracting(FeedRecord::timestamp)
                .containsExactly(millis(9_000), millis(21_000), millis(60_000));
        JsonNode failed = records.get(1).value();
        assertSchema(failed, "io.connectdomo.StreamExecution");
        assertThat(field(failed, "startedAt").path("name").asText()).isEqualTo(TIMESTAMP);
        assertThat(failed.at("/payload/startedAt").asLong()).isEqualTo(millis(20_000));
        assertThat(failed.at("/payload/currentState").asText()).isEqualTo("ERROR");
        assertThat(Json.read(failed.at("/payload/errors").asText())
                        .at("/0/message")
                        .asText())
                .isEqualTo("No such table");
        assertThat(records.get(2).value().at("/payload/endedAt").isNull()).isTrue();
        assertHeaders(records, "stream-executions");
    }

    @Test
    void theHistoryOfReportsArrives(Rig rig) {
        rig.feeds()
                .addReports(List.of(
                        ReportHistory.run(71, then).changing(then, ReportHistory.ended("success", then.plusSeconds(5))),
                        ReportHistory.run(72, then.plusSeconds(30))));

        List<FeedRecord> records = arrive(rig, withSchemas(rig.sourceConfig("report-history")), "report-history", 2);

        assertThat(records)
                .extracting(FeedRecord::keyJson)
                .containsExactly(
                        Json.read(Json.of("instance", "127.0.0.1", "id", 71)),
                        Json.read(Json.of("instance", "127.0.0.1", "id", 72)));
        assertThat(records).extracting(FeedRecord::timestamp).containsExactly(millis(5_000), millis(30_000));
        JsonNode ended = records.get(0).value();
        assertSchema(ended, "io.connectdomo.ReportRun");
        assertThat(field(ended, "endTime").path("name").asText()).isEqualTo(TIMESTAMP);
        assertThat(ended.at("/payload/status").asText()).isEqualTo("success");
        assertThat(ended.at("/payload/endTime").asLong()).isEqualTo(millis(5_000));
        assertThat(ended.at("/payload/recipients").isNull()).as("personal data").isTrue();
        assertHeaders(records, "report-history");
        rig.feeds().purgeReports(List.of(71L, 72L), false);
    }

    @Test
    void asJsonTheValueIsDomosObject(Rig rig) {
        Map<String, Object> fields = ActivityLog.entry(then)
                .with("nested", Map.of("a", List.of(1, 2.5, true)))
                .fields();
        rig.feeds().addActivity(List.of(ActivityLog.entry(then).with("nested", fields.get("nested"))));
        Map<String, String> config = rig.sourceConfig("activity-log");
        config.put("value.format", "json");

        List<FeedRecord> records = arrive(rig, config, "activity-log", 1);

        assertThat(records.get(0).value()).isEqualTo(Json.read(JsonHttp.text(fields)));
        assertHeaders(records, "activity-log");
    }

    private static List<FeedRecord> arrive(Rig rig, Map<String, String> config, String feed, int count) {
        rig.start(config);
        return rig.awaitRecords(config.get("topic.prefix") + feed, count);
    }

    private static Map<String, String> withSchemas(Map<String, String> config) {
        config.put("value.converter.schemas.enable", "true");
        return config;
    }

    private static JsonNode executionKey(long stream, long execution) {
        return Json.read(Json.of("instance", "127.0.0.1", "streamId", stream, "executionId", execution));
    }

    private static void assertSchema(JsonNode value, String name) {
        assertThat(value.at("/schema/name").asText()).isEqualTo(name);
        assertThat(value.at("/schema/version").asInt()).isEqualTo(1);
        assertThat(value.at("/schema/fields"))
                .allMatch(field -> field.path("optional").asBoolean());
    }

    private static JsonNode field(JsonNode value, String name) {
        for (JsonNode field : value.at("/schema/fields")) {
            if (field.path("field").asText().equals(name)) {
                return field;
            }
        }
        throw new AssertionError("No field " + name + " in " + value.path("schema"));
    }

    private static void assertHeaders(List<FeedRecord> records, String feed) {
        assertThat(records)
                .extracting(FeedRecord::headers)
                .allSatisfy(headers -> assertThat(headers)
                        .containsExactlyInAnyOrderEntriesOf(Map.of("domo.instance", "127.0.0.1", "domo.feed", feed)));
    }

    private long millis(long after) {
        return then.toEpochMilli() + after;
    }
}
