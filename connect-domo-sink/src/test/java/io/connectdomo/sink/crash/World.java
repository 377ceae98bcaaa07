package io.connectdomo.sink.crash;

import static org.awaitility.Awaitility.await;

import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.sink.harness.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** The topics, the DataSet and the processes of one cell. */
final class World implements AutoCloseable {
    private final DomoEmulator domo;
    private final String dataSetId;
    private final Workload workload;
    private final int partsAtOnce;
    private final Topics topics = new Topics();
    private final List<WorkerProcess> processes = new ArrayList<>();

    World(DomoEmulator domo, Workload workload, int partsAtOnce) {
        this.domo = domo;
        this.workload = workload;
        this.partsAtOnce = partsAtOnce;
        this.dataSetId = domo.createDataSet("orders", workload.columns());
    }

    Topics topics() {
        return topics;
    }

    Workload workload() {
        return workload;
    }

    List<Map<String, Object>> rows() {
        return domo.rows(dataSetId);
    }

    List<CommitRecord> commits() {
        return domo.commits(dataSetId);
    }

    WorkerProcess start(Map<String, String> more) throws IOException {
        return start(more, TakeOver.none());
    }

    /** Short times. */
    WorkerProcess start(Map<String, String> more, TakeOver takeOver) throws IOException {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "domo.developer.token", domo.token(),
                "topics", "orders",
                "dataset.id", dataSetId,
                "upload.max.in.flight", Integer.toString(partsAtOnce),
                "part.max.bytes", "120",
                "commit.interval.ms", "60",
                "commit.timeout.ms", "150",
                "commit.resolve.grace.ms", "80"));
        config.put("domo.retry.backoff.ms", "10");
        config.putAll(workload.config());
        config.putAll(more);
        WorkerProcess process = WorkerProcess.start(Wire.to(domo.url(), takeOver), topics, config);
        processes.add(process);
        return process;
    }

    /** Whether nothing but what may be seen between the kill and the recovery is there. */
    boolean isWhole() {
        try {
            workload.requireWhole(rows());
            return true;
        } catch (AssertionError notYet) {
            return false;
        }
    }

    /** Waits a little until all that was committed is indexed. */
    void settle() {
        try {
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> workload.settled(rows(), commits()));
        } catch (ConditionTimeoutException different) {
            // The comparison that follows says what is different.
            return;
        }
    }

    void requireTakeOversKept() {
        processes.forEach(process -> process.wire().takeOver().requireKept());
    }

    @Override
    public void close() {
        processes.forEach(WorkerProcess::close);
    }
}
