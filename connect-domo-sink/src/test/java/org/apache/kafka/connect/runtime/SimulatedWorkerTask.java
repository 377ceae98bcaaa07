package org.apache.kafka.connect.runtime;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.runtime.errors.ErrorHandlingMetrics;
import org.apache.kafka.connect.runtime.errors.ErrorReporter;
import org.apache.kafka.connect.runtime.errors.ProcessingContext;
import org.apache.kafka.connect.runtime.errors.RetryWithToleranceOperator;
import org.apache.kafka.connect.runtime.errors.ToleranceType;
import org.apache.kafka.connect.runtime.errors.WorkerErrantRecordReporter;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.util.ConnectorTaskId;

/** Kafka's own {@code WorkerSinkTask}, with its own error handling, step by step; in its package, because its loop is not public. */
public final class SimulatedWorkerTask {
    private final WorkerSinkTask worker;
    private final ConnectMetrics metrics;

    /**
     * @param transformation null drops the record, as a filter does
     * @param deadLetters where bad records go
     */
    public SimulatedWorkerTask(
            String connector,
            SinkTask task,
            Map<String, String> config,
            Consumer<byte[], byte[]> consumer,
            Time time,
            Converter converter,
            UnaryOperator<SinkRecord> transformation,
            ErrorReporter<ConsumerRecord<byte[], byte[]>> deadLetters) {
        ConnectorTaskId id = new ConnectorTaskId(connector, 0);
        StandaloneConfig workerConfig = new StandaloneConfig(Map.of(
                "bootstrap.servers", "localhost:1",
                "key.converter", converter.getClass().getName(),
                "value.converter", converter.getClass().getName(),
                "offset.storage.file.filename", "unused",
                "offset.flush.interval.ms", "5000",
                "topic.tracking.enable", "false"));
        metrics = new ConnectMetrics(connector, workerConfig, Time.SYSTEM, "cluster");
        ErrorHandlingMetrics errors = new ErrorHandlingMetrics(id, metrics);
        RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> retries =
                new RetryWithToleranceOperator<>(0, 0, ToleranceType.ALL, time, errors);
        retries.reporters(List.of(deadLetters));
        TransformationChain<ConsumerRecord<byte[], byte[]>, SinkRecord> transformations =
                new TransformationChain<>(List.of(), retries) {
                    @Override
                    public SinkRecord apply(
                            ProcessingContext<ConsumerRecord<byte[], byte[]>> context, SinkRecord record) {
                        return transformation.apply(record);
                    }
                };
        worker = WorkerSinkTasks.create(
                id,
                task,
                workerConfig,
                metrics,
                converter,
                errors,
                transformations,
                consumer,
                time,
                retries,
                new WorkerErrantRecordReporter(retries, converter, converter, new SimpleHeaderConverter()));
        worker.initialize(new TaskConfig(config));
        worker.initializeAndStart();
    }

    public void iterate() {
        worker.iteration();
    }

    public void pause() {
        worker.transitionTo(TargetState.PAUSED);
    }

    public void resume() {
        worker.transitionTo(TargetState.STARTED);
    }

    /** As a worker stops a task, or ends one that has failed: the loop ends, partitions are closed, and the task is stopped. */
    public void stop() {
        worker.stop();
        worker.execute();
        worker.doClose();
        metrics.stop();
    }

    /** The process is gone: nothing is asked of the task any more. */
    public void forget() {
        metrics.stop();
    }
}
