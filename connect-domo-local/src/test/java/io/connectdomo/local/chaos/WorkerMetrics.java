package io.connectdomo.local.chaos;

import io.connectdomo.local.Worker;
import io.connectdomo.local.WorkerBeans;

/** What Kafka itself measures of a sink's only task. */
final class WorkerMetrics implements AutoCloseable {
    private final WorkerBeans beans;
    private final String task;
    private final String coordinator;

    private WorkerMetrics(WorkerBeans beans, String sink) {
        this.beans = beans;
        this.task = "kafka.connect:type=sink-task-metrics,connector=" + sink + ",task=0";
        this.coordinator =
                "kafka.consumer:type=consumer-coordinator-metrics,client-id=connector-consumer-" + sink + "-0";
    }

    static WorkerMetrics of(Worker worker, String sink) {
        return new WorkerMetrics(WorkerBeans.of(worker), sink);
    }

    /** Records that the task was given and has not yet committed. */
    long notCommitted() {
        return beans.read(task, "sink-record-active-count");
    }

    /** Records that the task was ever given. */
    long given() {
        return beans.read(task, "sink-record-send-total");
    }

    /** The longest that the task kept the framework's thread, in milliseconds, since it started. */
    long longestPutMs() {
        return beans.read(task, "put-batch-max-time-ms");
    }

    /** How often the task's consumer got partitions. */
    long rebalances() {
        return beans.read(coordinator, "rebalance-total");
    }

    long heapBytes() {
        return beans.heapBytes();
    }

    @Override
    public void close() {
        beans.close();
    }
}
