package io.connectdomo.sink.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer to what is unknown of commits, alone, in every mode: a lost commit reply costs nothing but time. Append is in AppendDeliveryTest. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exploration")
class LostReplyDialectsTest {
    private static final List<Dialect> DIALECTS = List.of(
            Dialect.SECOND_COMMIT_CONFLICT,
            Dialect.SECOND_COMMIT_OK,
            Dialect.SECOND_COMMIT_NOT_FOUND,
            Dialect.VERSION_LATE,
            Dialect.VERSION_PROCESSING,
            Dialect.VERSION_ONLY_V2,
            Dialect.VERSION_ONLY_V3,
            Dialect.VERSION_OTHER_ID,
            Dialect.COMMIT_SIZE_ABSENT,
            Dialect.UPSERT_ROW_COUNT_OTHER);

    static Stream<Arguments> everyModeInEveryDialect() {
        return Stream.of(Mode.values())
                .filter(mode -> mode != Mode.APPEND)
                .flatMap(mode -> DIALECTS.stream().map(dialect -> Arguments.of(mode, dialect)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyModeInEveryDialect")
    void nothingIsLostOrDoubled(Mode mode, Dialect dialect) throws IOException {
        try (World world = new World(mode.workload(), 1)) {
            DomoEmulator domo = world.domo();
            domo.dialects().speak(dialect).versionDelay(Duration.ofMillis(40));
            ScriptedWorker worker =
                    world.start(Map.of("domo.retry.timeout.ms", "3000")).worker();
            worker.assign(List.of(Workload.ORDERS_0, Workload.ORDERS_1));
            world.workload().before(world.topics());
            worker.iterateUntil("the first step is durable", world.topics()::allCommitted);
            domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(mode.commitsTwice() ? 2 : 1));
            world.workload().batch(world.topics());
            worker.iterateUntil("the second step is durable", world.topics()::allCommitted);
            world.workload().after(world.topics());
            worker.iterateUntil("the third step is durable", world.topics()::allCommitted);
            world.settle();
            assertThat(world.workload().outcome(world.rows(), world.commits())).isEqualTo(Outcome.EXACT);
        }
    }
}
