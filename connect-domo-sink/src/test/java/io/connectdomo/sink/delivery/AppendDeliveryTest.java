package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Stranger;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Execution(ExecutionMode.CONCURRENT)
class AppendDeliveryTest extends EmulatorTest {
    @Test
    void offsetsAreSafeOnlyWhenTheRowsAreInDomo() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "600000"), ORDERS_0);
        worker.iterateUntil("the first rows are taken", () -> worker.hasPassedAll(ORDERS_0));
        for (int i = 0; i < 5; i++) {
            worker.iterate();
            worker.commitOffsets();
        }
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(domo.commits(id)).isEmpty();
    }

    @Test
    void everyRowOnceAndOneCommitForOneInterval() {
        String id = orders();
        orders(ORDERS_0, 0, 1000);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 1000));
        assertThat(domo.commits(id)).hasSize(1);
        assertThat(domo.commits(id).get(0).message())
                .isEqualTo("connect-domo connector orders-sink task 0: orders-0 0..999");
    }

    @Test
    void aBatchIsCommittedAtItsRowLimit() {
        String id = orders();
        orders(ORDERS_0, 0, 1000);
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "600000", "commit.max.rows", "500"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(500L, 500L);
    }

    @Test
    void partsGoOutWhileTheBatchIsOpen() {
        String id = orders();
        orders(ORDERS_0, 0, 1000);
        ScriptedWorker worker = start(
                config(id, "commit.interval.ms", "600000", "part.max.bytes", "1000", "buffer.max.bytes", "100000"),
                ORDERS_0);
        worker.iterateUntil("parts are uploaded", () -> partsUploaded() >= 10);
        assertThat(domo.commits(id)).isEmpty();
    }

    @Test
    void aLostCommitReplyIsResolvedAndNothingIsWrittenTwice() {
        String id = orders();
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        assertThat(domo.commits(id)).hasSize(1);
    }

    @Test
    void aCommitThatNeverArrivedIsRepeatedWithTheSameUpload() {
        String id = orders();
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        assertThat(uploadsStarted()).isEqualTo(1);
    }

    /** Every answer to what is unknown of commits, alone: once the DataSet's version ids are known, a lost reply costs nothing. */
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {
                "SECOND_COMMIT_CONFLICT",
                "SECOND_COMMIT_OK",
                "SECOND_COMMIT_NOT_FOUND",
                "VERSION_AT_ONCE",
                "VERSION_LATE",
                "VERSION_PROCESSING",
                "VERSION_ONLY_V2",
                "VERSION_ONLY_V3",
                "VERSION_OTHER_ID",
                "COMMIT_SIZE_ABSENT",
                "KEY_COLUMNS_HIDDEN"
            })
    void aLostReplyDoublesNothingInAnyDialect(Dialect dialect) {
        String id = orders();
        domo.dialects().speak(dialect).versionDelay(Duration.ofMillis(150));
        ScriptedWorker worker = start(config(id), ORDERS_0);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("the first batch is durable", topics::allCommitted);
        orders(ORDERS_0, 10, 21);
        worker.iterateUntil("the second batch is durable", topics::allCommitted);
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 21, 33);
        worker.iterateUntil("the third batch is durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 33));
    }

    /** One of several tasks does not know yet that versions show under the ids of their uploads; a refused repeat tells it. */
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {
                "SECOND_COMMIT_CONFLICT",
                "SECOND_COMMIT_OK",
                "SECOND_COMMIT_NOT_FOUND",
                "VERSION_LATE",
                "VERSION_PROCESSING",
                "VERSION_ONLY_V2",
                "VERSION_ONLY_V3"
            })
    void theVeryFirstCommitOfOneOfSeveralTasksMayLoseItsReply(Dialect dialect) {
        String id = orders();
        domo.dialects().speak(dialect).versionDelay(Duration.ofMillis(150));
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(config(id, "domo.internal.task.count", "2"), ORDERS_0);
        worker.iterateUntil("the batch is durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 10));
        assertThat(uploadsStarted()).isEqualTo(1);
    }

    @Test
    void aSessionThatDomoForgotIsWrittenAnew() {
        String id = orders();
        domo.faults().add(Fault.status(404).on("PUT", "/**/parts/*").times(1));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        assertThat(uploadsStarted()).isEqualTo(2);
    }

    @Test
    void threeForgottenSessionsInARowFailTheTask() {
        String id = orders();
        domo.faults().add(Fault.status(410).on("PUT", "/**/parts/*").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining("3 uploads in a row").hasMessageContaining(id);
        assertThat(topics.committed(ORDERS_0)).isZero();
    }

    @Test
    void aRefusedCommitFailsTheTaskWithDomosWordsAndARestartLosesNothing() {
        String id = orders();
        int fault = domo.faults().add(Fault.status(400).on("PUT", "/**/commit").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("toe")
                .hasMessageContaining(id)
                .hasMessageContaining("nothing is lost");
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isZero();

        domo.faults().remove(fault);
        ScriptedWorker restarted = start(config(id), ORDERS_0);
        restarted.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    @Test
    void anOutageCostsTimeAndNothingElse() {
        String id = orders();
        int outage = domo.faults().add(Fault.status(503).on(null, "/api/**").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        worker.iterateUntil("Domo is asked a few times", () -> domo.faults().matched(outage) >= 5);
        assertThat(worker.isPaused(ORDERS_0)).isTrue();
        domo.faults().remove(outage);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
    }

    @Test
    void columnsThatChangeBeforeTheCommitDoNotMixValuesUp() {
        String id = orders();
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id, "commit.interval.ms", "400"), ORDERS_0);
        worker.iterateUntil("rows are taken", () -> worker.hasPassedAll(ORDERS_0));
        worker.iterate();
        new Stranger(domo).alter(id, "[{\"name\":\"item\",\"type\":\"STRING\"},{\"name\":\"id\",\"type\":\"LONG\"}]");
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        eventually(() -> assertThat(domo.rows(id)).contains(Map.of("id", 7L, "item", "item 7")));
    }

    @Test
    void aReplyThatCountsOtherRowsFailsTheTaskAndIsNotRetried() {
        String id = orders();
        domo.faults()
                .add(Fault.status(200)
                        .withBody("{\"status\":\"SUCCESS\",\"uploadId\":1,\"size\":{\"rowCount\":99,\"partCount\":1}}")
                        .on("PUT", "/**/commit")
                        .afterTheWork()
                        .always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(config(id), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining("sent 100 rows in 1 parts, stored 99 rows in 1 parts")
                .hasMessageContaining("dataversions");
        assertThat(topics.committed(ORDERS_0)).isZero();
        assertThat(domo.commits(id)).hasSize(1);
    }

    @Test
    void gzipPartsAreReadByDomo() {
        String id = orders();
        orders(ORDERS_0, 0, 1000);
        ScriptedWorker worker = start(config(id, "upload.compression", "gzip"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 1000));
    }

    private long partsUploaded() {
        return domo.requests().stream()
                .filter(request -> request.path().contains("/parts/") && request.status() == 200)
                .count();
    }

    private long uploadsStarted() {
        return domo.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().endsWith("/uploads"))
                .count();
    }
}
