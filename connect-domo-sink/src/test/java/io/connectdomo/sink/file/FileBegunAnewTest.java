package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A topic that is made anew under a running task. */
class FileBegunAnewTest extends FileTest {
    @Test
    void theNewLogIsReadFromItsBeginning() {
        ScriptedWorker worker = start(files(), ORDERS_0);
        orders(ORDERS_0, 0, 30);
        untilAllCommitted(worker, topics);
        topics.makeAnew(ORDERS_0);
        orders(ORDERS_0, 1000, 1010);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 10);
        // Of the same name: its file gets a revision.
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(1000, 1010)));
        assertThat(file("orders-0-0").writes()).isEqualTo(2);
    }

    @Test
    void noFileHoldsRecordsOfTwoLogs() {
        ScriptedWorker worker = start(files("commit.interval.ms", "1500"), ORDERS_0);
        orders(ORDERS_0, 0, 20);
        untilAllCommitted(worker, topics);
        orders(ORDERS_0, 20, 25);
        worker.iterateUntil("a roll is open", () -> worker.hasPassedAll(ORDERS_0));
        topics.makeAnew(ORDERS_0);
        orders(ORDERS_0, 1000, 1015);
        worker.iterateUntil("the new log is durable", () -> topics.committed(ORDERS_0) == 15);
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(1000, 1015), "orders-0-20", lines(20, 25)));
    }
}
