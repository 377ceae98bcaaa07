package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.DomoSinkConfig.parse;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.config.Rules;
import io.connectdomo.sink.appdb.CollectionSettings;
import io.connectdomo.sink.appdb.DocumentTopic;
import io.connectdomo.sink.appdb.NewCollection;
import io.connectdomo.sink.record.DocumentOptions;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.TopicTemplate;
import io.connectdomo.sink.record.WriteMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@code domo.target=appdb}. */
final class AppDbKeys {
    static final String COLLECTION_ID = "appdb.collection.id";
    static final String AUTO_CREATE = "appdb.collection.auto.create";
    static final String COLLECTION_NAME = "appdb.collection.name";
    static final String DATASTORE_ID = "appdb.datastore.id";
    static final String KEY_FIELD = "appdb.key.field";
    static final String BULK = "appdb.bulk";
    static final String BULK_MAX_DOCUMENTS = "appdb.bulk.max.documents";
    static final String BULK_MAX_BYTES = "appdb.bulk.max.bytes";
    static final String DATE_FIELDS = "appdb.date.fields";
    static final String SYNC_SCHEMA = "appdb.collection.sync.schema";

    static final List<String> ALL = List.of(
            COLLECTION_ID,
            AUTO_CREATE,
            COLLECTION_NAME,
            DATASTORE_ID,
            KEY_FIELD,
            BULK,
            BULK_MAX_DOCUMENTS,
            BULK_MAX_BYTES,
            DATE_FIELDS,
            SYNC_SCHEMA);

    /** Half of what a query may answer, so that a slice of keys with a second document each is still seen whole. */
    private static final int MOST_DOCUMENTS = 5_000;

    /** Replies of 16 MB are read: those of a look-up hold the documents that are there. */
    private static final long MOST_BYTES = 8_388_608;

    private AppDbKeys() {}

    static void define(Definitions keys) {
        keys.text(
                        COLLECTION_ID,
                        null,
                        null,
                        Importance.HIGH,
                        Width.LONG,
                        "Collection id",
                        "The AppDB collection that receives the records as documents: its id. For several topics set"
                                + " topic.override.<topic>.appdb.collection.id.")
                .flag(
                        AUTO_CREATE,
                        false,
                        "Create the collection",
                        "In place of appdb.collection.id: the collection is found by its exact name (appdb.collection.name) in the datastore"
                                + " appdb.datastore.id, or created there, empty and without a sync to a DataSet. Of several collections of"
                                + " that name the oldest is used.")
                .text(
                        COLLECTION_NAME,
                        "{{topic}}",
                        CreationKeys.TEMPLATE,
                        Importance.MEDIUM,
                        Width.MEDIUM,
                        "Collection name",
                        "With appdb.collection.auto.create: {{topic}} is the topic's name, {{topic:REGEX}} the first group of an expression"
                                + " that matches the whole name.")
                .text(
                        DATASTORE_ID,
                        null,
                        null,
                        Importance.MEDIUM,
                        Width.LONG,
                        "Datastore id",
                        "With appdb.collection.auto.create: the AppDB datastore of the collection: its id (a UUID).")
                .text(
                        KEY_FIELD,
                        "_key",
                        Rules.rule(
                                "a field name without dots that does not begin with a dollar sign",
                                value -> ((String) value).matches("[^.$\\s][^.\\s]*")),
                        Importance.MEDIUM,
                        Width.MEDIUM,
                        "Key field",
                        "upsert and delete: the field of a document that keeps the key as text, by which it is found again. A single"
                                + " value is its text, a key of several fields a JSON object; key.source and key.fields as for"
                                + " DataSets. A record with another value in a field of this name is a bad record.")
                .choice(
                        BULK,
                        CollectionSettings.Bulk.AUTO,
                        "Bulk requests",
                        "auto: many documents in one request, one by one after Domo has answered 404 or 405 to that (older instances"
                                + " have no such page); true: always many; false: always one by one.")
                .number(
                        BULK_MAX_DOCUMENTS,
                        500,
                        Rules.upTo(MOST_DOCUMENTS),
                        "Documents of a request",
                        "Documents in one bulk request, and keys in one look-up.")
                .number(
                        BULK_MAX_BYTES,
                        4_194_304,
                        Rules.upTo(MOST_BYTES),
                        "Bytes of a request",
                        "Bytes of documents in one bulk request. A larger document goes alone; one over 2 MB is a bad record.")
                .list(
                        DATE_FIELDS,
                        "Date fields",
                        "Top-level fields that are written as {\"$date\":...}, so that queries compare them as dates. All others"
                                + " that hold dates are ISO text.")
                .flag(
                        SYNC_SCHEMA,
                        false,
                        "Keep the collection's schema",
                        "Adds the records' fields to the collection's schema (never removes one) and switches on Domo's sync of the"
                                + " collection to a DataSet, which costs credits and shows top-level fields only.");
    }

    /**
     * @throws ConfigException where the topic has no collection
     */
    static DocumentTopic of(String topic, AbstractConfig config, DomoCompat compat) {
        RecordOptions record = TopicView.recordOptions(config, compat);
        WriteMode mode = record.writeMode();
        Optional<NewCollection> create = creation(config, topic);
        return new DocumentTopic(
                record,
                new DocumentOptions(config.getString(KEY_FIELD), Set.copyOf(config.getList(DATE_FIELDS))),
                new CollectionSettings(
                        create.map(NewCollection::name).orElseGet(() -> collectionId(config, topic)),
                        create,
                        mode,
                        record.coordinateKey().isPresent(),
                        mode.isKeyed() ? config.getString(KEY_FIELD) : "",
                        parse(CollectionSettings.Bulk.class, config.getString(BULK)),
                        Math.toIntExact(config.getLong(BULK_MAX_DOCUMENTS)),
                        config.getLong(BULK_MAX_BYTES),
                        config.getLong(SinkKeys.COMMIT_INTERVAL_MS),
                        config.getLong(SinkKeys.COMMIT_MAX_ROWS),
                        config.getLong(SinkKeys.COMMIT_MAX_BYTES),
                        config.getBoolean(SYNC_SCHEMA),
                        TopicView.parks(config)));
    }

    private static Optional<NewCollection> creation(AbstractConfig config, String topic) {
        if (!config.getBoolean(AUTO_CREATE)) {
            return Optional.empty();
        }
        if (given(config.getString(COLLECTION_ID))) {
            throw new ConfigException("Topic " + topic
                    + " has both appdb.collection.id and appdb.collection.auto.create=true: the id of a collection that is created is"
                    + " Domo's to give. Set one of them, or the other one to nothing with topic.override." + topic
                    + ".");
        }
        String datastore = config.getString(DATASTORE_ID);
        if (!given(datastore)) {
            throw new ConfigException(
                    DATASTORE_ID,
                    datastore,
                    "must name the datastore of the collection that is created (topic " + topic + ")");
        }
        return Optional.of(new NewCollection(
                datastore.trim(),
                TopicTemplate.of(COLLECTION_NAME, config.getString(COLLECTION_NAME))
                        .of(topic)));
    }

    private static boolean given(String text) {
        return text != null && !text.isBlank();
    }

    private static String collectionId(AbstractConfig config, String topic) {
        String id = config.getString(COLLECTION_ID);
        if (!given(id)) {
            throw new ConfigException(
                    "Topic " + topic + " has no AppDB collection: set " + COLLECTION_ID + ", or " + AUTO_CREATE
                            + "=true, or topic.override." + topic + "." + COLLECTION_ID + " for this topic alone.");
        }
        return id.trim();
    }
}
