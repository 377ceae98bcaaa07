package org.apache.kafka.connect.runtime;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.ToleranceType;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.util.ConnectorTaskId;

/** Runs Kafka's own {@code WorkerSinkTask} step by step; in its package, because its loop is not public. */
public final class WorkerSinkTaskDriver {
    private final WorkerSinkTask worker;

    public WorkerSinkTaskDriver(SinkTask task, Map<String, String> config, Consumer<byte[], byte[]> consumer) {
        ConnectorTaskId id = new ConnectorTaskId("recorded", 0);
        StandaloneConfig workerConfig = new StandaloneConfig(Map.of(
                "bootstrap.servers", "localhost:1",
                "key.converter", StringConverter.class.getName(),
                "value.converter", StringConverter.class.getName(),
                "offset.storage.file.filename", "unused",
                "offset.flush.interval.ms", "3600000",
                "topic.tracking.enable", "false"));
        ConnectMetrics metrics = new ConnectMetrics("worker", workerConfig, Time.SYSTEM, "cluster");
        ErrorHandlingMetrics errors = new ErrorHandlingMetrics(id, metrics);
        RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> retries =
                new RetryWithToleranceOperator<>(0, 0, ToleranceType.NONE, Time.SYSTEM, errors);
        TransformationChain<ConsumerRecord<byte[], byte[]>, SinkRecord> noTransformations =
                new TransformationChain<>(List.of(), retries);
        worker = WorkerSinkTasks.create(
                id,
                task,
                workerConfig,
                metrics,
                keyConverter(),
                errors,
                noTransformations,
                consumer,
                Time.SYSTEM,
                retries,
                null);
        worker.initialize(new TaskConfig(config));
        worker.initializeAndStart();
    }

    private static StringConverter keyConverter() {
        StringConverter converter = new StringConverter();
        converter.configure(Map.of(), true);
        return converter;
    }

    public void iterate() {
        worker.iteration();
    }

    /** The connector is paused, as by its REST address; the next iteration finds out. */
    public void pause() {
        worker.transitionTo(TargetState.PAUSED);
    }

    public void resume() {
        worker.transitionTo(TargetState.STARTED);
    }

    /** As a worker stops a task: the loop ends, partitions are closed, and the task is stopped. */
    public void stop() {
        worker.stop();
        worker.execute();
        worker.doClose();
    }
}
