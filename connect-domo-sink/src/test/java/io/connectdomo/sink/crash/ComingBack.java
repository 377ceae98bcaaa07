package io.connectdomo.sink.crash;

import static io.connectdomo.sink.crash.Workload.ORDERS_0;
import static io.connectdomo.sink.crash.Workload.ORDERS_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * A rebalance gives a process the partitions back that it took, while what the process has on its way to Domo is not resolved:
 * within one poll where it is eager, in the next one where it is cooperative. Where the kill is at an eager rebalance itself,
 * it is the second one in a row.
 */
record ComingBack(KillPoint point, boolean askedLate) {
    private static final List<TopicPartition> BOTH = List.of(ORDERS_0, ORDERS_1);

    void run(ScriptedWorker worker) {
        if (point.isCooperative()) {
            worker.iterate();
            worker.assign(List.of(ORDERS_1));
        } else {
            if (point.isEager()) {
                worker.assign(BOTH);
            }
            worker.revoke(BOTH);
            worker.assign(BOTH);
        }
        if (askedLate) {
            passTheRecords(worker);
        } else {
            worker.seekWithoutRecords();
        }
        worker.commitOffsets();
    }

    /** A partition that was paused still is, and its records come later. */
    private static void passTheRecords(ScriptedWorker worker) {
        List<TopicPartition> reading =
                BOTH.stream().filter(each -> !worker.isPaused(each)).toList();
        worker.iterate();
        assertThat(reading).as("the records have come again").allMatch(worker::hasPassedAll);
    }
}
