package io.connectdomo.sink.config;

import io.connectdomo.sink.file.FileName;
import io.connectdomo.sink.file.FileSettings;
import io.connectdomo.sink.record.FileFormat;
import io.connectdomo.sink.record.MetadataColumn;
import io.connectdomo.sink.record.RecordFormat;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.record.WriteMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The rules for topics whose records are rolled into Domo files; no two topics may write one file. */
final class FileRules extends RuleSet {
    private final Map<String, String> topicByName = new HashMap<>();
    private final Map<Long, String> topicById = new HashMap<>();

    FileRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    /**
     * @throws ConfigException where what is set for the topic can't be read
     */
    void check(DomoSinkConfig config, String topic) {
        FileSettings settings = config.file(topic);
        writing(config, topic);
        records(config, topic, settings);
        if (settings.fileId().isPresent()) {
            oneTopicPerFile(config, topic, settings.fileId().getAsLong());
        } else {
            names(config, topic, settings);
        }
    }

    /** Topics that only {@code topics.regex} names become files by what is set for all. */
    void checkUnknownTopics() {
        if (!given("topics.regex")) {
            return;
        }
        if (given(FileKeys.ID)) {
            complain(
                    FileKeys.ID,
                    "takes the records of one topic, and topics.regex may match several: set"
                            + " topic.override.<topic>.file.id for that topic.");
            return;
        }
        String name = given(FileKeys.NAME) ? text(FileKeys.NAME) : "{{topic}}";
        if (!name.contains("{{topic")) {
            complain(
                    FileKeys.NAME,
                    "must hold {{topic}}, because topics.regex may match several topics, and their files would replace each"
                            + " other's.");
        }
    }

    private void writing(DomoSinkConfig config, String topic) {
        AbstractConfig view = config.forTopic(topic);
        if (!isSet(view, SinkKeys.WRITE_MODE, WriteMode.APPEND)) {
            complain(
                    config.whereSet(topic, SinkKeys.WRITE_MODE),
                    "must be append for domo.target=file (topic " + topic
                            + "): a file holds the records as they came.");
        }
        if (!isSet(view, SinkKeys.DELIVERY_GUARANTEE, SinkKeys.Guarantee.AT_LEAST_ONCE)) {
            complain(
                    config.whereSet(topic, SinkKeys.DELIVERY_GUARANTEE),
                    "is for write.mode=append into DataSets (topic " + topic
                            + " becomes files): a roll that is written again replaces its own file. Remove it.");
        }
        if (!isSet(view, SinkKeys.RECORD_FORMAT, RecordFormat.PLAIN)) {
            complain(
                    config.whereSet(topic, SinkKeys.RECORD_FORMAT),
                    "must be plain for domo.target=file (topic " + topic
                            + "): change events are written as they come. For their rows use the transformation"
                            + " ExtractNewRecordState.");
        }
    }

    private static boolean isSet(AbstractConfig view, String key, Enum<?> wanted) {
        return wanted.name().equalsIgnoreCase(view.getString(key));
    }

    private void records(DomoSinkConfig config, String topic, FileSettings settings) {
        if (settings.records().tombstoneAction() == TombstoneAction.DELETE) {
            complain(
                    config.whereSet(topic, SinkKeys.TOMBSTONE_ACTION),
                    "delete has no meaning in files (topic " + topic + "): use ignore or fail.");
        }
        String where = config.whereSet(topic, SinkKeys.METADATA_COLUMNS);
        if (settings.records().metadataColumns().stream().anyMatch(MetadataColumn::isOfEnvelope)) {
            complain(
                    where,
                    "cdc_op and cdc_ts are told by record.format=debezium, which files do not know (topic " + topic
                            + "): leave them out.");
        }
        boolean bytes = settings.records().format() == FileFormat.BYTES;
        if (bytes && !settings.records().metadataColumns().isEmpty()) {
            complain(
                    where,
                    "file.format=bytes has no place for metadata (topic " + topic
                            + "): use jsonl or csv, or remove it.");
        }
        if (settings.records().nestedDelimiter().isEmpty()) {
            complain(
                    config.whereSet(topic, SinkKeys.NESTED_DELIMITER),
                    "must not be empty: two fields could become one column.");
        }
    }

    private void names(DomoSinkConfig config, String topic, FileSettings settings) {
        String where = config.whereSet(topic, FileKeys.NAME);
        FileName name = settings.name();
        if (!name.tellsRollsApart()) {
            complain(
                    where,
                    "must hold {{partition}} and {{start.offset}} (topic " + topic
                            + "): rolls of one name would replace each other. To keep one file and revise it, set file.id.");
        }
        String other = topicByName.putIfAbsent(name.ofTopic(topic), topic);
        if (other != null) {
            complain(
                    where,
                    "Files of topics " + other + " and " + topic
                            + " would have the same names and replace each other: put {{topic}} into file.name.");
        }
    }

    private void oneTopicPerFile(DomoSinkConfig config, String topic, long id) {
        String other = topicById.putIfAbsent(id, topic);
        if (other != null) {
            complain(
                    config.whereSet(topic, FileKeys.ID),
                    "Topics " + other + " and " + topic + " would both revise file " + id
                            + ": give each its own with topic.override.<topic>.file.id, or leave it out.");
        }
    }
}
