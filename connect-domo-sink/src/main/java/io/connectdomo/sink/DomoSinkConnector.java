package io.connectdomo.sink;

import io.connectdomo.common.Version;
import io.connectdomo.sink.config.DomoSinkConfig;
import io.connectdomo.sink.config.SinkOffsets;
import io.connectdomo.sink.config.SinkValidation;
import io.connectdomo.sink.config.TaskConfigs;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** The sink plugin: writes Kafka records to Domo DataSets. */
public final class DomoSinkConnector extends SinkConnector {
    private Map<String, String> properties;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return DomoSinkConfig.definition();
    }

    /** Single keys, the rules between them, then what only Domo can tell (docs/validation.md), in less than 15 s. */
    @Override
    public Config validate(Map<String, String> candidate) {
        return SinkValidation.validate(config(), candidate);
    }

    @Override
    public void start(Map<String, String> started) {
        properties = started;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DomoSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return TaskConfigs.of(properties, maxTasks);
    }

    @Override
    public void stop() {}

    /**
     * Offsets are Kafka's own: whatever an operator sets them to is where the sink goes on. Where a partition ends is not known here (the
     * worker tells a connector neither its brokers nor their credentials), so that an offset beyond the end is taken:
     * docs/operations.md says what comes of it.
     *
     * @throws ConnectException for a topic that the connector does not read, and for what is no offset
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        SinkOffsets.check(connectorConfig, offsets);
        return true;
    }
}
