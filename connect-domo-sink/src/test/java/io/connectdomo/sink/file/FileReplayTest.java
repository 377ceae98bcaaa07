package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Records that come again after a crash are in one file, once, however the replay is cut. */
@Execution(ExecutionMode.CONCURRENT)
class FileReplayTest extends FileTest {
    private static final String[] FOUR_ROWS = {"commit.max.rows", "4"};

    /** Rolls [0..3], [4..7] and [8..9] are files, and Kafka knows nothing of it. */
    private void threeRollsAndACrash() {
        orders(ORDERS_0, 0, 10);
        ScriptedWorker first = start(files(FOUR_ROWS), ORDERS_0);
        first.holdOffsetCommits();
        first.iterateUntil(
                "three files are there", () -> domo.files().files().size() == 3 && first.wantsOffsetCommit());
        first.crash();
    }

    private void assertThreeRolls() {
        assertThat(contents())
                .isEqualTo(Map.of(
                        "orders-0-0", lines(0, 4),
                        "orders-0-4", lines(4, 8),
                        "orders-0-8", lines(8, 10)));
    }

    private List<Integer> writes() {
        return domo.files().files().stream().map(FileInfo::writes).toList();
    }

    @Test
    void whatIsThereAlreadyIsNotSentAgain() {
        threeRollsAndACrash();
        ScriptedWorker second = start(files(FOUR_ROWS), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThreeRolls();
        assertThat(writes()).containsOnly(1);
    }

    @Test
    void aReplayThatWouldCutLaterEndsWhereTheFirstRunDid() {
        threeRollsAndACrash();
        ScriptedWorker second = start(files(), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThreeRolls();
        assertThat(writes()).containsOnly(1);
    }

    @Test
    void aReplayThatWouldCutEarlierEndsWhereTheFirstRunDid() {
        threeRollsAndACrash();
        ScriptedWorker second = start(files("commit.max.rows", "3"), ORDERS_0).maxPollRecords(2);
        untilAllCommitted(second, topics);
        assertThreeRolls();
        assertThat(writes()).containsOnly(1);
    }

    @Test
    void aReplayOfARollInPartsEndsWhereTheFirstRunDidAndItsSessionIsAborted() {
        orders(ORDERS_0, 0, 40);
        ScriptedWorker first = start(files("part.max.bytes", "200", "commit.max.rows", "30"), ORDERS_0);
        first.holdOffsetCommits();
        first.iterateUntil("both files are there", () -> domo.files().files().size() == 2 && first.wantsOffsetCommit());
        first.crash();
        ScriptedWorker second = start(files("part.max.bytes", "150"), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 30), "orders-0-30", lines(30, 40)));
        assertThat(writes()).containsOnly(1);
        eventually(() -> assertThat(domo.files().sessions())
                .extracting(session -> session.state())
                .doesNotContain("OPEN"));
    }

    @Test
    void aReplayWrittenOtherwiseReplacesItsOwnFileByARevision() {
        threeRollsAndACrash();
        ScriptedWorker second = start(files("metadata.columns", "offset"), ORDERS_0);
        untilAllCommitted(second, topics);
        String first = contents().get("orders-0-0");
        assertThat(first).startsWith("{\"id\":0,\"item\":\"item 0\",\"_kafka_offset\":0}\n");
        assertThat(file("orders-0-0").writes()).isEqualTo(2);
        assertThat(all(ORDERS_0)).contains("\"_kafka_offset\":9}");
    }

    @Test
    void aLostReplyIsLookedUpAndNothingIsSentAgain() {
        domo.faults().add(Fault.dropAfterWork().on("POST", "/api/data/v1/data-files"));
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(files(), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 10)));
        assertThat(writes()).containsOnly(1);
        assertNonePublic();
    }

    @Test
    void aLostReplyOfACommitIsLookedUpAndNothingIsSentAgain() {
        domo.faults().add(Fault.dropAfterWork().on("POST", "/**/commit"));
        orders(ORDERS_0, 0, 100);
        ScriptedWorker worker = start(files("part.max.bytes", "500"), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 100)));
        assertThat(writes()).containsOnly(1);
        assertThat(domo.files().sessions()).hasSize(1);
        assertNonePublic();
    }

    @Test
    void anUploadThatNeverArrivedIsSentAgainAfterTheGrace() {
        domo.faults().add(Fault.dropBeforeWork().on("POST", "/api/data/v1/data-files"));
        orders(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(files(), ORDERS_0);
        untilAllCommitted(worker, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 10)));
        assertThat(requests("POST", "/data-files")).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void aFileThatSomebodyWroteMeanwhileIsNotOverwrittenBlindly() {
        orders(ORDERS_0, 0, 4);
        Map<String, String> slow = files("commit.interval.ms", "2000");
        ScriptedWorker first = start(slow, ORDERS_0);
        first.iterateUntil("the first one has looked, and reads again", () -> first.rewindCount() > 0);
        first.iterate();
        first.cutOff();
        // Another owner is faster, and goes further.
        orders(ORDERS_0, 4, 6);
        ScriptedWorker second = start(files(), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 6)));
        int looks = requests("GET", "/details").size();
        first.iterateUntil(
                "the first one has looked again",
                () -> requests("GET", "/details").size() > looks);
        first.iterateUntil("and gives up", () -> first.rewindCount() > 1);
        assertThat(contents()).as("the longer file stays").isEqualTo(Map.of("orders-0-0", lines(0, 6)));
    }

    @Test
    void permissionsThatACrashLeftOpenAreSetByTheReplay() {
        // The file goes up in parts, so that it is open at first, and the process dies before its permissions are set.
        domo.faults().add(Fault.dropBeforeWork().on("PUT", "/**/permissions").always());
        orders(ORDERS_0, 0, 100);
        ScriptedWorker first = start(files("part.max.bytes", "500"), ORDERS_0);
        first.iterateUntil("the file is there", () -> !domo.files().files().isEmpty());
        for (int i = 0; i < 5; i++) {
            first.iterate();
        }
        assertThat(topics.committed(ORDERS_0))
                .as("not done before it is private")
                .isZero();
        first.crash();
        domo.faults().clear();
        ScriptedWorker second = start(files("part.max.bytes", "500"), ORDERS_0);
        untilAllCommitted(second, topics);
        assertNonePublic();
        assertThat(writes()).containsOnly(1);
    }

    /** One file whose hash Domo does not show. */
    private static Fault withoutItsHash(FileInfo file) {
        return Fault.status(200)
                .withBody("[{\"dataFileId\":" + file.id() + ",\"name\":\"" + file.path()
                        + "\",\"currentRevision\":{\"dataFileRevisionId\":501,\"sizeBytes\":" + file.size()
                        + ",\"scanState\":\"PENDING\"}}]")
                .on("GET", "/**/details");
    }

    @Test
    void aHashThatComesLateIsWaitedFor() {
        orders(ORDERS_0, 0, 4);
        ScriptedWorker first = start(files(), ORDERS_0);
        first.holdOffsetCommits();
        first.iterateUntil("the file is there", first::wantsOffsetCommit);
        first.crash();
        domo.faults().add(withoutItsHash(file("orders-0-0")).times(2));
        ScriptedWorker second = start(files("commit.resolve.grace.ms", "20000"), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThat(writes()).containsOnly(1);
    }

    @Test
    void aHashThatNeverComesBlocksNothing() {
        orders(ORDERS_0, 0, 4);
        ScriptedWorker first = start(files(), ORDERS_0);
        first.holdOffsetCommits();
        first.iterateUntil("the file is there", first::wantsOffsetCommit);
        first.crash();
        domo.faults().add(withoutItsHash(file("orders-0-0")).always());
        ScriptedWorker second = start(files(), ORDERS_0);
        untilAllCommitted(second, topics);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 4)));
        assertThat(writes()).containsOnly(2);
    }
}
