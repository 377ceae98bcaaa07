package io.connectdomo.sink;

import io.connectdomo.sink.task.TaskRuntime;

/** The real task on another machine. */
public final class SimulatedTask {
    private SimulatedTask() {}

    public static DomoSinkTask on(TaskRuntime runtime) {
        return new DomoSinkTask(runtime);
    }
}
