package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Streams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams' executions over real HTTP, with no page but the stream's own, and with rows as they should not be. */
@Timeout(60)
class ExecutionPagesTest {
    static Stream<List<Dialect>> allAbsent() {
        return Stream.of(
                List.of(
                        Dialect.EXECUTION_AGGREGATE_MISSING,
                        Dialect.EXECUTION_LIST_MISSING,
                        Dialect.EXECUTION_DETAIL_MISSING),
                List.of(
                        Dialect.EXECUTION_AGGREGATE_NO_PAGE,
                        Dialect.EXECUTION_LIST_NO_PAGE,
                        Dialect.EXECUTION_DETAIL_NO_PAGE),
                List.of(
                        Dialect.EXECUTION_AGGREGATE_FORBIDDEN,
                        Dialect.EXECUTION_LIST_FORBIDDEN,
                        Dialect.EXECUTION_DETAIL_FORBIDDEN),
                List.of(
                        Dialect.EXECUTION_AGGREGATE_EMPTY,
                        Dialect.EXECUTION_LIST_EMPTY,
                        Dialect.EXECUTION_DETAIL_MISSING));
    }

    @ParameterizedTest
    @MethodSource("allAbsent")
    void withNoPageButTheStreamsOwnItsLastRunComesInAllItsStates(List<Dialect> dialects)
            throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            dialects.forEach(domo.emulator().dialects()::speak);
            Streams streams = domo.emulator().streams();
            long stream = stream(domo);
            streams.add(stream, Streams.execution(7, domo.ago(Duration.ofMinutes(2))));
            try (SimulatedWorker worker = worker(domo, stream)) {
                worker.runUntil(() -> worker.written().size() == 1);
                streams.change(stream, 7, Streams.failed(domo.now(), "No such table"));
                worker.runUntil(() -> worker.written().size() == 2);
                streams.add(stream, Streams.execution(9, domo.now()));
                worker.runUntil(() -> worker.written().size() == 3);
                worker.runUntilQuiet(domo::requests);
                assertThat(worker.written().stream().map(ExecutionPagesTest::look))
                        .containsExactly("7 ACTIVE", "7 ERROR", "9 ACTIVE");
            }
        }
    }

    @Test
    void aRowAsItShouldNotBeCostsItselfAndNoTimeBeforeTheEpochReachesKafka() throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            domo.emulator().dialects().speak(Dialect.EXECUTION_ROWS_BAD);
            Streams streams = domo.emulator().streams();
            long stream = stream(domo);
            Instant time = domo.ago(Duration.ofHours(1));
            List<Long> times = List.of(
                    0L,
                    -1L,
                    -1_000L,
                    time.toEpochMilli() * 1_000,
                    Duration.ofDays(20_000_000).toMillis());
            for (int i = 0; i < times.size(); i++) {
                streams.add(
                        stream,
                        Streams.execution(i + 1, time)
                                .with("currentState", "SUCCESS")
                                .with("startedAt", times.get(i))
                                .with("endedAt", times.get(i)));
            }
            try (SimulatedWorker worker = worker(domo, stream)) {
                worker.runUntil(() -> worker.written().size() == times.size());
                worker.runUntilQuiet(domo::requests);
                assertThat(worker.written()).hasSize(times.size());
                assertThat(worker.written().stream().map(SourceRecord::timestamp))
                        .allMatch(each -> each == null || each > 0)
                        .contains(time.toEpochMilli());
            }
        }
    }

    private static String look(SourceRecord record) {
        Struct run = (Struct) record.value();
        return run.getInt64("executionId") + " " + run.getString("currentState");
    }

    private static long stream(Domo domo) {
        return domo.emulator()
                .streams()
                .create(domo.emulator().createDataSet("sales", List.of(new ColumnSpec("id", ColumnType.LONG, false))));
    }

    private static SimulatedWorker worker(Domo domo, long stream) {
        Map<String, String> keys = Map.of(
                "stream.executions.stream.ids", Long.toString(stream),
                "stream.executions.start", "earliest",
                "stream.executions.poll.max.interval.ms", "20");
        return new SimulatedWorker(domo.config("stream-executions", keys), new OffsetStore(), Set.of());
    }
}
