package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.DomoSinkConfig.parse;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.config.Rules;
import io.connectdomo.sink.appdb.CollectionSettings;
import io.connectdomo.sink.appdb.DocumentTopic;
import io.connectdomo.sink.record.DocumentOptions;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.WriteMode;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of {@code domo.target=appdb}. */
final class AppDbKeys {
    static final String COLLECTION_ID = "appdb.collection.id";
    static final String KEY_FIELD = "appdb.key.field";
    static final String BULK = "appdb.bulk";
    static final String BULK_MAX_DOCUMENTS = "appdb.bulk.max.documents";
    static final String BULK_MAX_BYTES = "appdb.bulk.max.bytes";
    static final String DATE_FIELDS = "appdb.date.fields";
    static final String SYNC_SCHEMA = "appdb.collection.sync.schema";

    static final List<String> ALL =
            List.of(COLLECTION_ID, KEY_FIELD, BULK, BULK_MAX_DOCUMENTS, BULK_MAX_BYTES, DATE_FIELDS, SYNC_SCHEMA);

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
        return new DocumentTopic(
                record,
                new DocumentOptions(config.getString(KEY_FIELD), Set.copyOf(config.getList(DATE_FIELDS))),
                new CollectionSettings(
                        collectionId(config, topic),
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

    private static String collectionId(AbstractConfig config, String topic) {
        String id = config.getString(COLLECTION_ID);
        if (id == null || id.isBlank()) {
            throw new ConfigException("Topic " + topic + " has no AppDB collection: set " + COLLECTION_ID
                    + ", or topic.override." + topic + "." + COLLECTION_ID + " for this topic alone.");
        }
        return id.trim();
    }
}
