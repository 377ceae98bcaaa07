package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Stranger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of a commit without an answer is found out, whatever else does not answer as it should (delivery.md 2.1). */
@Execution(ExecutionMode.CONCURRENT)
class CommitFateTest extends EmulatorTest {
    private static final String V3 = "/**/dataversions/details";
    private static final String V2 = "/api/data/v2/**/dataversions";

    private String id;
    private ScriptedWorker worker;

    /** A clean commit, after which version ids are known. */
    private void firstBatch(Map<String, String> config) {
        worker = start(config, ORDERS_0);
        orders(ORDERS_0, 0, 10);
        worker.iterateUntil("the first batch is durable", topics::allCommitted);
        worker.iterateUntil("version ids are known", () -> asked(V3) && asked(V2));
    }

    private boolean asked(String list) {
        String end = list.equals(V3) ? "/dataversions/details" : "/dataversions";
        return domo.requests().stream().anyMatch(request -> request.path().endsWith(end));
    }

    private void theNextBatchLosesItsReply() {
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 21);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 21));
        assertThat(domo.commits(id)).hasSize(2);
    }

    static Stream<Arguments> eitherListInEveryState() {
        return Stream.of(V2, V3)
                .flatMap(list -> Stream.of(
                                Fault.status(410),
                                Fault.status(404),
                                Fault.status(403),
                                Fault.status(500),
                                Fault.status(302),
                                Fault.plain(404, "gone fishing"),
                                Fault.plain(200, "no list"),
                                Fault.empty(200),
                                Fault.maintenance(200),
                                Fault.dropBeforeWork())
                        .map(fault -> Arguments.of(list, fault)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("eitherListInEveryState")
    void oneListIsEnough(String list, Fault fault) {
        id = orders();
        firstBatch(config(id));
        domo.faults().add(fault.on("GET", list).always());
        theNextBatchLosesItsReply();
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, V3})
    void aCommitThatNeverArrivedIsRepeatedThoughOneListCantBeRead(String list) {
        id = orders();
        firstBatch(config(id, "domo.retry.timeout.ms", "3000"));
        domo.faults().add(Fault.status(500).on("GET", list).always());
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 21);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 21));
    }

    @ParameterizedTest
    @ValueSource(strings = {V2, V3})
    void aHistoryOfYearsIsNoObstacle(String list) {
        id = orders();
        firstBatch(config(id));
        domo.faults()
                .add(Fault.status(200)
                        .withBody(longHistory(60_000))
                        .on("GET", list)
                        .always());
        theNextBatchLosesItsReply();
    }

    /** In the forms of both lists at once; more than a reply may have that is held in memory. */
    private static String longHistory(int versions) {
        StringBuilder json = new StringBuilder("[");
        String recorded = Instant.now().minus(Duration.ofDays(500)).toString();
        for (int i = 0; i < versions; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"dataId\":\"")
                    .append(1_000_000 + i)
                    .append("\",\"dataVersionId\":")
                    .append(1_000_000 + i)
                    .append(",\"uploadStatus\":\"success\",\"status\":\"success\",\"numRows\":11,\"rowCount\":11")
                    .append(",\"recordedDate\":\"")
                    .append(recorded)
                    .append("\",\"datetimeRecorded\":\"")
                    .append(recorded)
                    .append("\",\"uploadMessage\":\"")
                    .append("x".repeat(60))
                    .append("\"}");
        }
        return json.append(']').toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 302, 500})
    void listsThatCantBeReadForAWhileAreAskedAgain(int status) {
        id = orders();
        firstBatch(config(id));
        domo.faults().add(Fault.status(status).on("GET", "/**/dataversions**").times(12));
        theNextBatchLosesItsReply();
    }

    @Test
    void listsThatNobodyMayReadFailTheTaskAndNothingIsLost() {
        id = orders();
        firstBatch(config(id));
        domo.faults().add(Fault.status(404).on("GET", "/**/dataversions**").always());
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 21);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining("Neither list").hasMessageContaining(id);
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"604800", "Fri, 31 Dec 2100 00:00:00 GMT"})
    void aRetryAfterOfAWeekIsNotWaitedOut(String retryAfter) {
        id = orders();
        firstBatch(config(id, "domo.retry.timeout.ms", "4000"));
        domo.faults()
                .add(Fault.status(503)
                        .withRetryAfter(retryAfter)
                        .on("PUT", "/**/commit")
                        .times(1));
        orders(ORDERS_0, 10, 21);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 21));
    }

    /** The worker waits five seconds in all for tasks that stop; the reply comes later than that, the data version is there before. */
    @Test
    void aGracefulStopDoesNotWriteAgainWhatShowsBeforeItsReply() {
        id = orders();
        firstBatch(config(id, "commit.timeout.ms", "30000", "domo.retry.timeout.ms", "100000"));
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofSeconds(8))
                        .afterTheWork()
                        .on("PUT", "/**/commit")
                        .times(1));
        worker.holdOffsetCommits();
        orders(ORDERS_0, 10, 21);
        worker.iterateUntil(
                "the commit is sent",
                () -> domo.faults().matched(slow) == 1 && domo.commits(id).size() == 2);
        long asked = simulation.time().nowMs();
        worker.stop();
        assertThat(simulation.time().nowMs() - asked).isLessThan(5_000);
        assertThat(topics.committed(ORDERS_0)).isEqualTo(21);
        ScriptedWorker next = start(config(id), ORDERS_0);
        next.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 21));
    }

    /** Nothing but the number of rows is equal, and it is the very first commit, when no id of a version was seen yet. */
    @Test
    void anEqualBatchOfAnotherConnectorIsNotTakenForOurs() {
        id = orders();
        int lost = domo.faults()
                .add(Fault.dropBeforeWork()
                        .on("PUT", "/**/" + id + "/**/commit")
                        .times(1));
        order(ORDERS_0, 0);
        worker = start(config(id, "commit.resolve.grace.ms", "5000"), ORDERS_0);
        worker.iterateUntil("the commit is lost", () -> domo.faults().matched(lost) == 1);
        new Stranger(domo).append(id, "7,stranger\n");
        worker.iterateUntil("durable", topics::allCommitted);
        assertCounts(id, Map.of(0L, 1L, 7L, 1L));
    }

    @Test
    void anUploadThatIsListedWhileItIsOpenIsResolvedAllTheSame() {
        id = orders();
        firstBatch(config(id, "domo.retry.timeout.ms", "3000"));
        domo.dialects().speak(Dialect.VERSION_OPEN_SHOWN);
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").times(1));
        orders(ORDERS_0, 10, 21);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 21));
    }

    @Test
    void aSnapshotIsNotOvertakenByItsOwnUpload() {
        id = orders();
        domo.dialects().speak(Dialect.VERSION_OPEN_SHOWN);
        // So that the newest version is noted first, as with a snapshot that begins slowly.
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(500))
                        .on("POST", "/**/uploads")
                        .times(1));
        orders(ORDERS_0, 0, 100);
        worker = start(
                config(
                        id,
                        "write.mode",
                        "replace",
                        "replace.snapshot.idle.ms",
                        "300",
                        "part.max.bytes",
                        "200",
                        "buffer.max.bytes",
                        "100000"),
                ORDERS_0);
        worker.iterateUntil("the snapshot is durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 100));
        assertThat(domo.commits(id)).hasSize(1);
        assertThat(worker.rewindCount()).isZero();
    }

    /** Ids of versions are known to be others, and the version before shows late: it has as many rows, and came after the upload began. */
    @Test
    void theVersionOfTheCommitBeforeIsNotTakenForTheOneThatGotLost() {
        id = orders();
        domo.dialects().speak(Dialect.VERSION_OTHER_ID_LATE).versionDelay(Duration.ofMillis(250));
        worker = start(
                        config(id, "commit.interval.ms", "600000", "commit.max.rows", "10", "part.max.bytes", "50"),
                        ORDERS_0)
                .maxPollRecords(10);
        for (int batch = 0; batch < 3; batch++) {
            orders(ORDERS_0, 10L * batch, 10L * (batch + 1));
            worker.iterateUntil("batch " + batch + " is durable", topics::allCommitted);
            // Its version shows.
            worker.iterateFor(Duration.ofMillis(400));
        }
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(600)).on("PUT", "/**/commit").times(1));
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/commit").nth(2).times(1));
        orders(ORDERS_0, 30, 50);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 50));
    }
}
