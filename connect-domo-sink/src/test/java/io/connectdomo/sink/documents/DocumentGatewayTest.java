package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Something before Domo refuses a write that Domo has carried out: what is there is looked up before anything is sent again. */
@Execution(ExecutionMode.CONCURRENT)
class DocumentGatewayTest extends DocumentTest {
    static Stream<Arguments> passingAnswersAfterTheWork() {
        return Stream.of(
                        Fault.empty(404),
                        Fault.plain(404, "default backend - 404"),
                        Fault.status(302),
                        Fault.status(409))
                .flatMap(fault -> Stream.of("auto", "false").map(bulk -> Arguments.of(fault.afterTheWork(), bulk)));
    }

    private void answerWrites(Fault fault) {
        for (String method : List.of("POST", "PUT", "DELETE")) {
            domo.faults()
                    .add(fault.on(method, "regex:.*/documents(/(?!query).*)?")
                            .nth(2)
                            .times(2));
        }
    }

    @ParameterizedTest(name = "{0}, appdb.bulk={1}")
    @MethodSource("passingAnswersAfterTheWork")
    void noDocumentStandsTwiceUnderEffectivelyOnce(Fault fault, String bulk) {
        answerWrites(fault);
        ScriptedWorker worker = start(effectivelyOnce("appdb.bulk", bulk, "appdb.bulk.max.documents", "10"), ORDERS_0);
        orders(ORDERS_0, 0, 60);
        runToEnd(worker);
        assertThat(idCounts()).isEqualTo(eachOnce(0, 60));
    }

    @ParameterizedTest(name = "{0}, appdb.bulk={1}")
    @MethodSource("passingAnswersAfterTheWork")
    void noKeyHasTwoDocuments(Fault fault, String bulk) {
        answerWrites(fault);
        ScriptedWorker worker = start(upsert("appdb.bulk", bulk, "appdb.bulk.max.documents", "10"), ORDERS_0);
        changes(100);
        runToEnd(worker);
        changes(100);
        runToEnd(worker);
        assertReference();
    }

    /** It is taken for Domo's word then, and what it has written all the same is not written once more. */
    @Test
    void bulkRequestsThatSeemToBeMissingMayHaveWorkedToo() {
        domo.faults()
                .add(Fault.plain(404, "default backend - 404")
                        .afterTheWork()
                        .on("POST", "/**/documents/bulk")
                        .always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(effectivelyOnce("appdb.bulk.max.documents", "10"), ORDERS_0);
        runToEnd(worker);
        assertThat(idCounts()).isEqualTo(eachOnce(0, 100));
    }
}
