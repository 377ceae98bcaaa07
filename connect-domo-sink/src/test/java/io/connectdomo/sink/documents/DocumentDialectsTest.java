package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every answer to what is unknown of AppDB, alone, also when replies are lost: the outcome is the same. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("exploration")
class DocumentDialectsTest extends DocumentTest {
    static Stream<Dialect> everyDialect() {
        return Arrays.stream(Dialect.values()).filter(dialect -> dialect.name().startsWith("APPDB_"));
    }

    static Stream<Arguments> everyDialectAndBulk() {
        return everyDialect()
                .flatMap(dialect -> Stream.of("auto", "true", "false")
                        .filter(bulk -> !bulk.equals("true") || !dialect.name().startsWith("APPDB_BULK_NO"))
                        .map(bulk -> Arguments.of(dialect, bulk)));
    }

    private void loseReplies() {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            domo.faults()
                    .add(Fault.dropAfterWork()
                            .on(method, "regex:.*/documents(/[^/]*)?")
                            .nth(2));
        }
    }

    @ParameterizedTest(name = "{0}, appdb.bulk={1}")
    @MethodSource("everyDialectAndBulk")
    void upsertEndsWithTheLastStateOfEachKey(Dialect dialect, String bulk) {
        domo.dialects().speak(dialect);
        ScriptedWorker worker = start(upsert("appdb.bulk", bulk), ORDERS_0);
        changes(200);
        runToEnd(worker);
        loseReplies();
        changes(200);
        runToEnd(worker);
        assertReference();
    }

    @ParameterizedTest
    @MethodSource("everyDialect")
    void effectivelyOnceEndsWithOneDocumentForEachRecord(Dialect dialect) {
        domo.dialects().speak(dialect);
        ScriptedWorker worker = start(effectivelyOnce(), ORDERS_0);
        orders(ORDERS_0, 0, 100);
        runToEnd(worker);
        loseReplies();
        orders(ORDERS_0, 100, 200);
        runToEnd(worker);
        assertThat(idCounts()).isEqualTo(eachOnce(0, 200));
    }
}
