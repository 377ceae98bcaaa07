package io.connectdomo.sink.crash;

import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.emulator.DomoEmulator;
import io.connectdomo.emulator.EmulatorOptions;
import io.connectdomo.sink.harness.Topics;
import io.connectdomo.sink.simulation.Simulation;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The topics, the DataSet and the processes of one cell. */
final class World implements AutoCloseable {
    private final Simulation simulation = new Simulation();
    private final DomoEmulator domo;
    private final String dataSetId;
    private final Workload workload;
    private final int partsAtOnce;
    private final Topics topics = new Topics();
    private final List<WorkerProcess> processes = new ArrayList<>();

    World(Workload workload, int partsAtOnce) throws IOException {
        this.domo = DomoEmulator.start(
                simulation.emulator(EmulatorOptions.defaults().withIndexDelay(Duration.ofMillis(1))));
        this.workload = workload;
        this.partsAtOnce = partsAtOnce;
        this.dataSetId = domo.createDataSet("orders", workload.columns());
    }

    Simulation simulation() {
        return simulation;
    }

    DomoEmulator domo() {
        return domo;
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

    WorkerProcess start(Map<String, String> more) {
        return start(more, TakeOver.none());
    }

    /** Short times. */
    WorkerProcess start(Map<String, String> more, TakeOver takeOver) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "orders-sink",
                "domo.url", domo.url(),
                "domo.developer.token", domo.token(),
                "topics", "orders",
                "dataset.id", dataSetId,
                "part.max.bytes", "120",
                "commit.interval.ms", "60",
                "commit.timeout.ms", "150",
                "commit.resolve.grace.ms", "80"));
        config.put("domo.retry.backoff.ms", "10");
        config.put("upload.max.in.flight", Integer.toString(partsAtOnce));
        config.putAll(workload.config());
        config.putAll(more);
        WorkerProcess process = WorkerProcess.start(simulation, takeOver, topics, config);
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
            simulation.until("all is indexed", Duration.ofSeconds(5), () -> workload.settled(rows(), commits()));
        } catch (AssertionError different) {
            // The comparison that follows says what is different.
            return;
        }
    }

    void requireTakeOversKept() {
        processes.forEach(process -> process.wire().takeOver().requireKept());
    }

    @Override
    public void close() throws IOException {
        processes.forEach(WorkerProcess::close);
        simulation.close();
        domo.close();
    }
}
