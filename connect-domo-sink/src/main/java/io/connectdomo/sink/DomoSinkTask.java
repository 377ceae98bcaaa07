package io.connectdomo.sink;

import io.connectdomo.common.Version;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.task.StartedSinkTask;
import io.connectdomo.sink.task.TaskRuntime;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** What the worker runs; forwards to a {@link StartedSinkTask}, in which all state lives. */
public final class DomoSinkTask extends SinkTask {
    private final TaskRuntime runtime;
    private StartedSinkTask started;

    public DomoSinkTask() {
        this(TaskRuntime.SYSTEM);
    }

    DomoSinkTask(TaskRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> properties) {
        started = SinkTaskFactory.start(new DomoSinkConfig(properties), context, runtime);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        started.open(partitions);
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        started.put(records);
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        return started.preCommit(currentOffsets);
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        if (started != null) {
            started.close(partitions);
        }
    }

    /** Also called when {@link #start} failed. */
    @Override
    public void stop() {
        if (started != null) {
            started.stop();
        }
    }

    StartedSinkTask started() {
        return started;
    }
}
