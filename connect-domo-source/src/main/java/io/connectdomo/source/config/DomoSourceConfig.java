package io.connectdomo.source.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.source.activity.ActivitySettings;
import io.connectdomo.source.executions.Emit;
import io.connectdomo.source.executions.ExecutionSettings;
import io.connectdomo.source.feed.FeedType;
import io.connectdomo.source.feed.StartPosition;
import io.connectdomo.source.feed.ValueFormat;
import io.connectdomo.source.reports.ReportSettings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The source's configuration, parsed once. Immutable. */
public final class DomoSourceConfig extends AbstractConfig {
    /**
     * So many records share the base of their offsets, whatever one poll takes. Each carries what those before it add, so that memory
     * grows with the square of this; each base may be near 1 MB, so that many small ones would not fit either.
     */
    private static final int OFFSET_BATCH = 500;

    private final DomoConnectionConfig connection;

    /**
     * @throws org.apache.kafka.common.config.ConfigException naming the key at fault
     */
    public DomoSourceConfig(Map<String, String> properties) {
        this(properties, true);
    }

    private DomoSourceConfig(Map<String, String> properties, boolean logged) {
        super(SourceDefinitions.ofTask(), properties, logged);
        this.connection = DomoConnectionConfig.of(this);
    }

    /**
     * As the constructor, for who only looks at a configuration: its values are not written to the log.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key at fault
     */
    public static DomoSourceConfig unlogged(Map<String, String> properties) {
        return new DomoSourceConfig(properties, false);
    }

    /** The keys that users set. */
    public static ConfigDef definition() {
        return SourceDefinitions.define();
    }

    public DomoConnectionConfig connection() {
        return connection;
    }

    /** The connector's name; {@code domo-source} where a test gives none. */
    public String connectorName() {
        return originalsStrings().getOrDefault("name", "domo-source");
    }

    /** How source partitions, keys and headers name the instance, however it is configured: {@code acme} for acme.domo.com. */
    public String instance() {
        return InstanceName.of(connection.baseUrl().getHost());
    }

    /** How source partitions that were written before may name it. */
    public List<String> formerInstances() {
        return InstanceName.formerly(
                getString(DomoConnectionConfig.INSTANCE), connection.baseUrl().getHost());
    }

    /** Each once, in the order of {@link FeedType}. */
    public List<FeedType> feeds() {
        return getList(SourceKeys.FEEDS).stream()
                .map(FeedType::of)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    public int taskNumber() {
        return getInt(SourceKeys.TASK_NUMBER);
    }

    /** What this task reads. */
    public List<Unit> units() {
        return getList(SourceKeys.TASK_UNITS).stream().map(Unit::parse).toList();
    }

    public String topic(FeedType feed) {
        String key = switch (feed) {
            case ACTIVITY_LOG -> SourceKeys.ACTIVITY_TOPIC;
            case STREAM_EXECUTIONS -> SourceKeys.EXECUTIONS_TOPIC;
            case REPORT_HISTORY -> SourceKeys.REPORTS_TOPIC;
        };
        return Optional.ofNullable(getString(key))
                .filter(topic -> !topic.isBlank())
                .orElseGet(() -> getString(SourceKeys.TOPIC_PREFIX) + feed.configured());
    }

    public String heartbeatTopic() {
        return getString(SourceKeys.TOPIC_PREFIX) + "heartbeat";
    }

    /** Milliseconds; 0 for none. */
    public long heartbeatInterval() {
        return getLong(SourceKeys.HEARTBEAT_INTERVAL_MS);
    }

    public int batch() {
        return Math.toIntExact(getLong(SourceKeys.POLL_MAX_RECORDS));
    }

    public ValueFormat valueFormat() {
        return ValueFormat.valueOf(getString(SourceKeys.VALUE_FORMAT).toUpperCase(Locale.ROOT));
    }

    public List<String> activityObjectTypes() {
        return getList(SourceKeys.ACTIVITY_OBJECT_TYPES);
    }

    public ActivitySettings activity() {
        return new ActivitySettings(
                StartPosition.parse(getString(SourceKeys.ACTIVITY_START)),
                getLong(SourceKeys.POLL_INTERVAL_MS),
                getLong(SourceKeys.ACTIVITY_LAG_MS),
                getLong(SourceKeys.ACTIVITY_MAX_DELAY_MS),
                getLong(SourceKeys.ACTIVITY_SWEEP_INTERVAL_MS),
                Math.toIntExact(getLong(SourceKeys.ACTIVITY_LIMIT)),
                Math.toIntExact(getLong(SourceKeys.ACTIVITY_SEEN_MAX_ENTRIES)),
                OFFSET_BATCH);
    }

    public ExecutionSettings executions() {
        return new ExecutionSettings(
                StartPosition.parse(getString(SourceKeys.EXECUTIONS_START)),
                Emit.valueOf(getString(SourceKeys.EXECUTIONS_EMIT).toUpperCase(Locale.ROOT)),
                getLong(SourceKeys.EXECUTIONS_OPEN_MAX_AGE_MS),
                getLong(SourceKeys.POLL_INTERVAL_MS),
                getLong(SourceKeys.EXECUTIONS_MAX_INTERVAL_MS),
                OFFSET_BATCH);
    }

    /** Which streams' executions are read. */
    public StreamChoice streams() {
        return new StreamChoice(
                getList(SourceKeys.EXECUTIONS_STREAM_IDS).stream()
                        .map(Long::parseLong)
                        .toList(),
                getList(SourceKeys.EXECUTIONS_DATASET_IDS),
                Optional.ofNullable(getString(SourceKeys.EXECUTIONS_DATASET_SEARCH))
                        .map(String::trim)
                        .filter(query -> !query.isEmpty()));
    }

    /** {@code USER} is Domo's default. */
    public String reportFilter() {
        return getString(SourceKeys.REPORTS_FILTER).trim();
    }

    public boolean reportRecipients() {
        return getBoolean(SourceKeys.REPORTS_RECIPIENTS);
    }

    public ReportSettings reports() {
        return new ReportSettings(
                StartPosition.parse(getString(SourceKeys.REPORTS_START)),
                getLong(SourceKeys.POLL_INTERVAL_MS),
                getLong(SourceKeys.REPORTS_SETTLE_MS),
                OFFSET_BATCH);
    }
}
