package io.connectdomo.source.emulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.source.DomoSourceConnector;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Offsets as each feed really writes them. */
@Timeout(180)
class OffsetRoundTripTest {
    static Stream<Arguments> feeds() {
        return Stream.of(
                feed("activity log", ActivityScript::new),
                feed("executions", ExecutionScript::new),
                feed("reports", ReportScript::new));
    }

    private static Arguments feed(String name, Function<Domo, Script> script) {
        return Arguments.of(name, script);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("feeds")
    void everyOneOfThemIsTheSameBehindTheWorkersConverterAndMayBeSetByAnOperator(
            String feed, Function<Domo, Script> scripts) throws IOException, InterruptedException {
        try (Domo domo = new Domo()) {
            Script script = scripts.apply(domo);
            script.play(0);
            Map<String, String> config = domo.config(script.feed(), script.keys());
            Set<String> ends = new TreeSet<>();
            try (SimulatedWorker worker = new SimulatedWorker(config, new OffsetStore(), Set.of())) {
                int total = script.expected(0).values().stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                worker.runUntil(() -> worker.written().size() >= total);
                for (SourceRecord record : worker.written()) {
                    OffsetStore store = new OffsetStore();
                    store.written(record);
                    Map<String, Object> read = store.offset(record.sourcePartition());
                    assertThat(read).isEqualTo(record.sourceOffset());
                    assertThat(new DomoSourceConnector().alterOffsets(config, Map.of(record.sourcePartition(), read)))
                            .isTrue();
                    ends.add(record.sourceOffset().toString());
                }
                // Each resumes behind its own record, so no two are the same.
                assertThat(ends).hasSameSizeAs(worker.written());
            }
        }
    }
}
