package io.connectdomo.sink.config;

import io.connectdomo.common.config.DomoConnectionConfig;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The rules between the sink's keys; they run when every single key is in order. */
final class SinkRules extends RuleSet {
    private final DataSetRules dataSets;
    private final AppDbRules appDb;
    private final FileSetRules fileSets;
    private final FileRules files;

    SinkRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
        this.dataSets = new DataSetRules(candidate, values);
        this.appDb = new AppDbRules(candidate, values);
        this.fileSets = new FileSetRules(candidate, values);
        this.files = new FileRules(candidate, values);
    }

    void check() {
        budgets();
        DomoSinkConfig config = readable();
        if (config != null) {
            topics(config);
            new SubscriptionRules(candidate(), values()).check(config);
            new ConverterRules(candidate(), values()).check(config);
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
            return DomoSinkConfig.unlogged(candidate());
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
                    case APPDB -> appDb.check(config, topic);
                    case FILESET -> fileSets.check(config, topic);
                    case FILE -> files.check(config, topic);
                }
            } catch (ConfigException e) {
                complain(keyOf(e).map(key -> config.whereSet(topic, key)).orElseGet(() -> idKey(config, topic)), e);
            }
        }
        if (given("topics.regex")) {
            topicsOfRegex();
            if (targetOfAll() == Target.FILE) {
                files.checkUnknownTopics();
            }
        }
        lostReplies(config);
    }

    /** Documents and files wait out a request whose reply is lost before they look what came of it. */
    private void lostReplies(DomoSinkConfig config) {
        long needed = 3 * number(DomoConnectionConfig.REQUEST_TIMEOUT);
        long retry = number(DomoConnectionConfig.RETRY_TIMEOUT);
        boolean waits = config.knownTopics().stream().anyMatch(topic -> waitsForLostReplies(config, topic));
        if (waits && retry >= 0 && retry < needed) {
            complain(
                    DomoConnectionConfig.RETRY_TIMEOUT,
                    "must be at least " + needed
                            + ", three times domo.request.timeout.ms, or a lost reply of AppDB or a FileSet"
                            + " could not be waited out and looked up within it. Raise it, or lower domo.request.timeout.ms.");
        }
    }

    private static boolean waitsForLostReplies(DomoSinkConfig config, String topic) {
        Target target = config.target(topic);
        return target == Target.APPDB || target == Target.FILESET;
    }

    /** Topics that no override speaks of need a destination too. */
    private void topicsOfRegex() {
        Target target = targetOfAll();
        String key = idKey(target);
        boolean named = given(key)
                || overrides(key)
                || (target == Target.DATASET && creates(CreationKeys.AUTO_CREATE))
                || (target == Target.APPDB && creates(AppDbKeys.AUTO_CREATE));
        if (!named) {
            complain(
                    key,
                    "Set " + key + ", or topic.override.<topic or /regex/>." + key
                            + " for the topics that topics.regex matches"
                            + (target == Target.DATASET ? ", or dataset.auto.create=true." : "."));
        }
    }

    private Target targetOfAll() {
        return given(SinkKeys.TARGET) ? DomoSinkConfig.parse(Target.class, text(SinkKeys.TARGET)) : Target.DATASET;
    }

    private static String idKey(DomoSinkConfig config, String topic) {
        try {
            return idKey(config.target(topic));
        } catch (ConfigException contradiction) {
            return SinkKeys.TARGET;
        }
    }

    /** The key that names a destination of the kind. */
    private static String idKey(Target target) {
        return switch (target) {
            case DATASET -> SinkKeys.DATASET_ID;
            case APPDB -> AppDbKeys.COLLECTION_ID;
            case FILESET -> FileSetKeys.ID;
            case FILE -> SinkKeys.TARGET;
        };
    }

    private static Optional<String> keyOf(ConfigException e) {
        return Stream.of(
                        SinkKeys.REPLACE_SNAPSHOT_ID,
                        CreationKeys.NAME,
                        FileKeys.NAME,
                        SinkKeys.PARTITION_TAG,
                        FileSetKeys.PATH,
                        AppDbKeys.COLLECTION_NAME,
                        AppDbKeys.DATASTORE_ID)
                .filter(key -> e.getMessage().contains("configuration " + key + ":"))
                .findFirst();
    }

    private boolean creates(String switchedBy) {
        return candidate().entrySet().stream()
                .anyMatch(each -> each.getKey().endsWith(switchedBy)
                        && "true"
                                .equalsIgnoreCase(
                                        String.valueOf(each.getValue()).trim()));
    }

    private boolean overrides(String id) {
        return candidate().keySet().stream()
                .anyMatch(key -> key.startsWith(TopicOverrides.PREFIX) && key.endsWith("." + id));
    }
}
