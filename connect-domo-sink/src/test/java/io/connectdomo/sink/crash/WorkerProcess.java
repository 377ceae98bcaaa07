package io.connectdomo.sink.crash;

import io.connectdomo.sink.SimulatedTask;
import io.connectdomo.sink.harness.ScriptedWorker;
import io.connectdomo.sink.harness.Topics;
import io.connectdomo.sink.simulation.SimulatedProcess;
import io.connectdomo.sink.simulation.Simulation;
import java.util.Map;

/** A worker with one task, and its own way to Domo. */
final class WorkerProcess implements AutoCloseable {
    private final ScriptedWorker worker;
    private final SimulatedProcess process;
    private final Wire wire;

    private WorkerProcess(ScriptedWorker worker, SimulatedProcess process, Wire wire) {
        this.worker = worker;
        this.process = process;
        this.wire = wire;
    }

    /** A started task without partitions. */
    static WorkerProcess start(Simulation simulation, TakeOver takeOver, Topics topics, Map<String, String> config) {
        Wire wire = new Wire(simulation.time(), takeOver);
        SimulatedProcess process = simulation.process().crossing(wire);
        ScriptedWorker worker =
                ScriptedWorker.start(simulation.time(), SimulatedTask.on(process), topics, config, null);
        return new WorkerProcess(worker, process, wire);
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
        process.die();
        worker.crash();
    }

    @Override
    public void close() {
        process.die();
        worker.crash();
    }
}
