package io.connectdomo.sink.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules between the sink's keys; they run when every single key is in order. */
final class SinkRules extends RuleSet {
    private static final Logger log = LoggerFactory.getLogger(SinkRules.class);

    private final DataSetRules dataSets;
    private final FileRules files;

    SinkRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
        this.dataSets = new DataSetRules(candidate, values);
        this.files = new FileRules(candidate, values);
    }

    void check() {
        budgets();
        DomoSinkConfig config = readable();
        if (config != null) {
            topics(config);
            if (isTarget(Target.FILE)) {
                files.checkUnknownTopics();
            }
            oneWriterOfSnapshots();
        }
    }

    private void budgets() {
        long retry = number(DomoConnectionConfig.RETRY_TIMEOUT);
        long commit = 2 * (number(SinkKeys.COMMIT_TIMEOUT_MS) + number(SinkKeys.COMMIT_RESOLVE_GRACE_MS));
        if (retry >= 0 && retry < commit) {
            complain(
                    DomoConnectionConfig.RETRY_TIMEOUT,
                    "must be at least " + commit
                            + ", twice commit.timeout.ms + commit.resolve.grace.ms, or a lost commit"
                            + " reply could not be resolved within it. Raise it, or lower those two.");
        }
        long parts = (number(SinkKeys.UPLOAD_MAX_IN_FLIGHT) + 2) * number(SinkKeys.PART_MAX_BYTES);
        if (number(SinkKeys.BUFFER_MAX_BYTES) < parts) {
            complain(
                    SinkKeys.BUFFER_MAX_BYTES,
                    "must be at least " + parts
                            + ", (upload.max.in.flight + 2) x part.max.bytes: the parts on their way, one"
                            + " that waits and one that fills. Raise it, or lower those two.");
        }
    }

    private DomoSinkConfig readable() {
        try {
            return new DomoSinkConfig(candidate());
        } catch (ConfigException e) {
            complain(SinkKeys.DATASET_ID, e);
            return null;
        }
    }

    private void topics(DomoSinkConfig config) {
        for (String topic : config.knownTopics()) {
            try {
                switch (config.target(topic)) {
                    case DATASET -> dataSets.check(config, topic);
                    case FILE -> files.check(config, topic);
                    case APPDB, FILESET -> complain(config.whereSet(topic, SinkKeys.TARGET), "is not there yet");
                }
            } catch (ConfigException e) {
                complain(keyOf(e).map(key -> config.whereSet(topic, key)).orElse(SinkKeys.DATASET_ID), e);
            }
        }
        if (isTarget(Target.DATASET)
                && given("topics.regex")
                && !given(SinkKeys.DATASET_ID)
                && !overridesDataSets()
                && !creates()) {
            complain(
                    SinkKeys.DATASET_ID,
                    "Set dataset.id, topic.override.<topic or /regex/>.dataset.id for the topics that topics.regex"
                            + " matches, or dataset.auto.create=true.");
        }
    }

    /** Whether topics become this that no override speaks of. */
    private boolean isTarget(Target target) {
        Target set =
                given(SinkKeys.TARGET) ? DomoSinkConfig.parse(Target.class, text(SinkKeys.TARGET)) : Target.DATASET;
        return set == target;
    }

    private static Optional<String> keyOf(ConfigException e) {
        return Stream.of(SinkKeys.REPLACE_SNAPSHOT_ID, CreationKeys.NAME, FileKeys.NAME)
                .filter(key -> e.getMessage().contains("configuration " + key + ":"))
                .findFirst();
    }

    private boolean creates() {
        return candidate().entrySet().stream()
                .anyMatch(each -> each.getKey().endsWith(CreationKeys.AUTO_CREATE)
                        && "true"
                                .equalsIgnoreCase(
                                        String.valueOf(each.getValue()).trim()));
    }

    private boolean overridesDataSets() {
        return candidate().keySet().stream()
                .anyMatch(key -> key.startsWith(TopicOverrides.PREFIX) && key.endsWith("." + SinkKeys.DATASET_ID));
    }

    private void oneWriterOfSnapshots() {
        boolean several = given("tasks.max") && !text("tasks.max").equals("1");
        if (several && TaskConfigs.replaces(candidate())) {
            log.warn("write.mode=replace has one writer: of tasks.max={} tasks one will run", text("tasks.max"));
        }
        if (several && FileKeys.revises(candidate())) {
            log.warn("file.id has one writer: of tasks.max={} tasks one will run", text("tasks.max"));
        }
    }
}
