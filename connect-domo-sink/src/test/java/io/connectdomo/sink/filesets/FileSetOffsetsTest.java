package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Offsets of files: what is on its way, what goes back, and what belongs to a log that is no more. */
class FileSetOffsetsTest extends FileSetTest {
    @Test
    void aFileWithoutRoomIsSoughtBehindOneThatIsOnItsWay() {
        Map<String, String> config = files(
                "buffer.max.bytes",
                "130000",
                "fileset.max.file.bytes",
                "100000",
                "part.max.bytes",
                "1000",
                "domo.request.timeout.ms",
                "6000");
        file(ORDERS_0, "small", "x");
        ScriptedWorker worker = start(files(), ORDERS_0, ORDERS_1);
        runToEnd(worker);
        worker.stop();
        worker = start(config, ORDERS_0, ORDERS_1);
        int slow = domo.faults()
                .add(Fault.delay(Duration.ofMillis(3_500))
                        .on("POST", "/**/files")
                        .times(1));
        for (int i = 0; i < 10; i++) {
            file(ORDERS_0, "file " + i, "x".repeat(5_000));
        }
        file(ORDERS_0, "large", "x".repeat(30_000));
        ScriptedWorker first = worker;
        first.iterateUntil("the large one is sought", () -> first.rewindCount() > 0);
        assertThat(domo.faults().matched(slow)).isGreaterThan(0);
        first.seekWithoutRecords();
        first.skip(ORDERS_1, 5);
        first.commitOffsets();
        assertThat(topics.committed(ORDERS_1)).isEqualTo(5);
        assertThat(topics.committed(ORDERS_0)).isLessThanOrEqualTo(1 + filesThere());
        first.crash();
        ScriptedWorker next = start(config, ORDERS_0, ORDERS_1);
        next.iterateUntil("all durable", () -> topics.isCommitted(ORDERS_0));
        assertReference();
    }

    /** Of those that are asked for side by side, in the order of their records up to the first that is not there. */
    private int filesThere() {
        int there = 0;
        while (stored().containsKey("docs/file " + there + ".txt")) {
            there++;
        }
        return there;
    }

    @Test
    void aTopicMadeAnewIsReadFromItsBeginning() {
        ScriptedWorker worker = start(files(), ORDERS_0);
        for (int i = 0; i < 20; i++) {
            file(ORDERS_0, "old " + i, "x");
        }
        runToEnd(worker);
        topics.makeAnew(ORDERS_0);
        for (int i = 0; i < 10; i++) {
            file(ORDERS_0, "new " + i, "y");
        }
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 10);
        assertReference();
    }
}
