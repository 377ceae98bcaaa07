package io.connectdomo.sink.config;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.files.FileClient;
import io.connectdomo.common.filesets.FileSetClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.json.Json;
import io.connectdomo.sink.dataset.TopicSettings;
import io.connectdomo.sink.record.CoordinateKey;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only Domo can tell before a connector runs; asked when everything else is in order. Whether the DataSets of
 * effectively-once append have the key columns, and whether collections, FileSets and files exist. Only a definite answer is an error; that Domo can't be reached is not.
 */
final class LiveChecks extends RuleSet {
    private static final Logger log = LoggerFactory.getLogger(LiveChecks.class);

    /** The worker waits for validation with a time-out of its own. */
    private static final Duration EACH = Duration.ofSeconds(3);

    private static final Duration ALL = Duration.ofSeconds(12);

    private static final String NOT_THERE = " does not exist, or the token's user can't see it.";

    LiveChecks(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    void check() {
        DomoSinkConfig config = new DomoSinkConfig(candidate());
        Map<String, Question> questions = new LinkedHashMap<>();
        for (String topic : config.knownTopics()) {
            question(config, topic).ifPresent(question -> questions.putIfAbsent(question.what(), question));
        }
        if (!questions.isEmpty()) {
            askAll(config, questions.values());
        }
    }

    /**
     * What to ask of one destination.
     *
     * @param what the destination in words, for messages
     * @param idKey where its id is configured
     * @param ask throws a {@link DomoException}; refused with 404 where the destination does not exist
     */
    private record Question(String what, String idKey, Consumer<DomoHttp> ask) {}

    private Optional<Question> question(DomoSinkConfig config, String topic) {
        return switch (config.target(topic)) {
            case DATASET -> ofDataSet(config, topic);
            case APPDB -> Optional.of(ofCollection(config, topic));
            case FILESET -> Optional.of(ofFileSet(config, topic));
            case FILE -> ofFile(config, topic);
        };
    }

    private Optional<Question> ofDataSet(DomoSinkConfig config, String topic) {
        TopicSettings settings = config.topic(topic);
        if (!settings.dataSet().effectivelyOnce() || settings.create().isPresent()) {
            return Optional.empty();
        }
        String id = settings.dataSet().dataSetId();
        return Optional.of(new Question("DataSet " + id, config.whereSet(topic, SinkKeys.DATASET_ID), http -> {
            try {
                CoordinateKey.require(
                        new DataSetClient(http, config.connection().compat()).latestSchema(id));
            } catch (ConfigException e) {
                complain(config.whereSet(topic, SinkKeys.DELIVERY_GUARANTEE), "DataSet " + id + ": " + e.getMessage());
            }
        }));
    }

    private static Question ofCollection(DomoSinkConfig config, String topic) {
        String id = config.documents(topic).collection().collectionId();
        return new Question(
                "AppDB collection " + id,
                config.whereSet(topic, AppDbKeys.COLLECTION_ID),
                http -> new AppDbClient(http).query(id, Json.object(), Optional.empty(), 1, 0));
    }

    private Question ofFileSet(DomoSinkConfig config, String topic) {
        String id = config.files(topic).fileSetId();
        String key = config.whereSet(topic, FileSetKeys.ID);
        return new Question("FileSet " + id, key, http -> {
            if (new FileSetClient(http).fileSet(id).isEmpty()) {
                complain(key, "FileSet " + id + NOT_THERE);
            }
        });
    }

    private static Optional<Question> ofFile(DomoSinkConfig config, String topic) {
        OptionalLong id = config.file(topic).fileId();
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(
                        "File " + id.getAsLong(),
                        config.whereSet(topic, FileKeys.ID),
                        http -> new FileClient(http, config.connection().compat()).metadata(id.getAsLong())));
    }

    private void askAll(DomoSinkConfig config, Collection<Question> questions) {
        long deadline = System.nanoTime() + ALL.toNanos();
        try (DomoHttp http = DomoHttp.open(impatient(config.connection()), 1)) {
            for (Question question : questions) {
                if (System.nanoTime() > deadline) {
                    log.warn(
                            "Not every destination could be checked within {}; the others are checked when the task runs",
                            ALL);
                    return;
                }
                ask(http, question);
            }
        }
    }

    private void ask(DomoHttp http, Question question) {
        try {
            question.ask().accept(http);
        } catch (DomoException.Refused refused) {
            if (refused.status() == 404) {
                complain(question.idKey(), question.what() + NOT_THERE);
            } else {
                log.warn("{} could not be checked", question.what(), refused);
            }
        } catch (DomoException.Unauthorized unauthorized) {
            complain(
                    unauthorized.status() == 401 ? DomoConnectionConfig.TOKEN : question.idKey(),
                    unauthorized.getMessage());
        } catch (DomoException notNow) {
            log.warn("{} could not be checked now; the task will check it when it runs", question.what(), notNow);
        }
    }

    private static DomoConnectionConfig impatient(DomoConnectionConfig config) {
        return config.withTimeouts(shorter(config.connectTimeout(), EACH), shorter(config.requestTimeout(), EACH));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
