package io.connectdomo.sink.filesets;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Partitions that move while files go up. Kills and zombies are in the crash package's {@code StoreMatrixTest}. */
@Execution(ExecutionMode.CONCURRENT)
class FileSetRebalanceTest extends FileSetTest {
    private static final TopicPartition MANUALS = new TopicPartition("manuals", 0);

    @Test
    void aRevokedPartitionsFilesAreWrittenByItsNewOwner() {
        ScriptedWorker staying = start(files("domo.request.timeout.ms", "3000"), ORDERS_0, ORDERS_1);
        file(ORDERS_0, "warm", "up");
        runToEnd(staying);
        // Longer than a revocation waits for what is on its way.
        int late = domo.faults()
                .add(Fault.delay(Duration.ofMillis(2_500))
                        .on("POST", "/**/files")
                        .times(4));
        for (int i = 0; i < 100; i++) {
            file(i % 2 == 0 ? ORDERS_0 : ORDERS_1, "k" + i % 20, "value " + i);
        }
        staying.iterateUntil("files are on their way", () -> domo.faults().matched(late) > 0);
        staying.revoke(List.of(ORDERS_1));
        ScriptedWorker other = start(files("domo.request.timeout.ms", "3000"), ORDERS_1);
        other.iterateUntil("all durable", () -> {
            staying.iterate();
            return topics.allCommitted();
        });
        assertReference();
    }

    @Test
    void aPartitionThatComesBackIsExact() {
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "3000"), ORDERS_0);
        file(ORDERS_0, "warm", "up");
        runToEnd(worker);
        int late = domo.faults().add(Fault.delay(Duration.ofMillis(2_500)).on("POST", "/**/files"));
        file(ORDERS_0, "same", "older");
        file(ORDERS_0, "gone", "x");
        worker.iterateUntil("it is on its way", () -> domo.faults().matched(late) > 0);
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        file(ORDERS_0, "same", "newer");
        file(ORDERS_0, "gone", null);
        runToEnd(worker);
        assertReference();
    }

    /** One path fed by two partitions: what was replaced is read again with what has replaced it. */
    @Test
    void offsetsHoldForARecordWhosePlaceAnotherPartitionsHasTaken() {
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "1500"), ORDERS_0, ORDERS_1);
        file(ORDERS_0, "same", "of 0");
        worker.iterate();
        file(ORDERS_1, "same", "of 1");
        worker.iterate();
        // Nothing was sent yet: the take-over waits.
        worker.revoke(List.of(ORDERS_1));
        assertThat(topics.committed(ORDERS_0)).isZero();
        worker.iterateUntil("the one that stays is written", () -> topics.committed(ORDERS_0) == 1);
        assertThat(stored()).containsEntry("docs/same.txt", "of 0");
        ScriptedWorker other = start(files(), ORDERS_1);
        runToEnd(other);
        assertThat(stored()).containsEntry("docs/same.txt", "of 1");
    }

    @Test
    void aFileSetThatIsParkedLeavesTheOthersGoing() {
        for (int i = 0; i < 10; i++) {
            file(ORDERS_0, "k" + i, "x");
        }
        add(MANUALS, "a", "text");
        Map<String, String> config = files(
                "topics",
                "orders,manuals",
                "destination.failure.action",
                "park",
                "topic.override.manuals.fileset.id",
                "00000000-0000-0000-0000-000000000000");
        ScriptedWorker worker = start(config, ORDERS_0, MANUALS);
        worker.iterateUntil("the broken one waits", () -> worker.isPaused(MANUALS));
        file(ORDERS_0, "later", "y");
        worker.iterateUntil("the other goes on", () -> topics.committed(ORDERS_0) == 11);
        assertThat(topics.committed(MANUALS)).isZero();
        assertReference();
    }

    /**
     * The file of 1 has taken the place of that of 2, and another one of 1 that of 0: a feed is read again from one place, so
     * what it shares with others is given up with it.
     */
    @Test
    void whatWasReplacedByAPartitionThatIsReadAgainIsReadAgainWithIt() {
        TopicPartition orders2 = new TopicPartition("orders", 2);
        ScriptedWorker worker = start(files("domo.request.timeout.ms", "3000"), ORDERS_0, ORDERS_1, orders2);
        file(orders2, "a", "of 2");
        worker.iterate();
        file(ORDERS_1, "a", "of 1");
        worker.iterate();
        file(ORDERS_0, "b", "of 0");
        worker.iterate();
        file(ORDERS_1, "b", "of 1");
        worker.iterate();
        // Nothing was sent yet: the take-over waits.
        int rewinds = worker.rewindCount();
        worker.revoke(List.of(orders2));
        worker.iterateUntil("both that stay are read again", () -> worker.rewindCount() == rewinds + 2);
        worker.iterateUntil("all durable", () -> topics.isCommitted(ORDERS_0) && topics.isCommitted(ORDERS_1));
        assertThat(stored()).containsEntry("docs/a.txt", "of 1").containsKey("docs/b.txt");
    }
}
