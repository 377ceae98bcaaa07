package io.connectdomo.sink.config;

import io.connectdomo.sink.record.Coordinates;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.MetadataColumn;
import io.connectdomo.sink.record.RecordFormat;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.record.TruncateAction;
import io.connectdomo.sink.record.WriteMode;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;

/** The rules of how a topic's records are read, whatever they become. */
final class RecordRules extends RuleSet {
    RecordRules(Map<String, String> candidate, Map<String, ConfigValue> values) {
        super(candidate, values);
    }

    void check(DomoSinkConfig config, String topic, RecordOptions record) {
        boolean keyed = record.writeMode().isKeyed();
        if (keyed
                && record.keySource() == KeySource.RECORD_VALUE
                && record.keyFields().isEmpty()) {
            complain(
                    config.whereSet(topic, SinkKeys.KEY_FIELDS),
                    "Name the fields of the value that are the key (topic " + topic
                            + "): key.source=record_value does not say which.");
        }
        if (!keyed && record.tombstoneAction() == TombstoneAction.DELETE) {
            complain(
                    config.whereSet(topic, SinkKeys.TOMBSTONE_ACTION),
                    "delete needs write.mode=upsert or delete (topic " + topic + " has "
                            + SinkKeys.WRITE_MODE + "="
                            + record.writeMode().name().toLowerCase(Locale.ROOT)
                            + "): use ignore or fail.");
        }
        changeEvents(config, topic, record);
        if (record.nestedDelimiter().isEmpty()) {
            complain(
                    config.whereSet(topic, SinkKeys.NESTED_DELIMITER),
                    "must not be empty: two fields could become one column.");
        }
        coordinates(config, topic, record);
    }

    private void changeEvents(DomoSinkConfig config, String topic, RecordOptions record) {
        if (record.format() == RecordFormat.PLAIN) {
            record.metadataColumns().stream()
                    .filter(MetadataColumn::isOfEnvelope)
                    .findFirst()
                    .ifPresent(column -> complain(
                            config.whereSet(topic, SinkKeys.METADATA_COLUMNS),
                            column.optionName() + " is told by Debezium's envelope: set record.format=debezium (topic "
                                    + topic
                                    + "). Flattened events carry __op and __source_ts_ms as ordinary fields (add.fields of"
                                    + " ExtractNewRecordState), for columns of these names."));
            return;
        }
        WriteMode mode = record.writeMode();
        if (mode != WriteMode.UPSERT && mode != WriteMode.APPEND) {
            complain(
                    config.whereSet(topic, SinkKeys.RECORD_FORMAT),
                    "debezium needs write.mode=upsert, or append for a change log (topic " + topic + " has "
                            + SinkKeys.WRITE_MODE + "=" + mode.name().toLowerCase(Locale.ROOT) + ").");
        }
        if (mode == WriteMode.APPEND && record.truncateAction() == TruncateAction.REPLACE) {
            complain(
                    config.whereSet(topic, SinkKeys.TRUNCATE_ACTION),
                    "replace needs write.mode=upsert (topic " + topic
                            + " has append): a change log keeps its rows. Use ignore or fail.");
        }
    }

    private void coordinates(DomoSinkConfig config, String topic, RecordOptions record) {
        if (record.coordinateKey().isEmpty()) {
            return;
        }
        if (record.writeMode() != WriteMode.APPEND) {
            complain(
                    config.whereSet(topic, SinkKeys.DELIVERY_GUARANTEE),
                    "effectively_once is for write.mode=append; the other modes are effectively once by nature. Remove it (topic "
                            + topic + ").");
        } else if (given("transforms") && !Coordinates.originalsKnown()) {
            complain(
                    config.whereSet(topic, SinkKeys.DELIVERY_GUARANTEE),
                    "effectively_once with transforms needs Kafka Connect 3.6 or newer: an older worker does not tell where a"
                            + " record stood before transformations. Upgrade the workers, or remove the transforms.");
        }
    }
}
