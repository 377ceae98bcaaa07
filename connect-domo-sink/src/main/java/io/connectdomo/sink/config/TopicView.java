package io.connectdomo.sink.config;

import static io.connectdomo.sink.config.DomoSinkConfig.parse;

import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.sink.dataset.DataSetSettings;
import io.connectdomo.sink.dataset.NameSource;
import io.connectdomo.sink.dataset.TopicSettings;
import io.connectdomo.sink.record.CoordinateKey;
import io.connectdomo.sink.record.KeySource;
import io.connectdomo.sink.record.MetadataColumn;
import io.connectdomo.sink.record.NestedFields;
import io.connectdomo.sink.record.RecordFormat;
import io.connectdomo.sink.record.RecordOptions;
import io.connectdomo.sink.record.SchemaEvolution;
import io.connectdomo.sink.record.SchemalessNumbers;
import io.connectdomo.sink.record.SnapshotIdSource;
import io.connectdomo.sink.record.TombstoneAction;
import io.connectdomo.sink.record.TruncateAction;
import io.connectdomo.sink.record.WriteMode;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;

/** Reads what holds for one topic from the configuration with the topic's overrides applied. */
final class TopicView {
    private TopicView() {}

    static TopicSettings of(String topic, AbstractConfig config, DomoCompat compat) {
        WriteMode mode = parse(WriteMode.class, config.getString(SinkKeys.WRITE_MODE));
        return new TopicSettings(
                recordOptions(config, compat),
                dataSetSettings(config, mode, dataSetId(config, topic)),
                CreationKeys.of(config, topic),
                NameSource.of(topic, config.getString(CreationKeys.NAME)));
    }

    static RecordOptions recordOptions(AbstractConfig config, DomoCompat compat) {
        WriteMode mode = parse(WriteMode.class, config.getString(SinkKeys.WRITE_MODE));
        RecordOptions options = RecordOptions.defaults(mode)
                .withFormat(parse(RecordFormat.class, config.getString(SinkKeys.RECORD_FORMAT)))
                .withKey(
                        parse(KeySource.class, config.getString(SinkKeys.KEY_SOURCE)),
                        config.getList(SinkKeys.KEY_FIELDS).toArray(String[]::new))
                .withTruncateAction(parse(TruncateAction.class, config.getString(SinkKeys.TRUNCATE_ACTION)))
                .withNestedFields(
                        parse(NestedFields.class, config.getString(SinkKeys.NESTED_FIELDS)),
                        config.getString(SinkKeys.NESTED_DELIMITER))
                .withSchemaEvolution(parse(SchemaEvolution.class, config.getString(SinkKeys.SCHEMA_EVOLUTION)))
                .withMetadata(metadataColumns(config))
                .withSchemalessNumbers(parse(
                        SchemalessNumbers.class,
                        config.getString(CreationKeys.SCHEMALESS_NUMBERS).strip()))
                .withDatetimeMillis(compat.datetimeFraction() == DomoCompat.DatetimeFraction.MILLIS);
        options = ValueKeys.apply(config, options);
        String tombstones = config.getString(SinkKeys.TOMBSTONE_ACTION);
        if (tombstones != null) {
            options = options.withTombstoneAction(parse(TombstoneAction.class, tombstones));
        }
        return isEffectivelyOnce(config)
                ? options.withCoordinateKey(new CoordinateKey(config.getString(SinkKeys.DELIVERY_EPOCH)))
                : options;
    }

    static MetadataColumn[] metadataColumns(AbstractConfig config) {
        return config.getList(SinkKeys.METADATA_COLUMNS).stream()
                .map(MetadataColumn::of)
                .distinct()
                .toArray(MetadataColumn[]::new);
    }

    private static boolean isEffectivelyOnce(AbstractConfig config) {
        return parse(SinkKeys.Guarantee.class, config.getString(SinkKeys.DELIVERY_GUARANTEE))
                == SinkKeys.Guarantee.EFFECTIVELY_ONCE;
    }

    /** Empty where the DataSet is known by its name. */
    private static String dataSetId(AbstractConfig config, String topic) {
        if (config.getBoolean(CreationKeys.AUTO_CREATE)) {
            return "";
        }
        String id = config.getString(SinkKeys.DATASET_ID);
        if (id == null || id.isBlank()) {
            throw new ConfigException("Topic " + topic + " has no DataSet: set dataset.id, or topic.override." + topic
                    + ".dataset.id for this topic alone, or dataset.auto.create=true.");
        }
        return id.trim();
    }

    private static DataSetSettings dataSetSettings(AbstractConfig config, WriteMode mode, String dataSetId) {
        return new DataSetSettings(
                dataSetId,
                mode,
                isEffectivelyOnce(config),
                config.getLong(SinkKeys.COMMIT_INTERVAL_MS),
                config.getLong(SinkKeys.COMMIT_MAX_ROWS),
                config.getLong(SinkKeys.COMMIT_MAX_BYTES),
                config.getLong(SinkKeys.REPLACE_IDLE_MS),
                snapshotId(config, mode),
                config.getString(SinkKeys.PARTITION_TAG),
                config.getBoolean(SinkKeys.DATASET_INDEX),
                parks(config));
    }

    static boolean parks(AbstractConfig config) {
        return parse(SinkKeys.OnFailure.class, config.getString(SinkKeys.FAILURE_ACTION)) == SinkKeys.OnFailure.PARK;
    }

    private static Optional<SnapshotIdSource> snapshotId(AbstractConfig config, WriteMode mode) {
        boolean byId = parse(SinkKeys.Boundary.class, config.getString(SinkKeys.REPLACE_BOUNDARY))
                == SinkKeys.Boundary.SNAPSHOT_ID;
        return mode == WriteMode.REPLACE && byId
                ? Optional.of(SnapshotIdSource.of(
                        SinkKeys.REPLACE_SNAPSHOT_ID, config.getString(SinkKeys.REPLACE_SNAPSHOT_ID)))
                : Optional.empty();
    }
}
