package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.FileInfo;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Partitions come and go; each record is in one file. */
class FileRebalanceTest extends FileTest {
    private Map<String, String> slow() {
        return files("commit.interval.ms", "1500", "part.max.bytes", "300");
    }

    private void assertAllOnce() {
        assertThat(all(ORDERS_0)).isEqualTo(lines(0, 50));
        assertThat(all(ORDERS_1)).isEqualTo(lines(100, 150));
    }

    private ScriptedWorker startWithOpenRolls() {
        orders(ORDERS_0, 0, 50);
        orders(ORDERS_1, 100, 150);
        ScriptedWorker worker = start(slow(), ORDERS_0, ORDERS_1);
        worker.iterateUntil(
                "both rolls have sent parts", () -> domo.files().sessions().size() == 2);
        return worker;
    }

    @Test
    void aRevokedPartitionTakesOnlyItsOwnRollWithIt() {
        ScriptedWorker first = startWithOpenRolls();
        int rewinds = first.rewindCount();
        first.revoke(List.of(ORDERS_1));
        ScriptedWorker second = start(slow(), ORDERS_1);
        second.iterateUntil("the second task is done", () -> topics.committed(ORDERS_1) == 50);
        first.iterateUntil("the first task is done", () -> topics.committed(ORDERS_0) == 50);
        assertAllOnce();
        assertThat(first.rewindCount()).as("the other roll goes on").isEqualTo(rewinds);
        assertThat(domo.files().sessions())
                .extracting(session -> session.state())
                .as("what was given up is aborted")
                .containsOnly("COMMITTED", "ABORTED");
    }

    @Test
    void everythingClosedAndOpenedAgainDoublesNothing() {
        ScriptedWorker worker = startWithOpenRolls();
        for (int round = 0; round < 3; round++) {
            worker.iterate();
            worker.revoke(List.of(ORDERS_0, ORDERS_1));
            worker.assign(List.of(ORDERS_0, ORDERS_1));
            worker.iterate();
        }
        untilAllCommitted(worker, topics);
        assertAllOnce();
    }

    @Test
    void aCommitUnderWayWhenItsPartitionIsLostIsResolvedNotRepeated() {
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(300))
                        .afterTheWork()
                        .on("POST", "/**/commit")
                        .times(2));
        orders(ORDERS_0, 0, 50);
        orders(ORDERS_1, 100, 150);
        ScriptedWorker worker = start(files("part.max.bytes", "300"), ORDERS_0, ORDERS_1);
        worker.iterateUntil("a commit has worked", () -> !domo.files().files().isEmpty());
        worker.lose(List.of(ORDERS_0, ORDERS_1));
        worker.assign(List.of(ORDERS_0, ORDERS_1));
        untilAllCommitted(worker, topics);
        assertAllOnce();
        assertThat(domo.files().files()).extracting(FileInfo::writes).containsOnly(1);
    }

    @Test
    void aTaskThatStopsInOrderLosesAndDoublesNothing() {
        ScriptedWorker first = startWithOpenRolls();
        first.stop();
        ScriptedWorker second = start(slow(), ORDERS_0, ORDERS_1);
        untilAllCommitted(second, topics);
        assertAllOnce();
    }
}
