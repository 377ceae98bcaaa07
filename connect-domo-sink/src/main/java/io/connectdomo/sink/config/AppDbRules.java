package io.connectdomo.sink.config;

import io.connectdomo.sink.appdb.CollectionSettings;
import io.connectdomo.sink.appdb.DocumentTopic;
import io.connectdomo.sink.record.TruncateAction;
import io.connectdomo.sink.record.WriteMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** The rules for topics whose records become documents of AppDB; two topics of one collection must agree. */
final class AppDbRules extends RuleSet {
    private final Map<String, CollectionSettings> byCollection = new HashMap<>();
    private final RecordRules records;

    AppDbRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
        this.records = new RecordRules(candidate, values);
    }

    /**
     * @throws org.apache.kafka.common.config.ConfigException where the topic has no collection, or what is set for it can't be read
     */
    void check(DomoSinkConfig config, String topic) {
        DocumentTopic settings = config.documents(topic);
        records.check(config, topic, settings.record());
        if (settings.record().writeMode() == WriteMode.REPLACE) {
            complain(
                    config.whereSet(topic, SinkKeys.WRITE_MODE),
                    "replace is for DataSets: a collection has no version that could take the place of another. Use upsert (topic "
                            + topic + ").");
        }
        if (settings.record().truncateAction() == TruncateAction.REPLACE) {
            complain(
                    config.whereSet(topic, SinkKeys.TRUNCATE_ACTION),
                    "replace is for DataSets: a collection can't be emptied in one step. Use ignore or fail (topic "
                            + topic + ").");
        }
        keyField(config, topic, settings);
        agreement(config, topic, settings.collection());
    }

    private void keyField(DomoSinkConfig config, String topic, DocumentTopic settings) {
        String field = settings.collection().keyField();
        boolean taken = settings.record().metadataColumns().stream()
                .anyMatch(column -> column.columnName().equals(field));
        if (taken) {
            complain(
                    config.whereSet(topic, AppDbKeys.KEY_FIELD),
                    "metadata.columns writes a field of this name too (topic " + topic + "). Name another one.");
        }
    }

    private void agreement(DomoSinkConfig config, String topic, CollectionSettings collection) {
        CollectionSettings other = byCollection.putIfAbsent(collection.collectionId(), collection);
        if (other != null && !other.equals(collection)) {
            complain(
                    config.whereSet(topic, AppDbKeys.COLLECTION_ID),
                    "Topic " + topic + " and another feed AppDB collection " + collection.collectionId()
                            + " with different settings. Topics of one collection must agree in write.mode, delivery.guarantee,"
                            + " commit.*, appdb.key.field, appdb.bulk*, appdb.datastore.id, appdb.collection.sync.schema and"
                            + " destination.failure.action.");
        }
    }
}
