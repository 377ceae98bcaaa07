package io.connectdomo.sink.config;

import io.connectdomo.common.appdb.AppDbClient;
import io.connectdomo.common.appdb.DatastoreClient;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.files.FileClient;
import io.connectdomo.common.filesets.FileSetClient;
import io.connectdomo.common.filesets.FileSetInfo;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.validation.Question;
import io.connectdomo.sink.appdb.CollectionSettings;
import io.connectdomo.sink.dataset.TopicSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What only Domo can tell of a configuration before a connector runs: one question for each destination, wherever it is named. */
final class LiveQuestions {
    private static final Logger log = LoggerFactory.getLogger(LiveQuestions.class);

    /** Domo takes about 120 searches a minute, of all who search. */
    private static final int MOST_SEARCHES = 30;

    private static final int MOST_FILESETS = 100;

    private final DomoSinkConfig config;
    private final boolean certain;
    private final DomoCompat compat;
    private final Map<String, DataSetQuestion> dataSets = new LinkedHashMap<>();
    private final Map<String, NameQuestion> names = new LinkedHashMap<>();
    private final Map<String, Set<String>> collections = new LinkedHashMap<>();
    private final Map<String, Set<String>> datastores = new LinkedHashMap<>();
    private final Map<String, Set<String>> fileSets = new LinkedHashMap<>();
    private final Map<String, Set<String>> files = new LinkedHashMap<>();

    private LiveQuestions(DomoSinkConfig config, boolean certain) {
        this.config = config;
        this.certain = certain;
        this.compat = config.connection().compat();
    }

    /**
     * All that can be asked of a configuration that can be read.
     *
     * @param certain whether nothing in it is wrong that says what is written: where not, it is asked only whether things are there
     */
    static List<Question> of(DomoSinkConfig config, boolean certain) {
        LiveQuestions questions = new LiveQuestions(config, certain);
        config.knownTopics().forEach(topic -> {
            try {
                questions.ofTopic(topic);
            } catch (ConfigException said) {
                // Of a rule: the topic has nowhere to go, so there is nothing to ask.
                log.debug("Topic {} is not asked for", topic, said);
            }
        });
        if (!config.originalsStrings().getOrDefault("topics.regex", "").isBlank()) {
            questions.ofUnknownTopics();
        }
        return questions.all();
    }

    /** The FileSets to choose from. */
    static Question fileSetChoice() {
        return Question.optional(
                "list of FileSets",
                (http, findings) -> findings.suggest(
                        FileSetKeys.ID,
                        new FileSetClient(http)
                                .fileSets(MOST_FILESETS).stream()
                                        .map(FileSetInfo::id)
                                        .toList()));
    }

    private void ofTopic(String topic) {
        switch (config.target(topic)) {
            case DATASET -> {
                TopicSettings settings = config.topic(topic);
                settings.create()
                        .ifPresentOrElse(
                                wanted -> names.computeIfAbsent(
                                                wanted.name(), name -> new NameQuestion(config, settings))
                                        .namedBy(config.whereSet(topic, CreationKeys.NAME)),
                                () -> dataSet(
                                                settings.dataSet().dataSetId(),
                                                config.whereSet(topic, SinkKeys.DATASET_ID))
                                        .fedBy(topic, settings, certain));
            }
            case APPDB -> collection(topic, config.documents(topic).collection());
            case FILESET -> place(fileSets, config.files(topic).fileSetId(), config.whereSet(topic, FileSetKeys.ID));
            case FILE ->
                config.file(topic)
                        .fileId()
                        .ifPresent(id -> place(files, Long.toString(id), config.whereSet(topic, FileKeys.ID)));
        }
    }

    private void collection(String topic, CollectionSettings collection) {
        collection
                .create()
                .ifPresentOrElse(
                        wanted ->
                                place(datastores, wanted.datastoreId(), config.whereSet(topic, AppDbKeys.DATASTORE_ID)),
                        () -> place(
                                collections,
                                collection.collectionId(),
                                config.whereSet(topic, AppDbKeys.COLLECTION_ID)));
    }

    /** With {@code topics.regex}: what is set for all topics, and for those that expressions match. */
    private void ofUnknownTopics() {
        ofUnknownTopics(Target.DATASET, SinkKeys.DATASET_ID, this::dataSet);
        ofUnknownTopics(Target.APPDB, AppDbKeys.COLLECTION_ID, (id, key) -> place(collections, id, key));
        ofUnknownTopics(Target.FILESET, FileSetKeys.ID, (id, key) -> place(fileSets, id, key));
        ofUnknownTopics(Target.FILE, FileKeys.ID, (id, key) -> place(files, id, key));
    }

    private void ofUnknownTopics(Target target, String key, BiConsumer<String, String> found) {
        String ofAll = config.originalsStrings().getOrDefault(key, "").trim();
        if (!ofAll.isEmpty() && config.targetOfAll() == target) {
            found.accept(ofAll, key);
        }
        config.ofExpressions(key).forEach((name, id) -> {
            if (!id.isBlank()) {
                found.accept(id.trim(), name);
            }
        });
    }

    private DataSetQuestion dataSet(String id, String key) {
        return dataSets.computeIfAbsent(id, each -> new DataSetQuestion(config, each))
                .namedBy(key);
    }

    private static void place(Map<String, Set<String>> places, String id, String key) {
        places.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(key);
    }

    private List<Question> all() {
        List<Question> all = new ArrayList<>();
        dataSets.values().forEach(dataSet -> all.add(dataSet.question()));
        add(all, collections, this::ofCollection);
        add(all, datastores, this::ofDatastore);
        add(all, fileSets, this::ofFileSet);
        add(all, files, this::ofFile);
        if (names.size() > MOST_SEARCHES) {
            log.warn(
                    "Of {} names of DataSets {} are looked for now; tasks look for the others when they run",
                    names.size(),
                    MOST_SEARCHES);
        }
        names.values().stream().filter(each -> certain).limit(MOST_SEARCHES).forEach(each -> all.add(each.question()));
        if (config.targetOfAll() == Target.FILESET) {
            all.add(fileSetChoice());
        }
        return all;
    }

    private static void add(
            List<Question> all, Map<String, Set<String>> places, BiFunction<String, List<String>, Question> question) {
        places.forEach((id, keys) -> all.add(question.apply(id, List.copyOf(keys))));
    }

    private Question ofCollection(String id, List<String> keys) {
        return Question.of(
                "AppDB collection " + id,
                keys,
                SinkCheck.COLLECTION_MISSING,
                SinkCheck.COLLECTION_REFUSED,
                (http, findings) -> new AppDbClient(http).query(id, Json.object(), Optional.empty(), 1, 0));
    }

    private Question ofDatastore(String id, List<String> keys) {
        return Question.of(
                "AppDB datastore " + id,
                keys,
                SinkCheck.DATASTORE_MISSING,
                SinkCheck.DATASTORE_REFUSED,
                (http, findings) ->
                        new DatastoreClient(http, config.connection().requestTimeout()).collections(id));
    }

    private Question ofFileSet(String id, List<String> keys) {
        String what = "FileSet " + id;
        return Question.of(what, keys, SinkCheck.FILESET_MISSING, SinkCheck.FILESET_REFUSED, (http, findings) -> {
            if (new FileSetClient(http).fileSet(id).isEmpty()) {
                throw new DomoException.Refused(what + " is not known to Domo.", 404, false, "", "");
            }
        });
    }

    private Question ofFile(String id, List<String> keys) {
        return Question.of(
                "File " + id,
                keys,
                SinkCheck.FILE_MISSING,
                SinkCheck.FILE_REFUSED,
                (http, findings) -> new FileClient(http, compat).metadata(Long.parseLong(id)));
    }
}
