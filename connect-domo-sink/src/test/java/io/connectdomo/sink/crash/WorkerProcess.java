package io.connectdomo.sink.crash;

import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import java.util.Map;

/** A worker with one task, and its own way to Domo. */
final class WorkerProcess implements AutoCloseable {
    private final ScriptedWorker worker;
    private final Wire wire;

    private WorkerProcess(ScriptedWorker worker, Wire wire) {
        this.worker = worker;
        this.wire = wire;
    }

    /** A started task without partitions; the wire's address goes into its configuration. */
    static WorkerProcess start(Wire wire, Topics topics, Map<String, String> config) {
        config.put("domo.url", wire.url());
        return new WorkerProcess(
                ScriptedWorker.start(
                        new io.connectdomo.sink.simulation.Simulation().time(),
                        new io.connectdomo.sink.DomoSinkTask(),
                        topics,
                        config,
                        null),
                wire);
    }

    ScriptedWorker worker() {
        return worker;
    }

    Wire wire() {
        return wire;
    }

    /** No word to Kafka, none to Domo. What is on its way to Domo may land yet. */
    void die() {
        wire.die();
        worker.crash();
    }

    @Override
    public void close() {
        wire.close();
        worker.crash();
    }
}
