package io.connectdomo.source;

import io.connectdomo.common.Version;
import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.config.SourceValidation;
import io.connectdomo.source.config.TaskConfigs;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** The source plugin: reads Domo's feeds into topics. */
public final class DomoSourceConnector extends SourceConnector {
    private Map<String, String> properties;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return DomoSourceConfig.definition();
    }

    /** Every rule of its own, then what Domo says; each message on the key it belongs to. */
    @Override
    public Config validate(Map<String, String> candidate) {
        return SourceValidation.validate(config(), candidate);
    }

    @Override
    public void start(Map<String, String> started) {
        properties = started;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DomoSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return TaskConfigs.of(properties, TaskConfigs.configured(new DomoSourceConfig(properties)), maxTasks);
    }

    @Override
    public void stop() {}

    /** Every record's offset resumes exactly behind it, whatever else was written. */
    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /**
     * Accepts what the tasks write, {@code {"v": 1, "settled": …}} to begin at a time, and null to begin anew.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException naming the source partition, the field and what is wrong
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        String instance = new DomoSourceConfig(connectorConfig).instance();
        offsets.forEach((partition, offset) -> SourceOffsets.check(instance, partition, offset));
        return true;
    }
}
