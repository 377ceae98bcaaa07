package io.connectdomo.source;

import io.connectdomo.common.Version;
import io.connectdomo.source.config.DomoSourceConfig;
import io.connectdomo.source.config.SourceValidation;
import io.connectdomo.source.config.TaskConfigs;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.streams.StreamMonitor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/** The source plugin: reads Domo's feeds into topics. */
public final class DomoSourceConnector extends SourceConnector {
    /** The herder waits for task configurations, and stops all other work meanwhile. */
    private static final Duration LONGEST_WAIT_FOR_STREAMS = Duration.ofSeconds(10);

    private final Duration streamRefresh;
    private Map<String, String> properties;
    private DomoSourceConfig config;
    private StreamMonitor streams;

    /** For the worker. */
    public DomoSourceConnector() {
        this(StreamMonitor.REFRESH);
    }

    /** One that looks for other streams so often. */
    DomoSourceConnector(Duration streamRefresh) {
        this.streamRefresh = streamRefresh;
    }

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
        config = new DomoSourceConfig(started);
        if (config.feeds().contains(FeedType.STREAM_EXECUTIONS)
                && config.streams().dynamic()) {
            streams = StreamMonitor.start(
                    config.connectorName(),
                    config.connection(),
                    config.streams(),
                    streamRefresh,
                    config.feeds().size() > 1,
                    () -> context.requestTaskReconfiguration());
        }
    }

    @Override
    public Class<? extends Task> taskClass() {
        return DomoSourceTask.class;
    }

    /**
     * As many tasks as there is something to read for.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException while Domo has not said which streams are meant: the worker
     *     leaves the tasks of before as they are then, says why in its log, and asks again
     */
    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        Collection<Long> read =
                streams == null ? new TreeSet<>(config.streams().streams()) : streams.streams(LONGEST_WAIT_FOR_STREAMS);
        return TaskConfigs.of(properties, TaskConfigs.units(config, read), maxTasks);
    }

    @Override
    public void stop() {
        if (streams != null) {
            streams.close();
            streams = null;
        }
    }

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
        String instance = DomoSourceConfig.unlogged(connectorConfig).instance();
        long now = System.currentTimeMillis();
        offsets.forEach((partition, offset) -> SourceOffsets.check(instance, partition, offset, now));
        return true;
    }
}
