package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Something before Domo answers in its place for a while, or Domo itself says what passes: that costs time. */
@Execution(ExecutionMode.CONCURRENT)
class GatewayAnswersTest extends EmulatorTest {
    static Stream<Arguments> passingAnswersAtEveryRequest() {
        return Stream.of(
                        "GET /**/schemas/latest",
                        "POST /**/uploads",
                        "PUT /**/parts/*",
                        "PUT /**/commit",
                        "POST /**/indexes",
                        "GET /**/dataversions**")
                .flatMap(request -> Stream.of(
                                Fault.status(302),
                                Fault.status(409),
                                Fault.plain(404, "default backend - 404"),
                                Fault.empty(404))
                        .map(fault ->
                                Arguments.of(request, fault.on(request.split(" ", 2)[0], request.split(" ", 2)[1]))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("passingAnswersAtEveryRequest")
    void whatPassesKillsNoTask(String request, Fault fault) {
        String id = orders();
        domo.faults().add(fault.times(4));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id, "domo.retry.timeout.ms", "20000"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    @Test
    void whatDomoRefusesIsNotTriedAgain() {
        String id = orders();
        int refused =
                domo.faults().add(Fault.status(404).on("POST", "/**/uploads").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntilFailure();
        assertThat(domo.faults().matched(refused)).isEqualTo(1);
    }

    /** Whether Domo answers so when an upload has expired is not known: after some tries it is taken for that. */
    @Test
    void aSessionThatDomoForgotInPlainWordsIsWrittenAnew() {
        String id = orders();
        domo.faults()
                .add(Fault.plain(404, "Not Found")
                        .on("PUT", "/**/uploads/1/parts/*")
                        .always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id, "domo.retry.backoff.max.ms", "20"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    static Stream<Fault> successesThatAreNone() {
        return Stream.of(
                Fault.empty(200),
                Fault.empty(204),
                Fault.plain(200, "Please log in"),
                Fault.maintenance(200),
                Fault.status(200).withBody("{\"ok\":true}"),
                Fault.status(200).withBody("<html><title>Login</title></html>"));
    }

    /** No reply to a commit would tell that rows are missing. */
    @ParameterizedTest
    @MethodSource("successesThatAreNone")
    void aPartThatNeverArrivedIsSentAgain(Fault fault) {
        String id = orders();
        domo.dialects().speak(Dialect.COMMIT_SIZE_ABSENT);
        domo.faults().add(fault.on("PUT", "/**/parts/*").times(3));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id, "part.max.bytes", "300", "buffer.max.bytes", "10000"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    @Test
    void partsAreNeverBelievedToHaveArrivedWithoutAWordOnceDomoWasSeenToSayIt() {
        String id = orders();
        domo.dialects().speak(Dialect.COMMIT_SIZE_ABSENT);
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id, "domo.retry.backoff.max.ms", "20"), ORDERS_0);
        worker.iterateUntil("the first batch is durable", topics::allCommitted);
        int silent = domo.faults().add(Fault.empty(200).on("PUT", "/**/parts/*").times(40));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.faults().matched(silent)).isEqualTo(41);
        assertCounts(id, eachOnce(0, 20));
    }

    /** Nobody has seen Domo's real reply to a part: an instance that never answers in the expected form can be used. */
    @Test
    void anInstanceThatAnswersNothingToPartsCanBeUsedAsLongAsItsCommitsCount() {
        String id = orders();
        domo.faults()
                .add(Fault.empty(200).afterTheWork().on("PUT", "/**/parts/*").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id, "domo.retry.backoff.max.ms", "20"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    @Test
    void whereNeitherPartsNorCommitsSayWhatArrivedTheTaskFailsRatherThanGuess() {
        String id = orders();
        domo.dialects().speak(Dialect.COMMIT_SIZE_ABSENT);
        domo.faults()
                .add(Fault.empty(200).afterTheWork().on("PUT", "/**/parts/*").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id, "domo.retry.backoff.max.ms", "20"), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining("not known").hasMessageContaining("100 rows");
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isZero();
    }
}
