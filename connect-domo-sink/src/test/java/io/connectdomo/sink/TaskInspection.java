package io.connectdomo.sink;

/** Looks into a running task. */
public final class TaskInspection {
    private TaskInspection() {}

    public static long peakBufferBytes(DomoSinkTask task) {
        return task.started().peakBufferBytes();
    }
}
