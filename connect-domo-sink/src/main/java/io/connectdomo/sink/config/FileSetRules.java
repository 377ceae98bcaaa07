package io.connectdomo.sink.config;

import io.connectdomo.sink.fileset.ClaimedPaths;
import io.connectdomo.sink.fileset.FileSetTopic;
import io.connectdomo.sink.record.RecordFormat;
import io.connectdomo.sink.record.WriteMode;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;

/** The rules for topics each of whose records becomes a file of a FileSet. */
final class FileSetRules extends RuleSet {
    private final Map<String, Boolean> parks = new HashMap<>();
    private final ClaimedPaths paths = new ClaimedPaths();

    FileSetRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    /**
     * @throws org.apache.kafka.common.config.ConfigException where the topic has no FileSet, or what is set for it can't be read
     */
    void check(DomoSinkConfig config, String topic) {
        FileSetTopic settings = config.files(topic);
        long buffer = number(SinkKeys.BUFFER_MAX_BYTES);
        if (settings.maxFileBytes() > buffer) {
            complain(
                    config.whereSet(topic, FileSetKeys.MAX_FILE_BYTES),
                    "must be at most buffer.max.bytes (" + buffer
                            + "): a file is held in memory until it is in Domo. Lower it, or"
                            + " raise buffer.max.bytes and the worker's heap.");
        }
        String mode = config.forTopic(topic).getString(SinkKeys.WRITE_MODE);
        if (!mode.equalsIgnoreCase(WriteMode.APPEND.name()) && !mode.equalsIgnoreCase(WriteMode.UPSERT.name())) {
            complain(
                    config.whereSet(topic, SinkKeys.WRITE_MODE),
                    mode + " has no meaning for files, each of which is written by its path. Remove it (topic " + topic
                            + ").");
        }
        String format = config.forTopic(topic).getString(SinkKeys.RECORD_FORMAT);
        if (!format.equalsIgnoreCase(RecordFormat.PLAIN.name())) {
            complain(
                    config.whereSet(topic, SinkKeys.RECORD_FORMAT),
                    format + " has no meaning for files, which hold the record's value. Flatten the events"
                            + " (ExtractNewRecordState), or remove it (topic " + topic + ").");
        }
        try {
            paths.claim(settings);
        } catch (ConfigException onePath) {
            complain(config.whereSet(topic, FileSetKeys.PATH), onePath.getMessage());
        }
        Boolean other = parks.putIfAbsent(settings.fileSetId(), settings.park());
        if (other != null && other != settings.park()) {
            complain(
                    config.whereSet(topic, FileSetKeys.ID),
                    "Topic " + topic + " and another feed FileSet " + settings.fileSetId()
                            + " with different destination.failure.action. Set it for both.");
        }
    }
}
