package io.connectdomo.source.executions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.Partitions;
import io.connectdomo.source.feed.RecordMaker;
import io.connectdomo.source.feed.ServerClock;
import io.connectdomo.source.feed.StartPosition;
import io.connectdomo.source.feed.Step;
import io.connectdomo.source.feed.ValueFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class ExecutionFeedTest {
    private static final ExecutionSettings SETTINGS =
            new ExecutionSettings(new StartPosition.Earliest(), Emit.CHANGES, 604_800_000, 30_000, 3_600_000, 500);

    @Test
    void anExecutionBecomesARecordAsTheContractSays() throws IOException {
        SourceRecord record = records(ValueFormat.STRUCT).get(0);
        Struct key = (Struct) record.key();
        key.validate();
        assertThat(key.getString("instance")).isEqualTo("acme");
        assertThat(key.getInt64("streamId")).isEqualTo(371L);
        assertThat(key.getInt64("executionId")).isEqualTo(1L);
        Struct value = (Struct) record.value();
        value.validate();
        assertThat(value.get("startedAt")).isEqualTo(Date.from(Instant.ofEpochMilli(1_656_009_784_000L)));
        assertThat(value.get("endedAt")).isEqualTo(Date.from(Instant.ofEpochMilli(1_656_009_824_500L)));
        assertThat(value.getString("errors")).contains("7002");
        assertThat(value.getString("runType")).isEqualTo("MANUAL");
        assertThat(value.getString("startedBy")).isEqualTo("901234");
        assertThat(value.getMap("other")).isEqualTo(Map.of("new", "true"));
        assertThat(record.timestamp()).isEqualTo(1_656_009_824_500L);
        assertThat(record.sourcePartition().toString())
                .isEqualTo("{feed=stream-executions, instance=acme, stream=371}");
        assertThat(record.headers().lastWithName("domo.feed").value()).isEqualTo("stream-executions");
    }

    @Test
    void withTheFormatJsonTheObjectComesAsItIs() throws IOException {
        SourceRecord record = records(ValueFormat.JSON).get(0);
        assertThat(record.valueSchema()).isNull();
        assertThat(((Map<?, ?>) record.value()).get("startedAt")).isEqualTo(1_656_009_784.0);
    }

    @Test
    void aStreamThatIsGoneRestsAndEndsNothing() throws IOException {
        ExecutionFeed feed = feed(request -> ExecutionReply.streamGone(), ValueFormat.STRUCT);
        Step step = feed.step();
        assertThat(step.records()).isEmpty();
        assertThat(step.dueInMs()).isBetween(31_000L, 60_000L);
        assertThat(feed.offset()).isNull();
    }

    @Test
    void aStepThatFailedIsTakenAgain() throws IOException {
        ObjectNode row = row();
        List<ExecutionRequest> asked = new ArrayList<>();
        ExecutionFeed feed = feed(
                request -> {
                    asked.add(request);
                    if (asked.size() % 2 == 1) {
                        throw new DomoException.Retriable("down", null, true, null);
                    }
                    return reply(request, row);
                },
                ValueFormat.STRUCT);
        assertThat(polled(feed)).hasSize(1);
    }

    private static List<SourceRecord> records(ValueFormat format) throws IOException {
        ObjectNode row = row();
        return polled(feed(request -> reply(request, row), format));
    }

    private static List<SourceRecord> polled(ExecutionFeed feed) {
        List<SourceRecord> records = new ArrayList<>();
        for (int steps = 0; steps < 20; steps++) {
            try {
                records.addAll(feed.step().records());
            } catch (DomoException.Retriable again) {
                assertThat(again).hasMessage("down");
            }
        }
        return records;
    }

    private static ExecutionReply reply(ExecutionRequest request, ObjectNode row) {
        boolean detail = request instanceof ExecutionRequest.One;
        ObjectNode body = detail ? row : row.deepCopy().without(List.of("errors", "runType", "startedBy"));
        Execution run = new Execution(1, "ERROR", 1_656_009_784_000L, 1_656_009_824_500L, body);
        return ExecutionReply.of(List.of(run), Optional.of(Instant.parse("2026-03-01T00:00:00Z")));
    }

    private static ObjectNode row() throws IOException {
        return (ObjectNode) Json.parse("""
                {"streamId":371,"executionId":1,"currentState":"ERROR","rowsInserted":5,"startedAt":1656009784.0,
                "endedAt":1656009824.500000000,"new":true,"runType":"MANUAL","startedBy":901234,
                "errors":[{"category":"CONNECTOR","code":7002}]}""".getBytes(StandardCharsets.UTF_8));
    }

    private static ExecutionFeed feed(StreamHistory history, ValueFormat format) {
        Map<String, String> partition = Partitions.ofStream(FeedType.STREAM_EXECUTIONS, "acme", 371);
        return new ExecutionFeed(
                371,
                history,
                new ExecutionReader("stream 371", SETTINGS, ServerClock.system(), Optional.empty()),
                () -> 0,
                new RecordMaker(partition, "domo.stream-executions", format, ExecutionSchema.VALUE));
    }
}
