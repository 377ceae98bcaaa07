package io.connectdomo.sink.crash;

import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.sink.harness.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    /** Short times. */
    WorkerProcess start(Map<String, String> more) throws IOException {
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
        WorkerProcess process = WorkerProcess.start(Wire.to(domo.url()), topics, config);
        processes.add(process);
        return process;
    }

    @Override
    public void close() {
        processes.forEach(WorkerProcess::close);
    }
}
