package io.connectdomo.sink.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.sink.appdb.DocumentTopic;
import io.connectdomo.sink.commit.CommitTimes;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.dataset.TopicSettings;
import io.connectdomo.sink.file.FileSettings;
import io.connectdomo.sink.fileset.FileSetTopic;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The sink's configuration, parsed once; {@link #topic} is its view for one topic. Immutable. */
public final class DomoSinkConfig extends AbstractConfig {
    private final TopicOverrides overrides;
    private final DomoConnectionConfig connection;

    /**
     * @throws org.apache.kafka.common.config.ConfigException naming the key at fault
     */
    public DomoSinkConfig(Map<String, String> properties) {
        this(properties, true);
    }

    private DomoSinkConfig(Map<String, String> properties, boolean logged) {
        super(SinkDefinitions.ofTask(), properties, logged);
        this.overrides = TopicOverrides.of(properties, definition());
        this.connection = DomoConnectionConfig.of(this);
    }

    /**
     * As the constructor, for who only looks at a configuration: its values are not written to the log.
     *
     * @throws org.apache.kafka.common.config.ConfigException naming the key at fault
     */
    static DomoSinkConfig unlogged(Map<String, String> properties) {
        return new DomoSinkConfig(properties, false);
    }

    /** The keys that users set. */
    public static ConfigDef definition() {
        return SinkKeys.define();
    }

    public DomoConnectionConfig connection() {
        return connection;
    }

    /** The connector's name; {@code domo-sink} where a test gives none. */
    public String connectorName() {
        return originalsStrings().getOrDefault("name", "domo-sink");
    }

    /** As it is set for this connector; null where it is not. */
    public String consumerClientId() {
        return originalsStrings().get("consumer.override.client.id");
    }

    public int taskNumber() {
        return getInt(SinkKeys.TASK_NUMBER);
    }

    /**
     * Whether the topic that records come from says where they go: a transformation may give them another one, which matters
     * where topics differ, or name their DataSets.
     */
    public boolean destinationsAreCertain() {
        return !transformed() || (overrides.isEmpty() && !getBoolean(CreationKeys.AUTO_CREATE));
    }

    /** Whether the framework writes bad records to a topic. */
    public boolean hasDeadLetterQueue() {
        return !originalsStrings().getOrDefault(FrameworkRules.DLQ_TOPIC, "").isEmpty();
    }

    /** The name under which the topic's value of the key is configured. */
    String whereSet(String topic, String key) {
        return overrides.whereSet(topic, key);
    }

    /** What is set for topics that an expression matches: the key's value by the name of the override. */
    Map<String, String> ofExpressions(String key) {
        return overrides.ofExpressions(key);
    }

    TopicOverrides overrides() {
        return overrides;
    }

    /** Whether topics may have other names than those that are subscribed to, when overrides are looked up for them. */
    boolean transformed() {
        return !originalsStrings().getOrDefault("transforms", "").isBlank();
    }

    /** What records become where no override says otherwise. */
    Target targetOfAll() {
        return parse(Target.class, getString(SinkKeys.TARGET));
    }

    /** The topics that the configuration names: all of {@code topics}, or with {@code topics.regex} those of overrides. */
    Set<String> knownTopics() {
        String listed = originalsStrings().getOrDefault("topics", "");
        Set<String> topics = new TreeSet<>();
        Arrays.stream(listed.split(","))
                .map(String::trim)
                .filter(topic -> !topic.isEmpty())
                .forEach(topics::add);
        return topics.isEmpty() ? overrides.literalTopics() : topics;
    }

    public int uploadMaxInFlight() {
        return Math.toIntExact(getLong(SinkKeys.UPLOAD_MAX_IN_FLIGHT));
    }

    public long bufferMaxBytes() {
        return getLong(SinkKeys.BUFFER_MAX_BYTES);
    }

    public TaskSettings task() {
        return new TaskSettings(
                connectorName(),
                taskNumber(),
                getInt(SinkKeys.TASK_COUNT) == 1,
                getLong(SinkKeys.PART_MAX_BYTES),
                parse(SinkKeys.Compression.class, getString(SinkKeys.UPLOAD_COMPRESSION)) == SinkKeys.Compression.GZIP,
                new CommitTimes(
                        getLong(SinkKeys.COMMIT_TIMEOUT_MS),
                        getLong(SinkKeys.COMMIT_RESOLVE_GRACE_MS),
                        getLong(DomoConnectionConfig.RETRY_TIMEOUT)));
    }

    /**
     * What the records of a topic (after SMTs) become.
     *
     * @throws org.apache.kafka.common.config.ConfigException where overrides contradict each other
     */
    public Target target(String topic) {
        return parse(Target.class, forTopic(topic).getString(SinkKeys.TARGET));
    }

    /**
     * What holds for one topic (after SMTs) whose records become rows.
     *
     * @throws org.apache.kafka.common.config.ConfigException where overrides contradict each other or leave the topic
     *     without a destination
     */
    public TopicSettings topic(String topic) {
        Map<String, String> merged = merged(topic);
        CreationKeys.chooseOne(topic, merged, key -> overrides.closeness(topic, key));
        return TopicView.of(topic, parsed(merged), connection.compat());
    }

    /**
     * What holds for one topic (after SMTs) whose records become Domo files.
     *
     * @throws org.apache.kafka.common.config.ConfigException where overrides contradict each other, or a value can't be read
     */
    public FileSettings file(String topic) {
        return FileKeys.of(topic, forTopic(topic), connection.compat());
    }

    /**
     * What holds for one topic (after SMTs) whose records become documents; as {@link #topic} of rows.
     *
     * @throws org.apache.kafka.common.config.ConfigException as there
     */
    public DocumentTopic documents(String topic) {
        return AppDbKeys.of(topic, forTopic(topic), connection.compat());
    }

    /**
     * What holds for one topic (after SMTs) whose records become files of a FileSet; as {@link #topic} of rows.
     *
     * @throws org.apache.kafka.common.config.ConfigException as there
     */
    public FileSetTopic files(String topic) {
        return FileSetKeys.of(topic, forTopic(topic), overrides.closeness(topic, FileSetKeys.PATH) == 2);
    }

    /** The configuration with the topic's overrides applied. */
    AbstractConfig forTopic(String topic) {
        return parsed(merged(topic));
    }

    private Map<String, String> merged(String topic) {
        Map<String, String> merged = new HashMap<>(originalsStrings());
        merged.keySet().removeIf(key -> key.startsWith(TopicOverrides.PREFIX));
        merged.putAll(overrides.of(topic));
        return merged;
    }

    private static AbstractConfig parsed(Map<String, String> merged) {
        return new AbstractConfig(definition(), merged, false);
    }

    static <E extends Enum<E>> E parse(Class<E> type, String value) {
        return Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
    }
}
