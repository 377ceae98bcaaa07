package io.connectdomo.sink.config;

import io.connectdomo.sink.dataset.ClaimedNames;
import io.connectdomo.sink.dataset.TopicSettings;
import io.connectdomo.sink.record.WriteMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The rules for topics whose records become rows of DataSets; two topics of one DataSet must agree. */
final class DataSetRules extends RuleSet {
    private final Map<String, TopicSettings> byDataSet = new HashMap<>();
    private final Map<String, String> replacedBy = new HashMap<>();
    private final ClaimedNames names = new ClaimedNames();
    private final RecordRules records;

    DataSetRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
        this.records = new RecordRules(candidate, values);
    }

    /**
     * @throws ConfigException where the topic has no DataSet, or what is set for it can't be read
     */
    void check(DomoSinkConfig config, String topic) {
        TopicSettings settings = config.topic(topic);
        records.check(config, topic, settings.record());
        agreement(config, topic, settings);
        try {
            names.claim(settings);
            snapshots(config, topic, settings);
        } catch (ConfigException oneName) {
            complain(config.whereSet(topic, CreationKeys.NAME), oneName.getMessage());
        }
    }

    private void agreement(DomoSinkConfig config, String topic, TopicSettings settings) {
        TopicSettings other = byDataSet.putIfAbsent(settings.destination(), settings);
        boolean agree = other == null
                || (other.dataSet().equals(settings.dataSet()) && other.create().equals(settings.create()));
        if (!agree) {
            complain(
                    config.whereSet(topic, settings.create().isPresent() ? CreationKeys.NAME : SinkKeys.DATASET_ID),
                    "Topic " + topic + " and another feed DataSet " + settings.destination()
                            + " with different settings."
                            + " Topics of one DataSet must agree in write.mode, commit.*, dataset.index, replace.*,"
                            + " dataset.create.* and destination.failure.action.");
        }
    }

    private void snapshots(DomoSinkConfig config, String topic, TopicSettings settings) {
        if (settings.dataSet().mode() != WriteMode.REPLACE) {
            return;
        }
        String other = replacedBy.putIfAbsent(settings.destination(), topic);
        if (other != null) {
            complain(
                    config.whereSet(topic, SinkKeys.WRITE_MODE),
                    "replace: topics " + other + " and " + topic + " would replace each other's snapshots in DataSet "
                            + settings.destination() + ". Give each its own DataSet.");
        }
    }
}
