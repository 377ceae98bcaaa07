package io.connectdomo.sink.config;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** Names of the sink's keys, and the values of those that choose. */
public final class SinkKeys {
    public static final String TARGET = "domo.target";
    public static final String DATASET_ID = "dataset.id";
    public static final String FAILURE_ACTION = "destination.failure.action";
    public static final String WRITE_MODE = "write.mode";
    public static final String DELIVERY_GUARANTEE = "delivery.guarantee";
    public static final String DELIVERY_EPOCH = "delivery.epoch";
    public static final String RECORD_FORMAT = "record.format";
    public static final String KEY_SOURCE = "key.source";
    public static final String KEY_FIELDS = "key.fields";
    public static final String TOMBSTONE_ACTION = "tombstone.action";
    public static final String TRUNCATE_ACTION = "truncate.action";
    public static final String REPLACE_BOUNDARY = "replace.boundary";
    public static final String REPLACE_IDLE_MS = "replace.snapshot.idle.ms";
    public static final String REPLACE_SNAPSHOT_ID = "replace.snapshot.id";
    public static final String PARTITION_TAG = "dataset.partition.tag";
    public static final String METADATA_COLUMNS = "metadata.columns";
    public static final String SCHEMA_EVOLUTION = "schema.evolution";
    public static final String NESTED_FIELDS = "nested.fields";
    public static final String NESTED_DELIMITER = "nested.delimiter";
    public static final String DATASET_INDEX = "dataset.index";
    public static final String COMMIT_INTERVAL_MS = "commit.interval.ms";
    public static final String COMMIT_MAX_ROWS = "commit.max.rows";
    public static final String COMMIT_MAX_BYTES = "commit.max.bytes";
    public static final String COMMIT_TIMEOUT_MS = "commit.timeout.ms";
    public static final String COMMIT_RESOLVE_GRACE_MS = "commit.resolve.grace.ms";
    public static final String PART_MAX_BYTES = "part.max.bytes";
    public static final String UPLOAD_MAX_IN_FLIGHT = "upload.max.in.flight";
    public static final String UPLOAD_COMPRESSION = "upload.compression";
    public static final String BUFFER_MAX_BYTES = "buffer.max.bytes";

    /** Set by the connector for its tasks, not by users. */
    static final String TASK_NUMBER = "domo.internal.task.number";

    static final String TASK_COUNT = "domo.internal.task.count";

    /** Keys that a topic may have of its own, beside those of its target. */
    private static final List<String> OF_ALL_TARGETS = List.of(
            TARGET,
            DATASET_ID,
            CreationKeys.AUTO_CREATE,
            CreationKeys.WAIT_MS,
            CreationKeys.NAME,
            CreationKeys.DESCRIPTION,
            CreationKeys.TAGS,
            CreationKeys.SHARE_WITH,
            CreationKeys.ADOPT,
            CreationKeys.SCHEMALESS_NUMBERS,
            FileKeys.NAME,
            FileKeys.ID,
            FileKeys.FORMAT,
            FileKeys.PUBLIC,
            FileKeys.CONTENT_TYPE,
            FAILURE_ACTION,
            WRITE_MODE,
            DELIVERY_GUARANTEE,
            DELIVERY_EPOCH,
            RECORD_FORMAT,
            KEY_SOURCE,
            KEY_FIELDS,
            TOMBSTONE_ACTION,
            TRUNCATE_ACTION,
            ValueKeys.UNREPRESENTABLE_ACTION,
            ValueKeys.UNAVAILABLE_ACTION,
            ValueKeys.UNAVAILABLE_PLACEHOLDER,
            ValueKeys.BEFORE_IMAGE,
            REPLACE_BOUNDARY,
            REPLACE_IDLE_MS,
            REPLACE_SNAPSHOT_ID,
            PARTITION_TAG,
            METADATA_COLUMNS,
            SCHEMA_EVOLUTION,
            NESTED_FIELDS,
            NESTED_DELIMITER,
            DATASET_INDEX,
            COMMIT_INTERVAL_MS,
            COMMIT_MAX_ROWS,
            COMMIT_MAX_BYTES);

    /** Keys that {@code topic.override.} accepts. */
    public static final List<String> OVERRIDABLE = Stream.of(OF_ALL_TARGETS, AppDbKeys.ALL, FileSetKeys.ALL)
            .flatMap(List::stream)
            .toList();

    private SinkKeys() {}

    enum Guarantee {
        AT_LEAST_ONCE,
        EFFECTIVELY_ONCE
    }

    enum Boundary {
        IDLE,
        SNAPSHOT_ID
    }

    enum OnFailure {
        FAIL,
        PARK
    }

    enum Compression {
        NONE,
        GZIP
    }

    /** The definitions of all keys, those of the connection among them. */
    public static ConfigDef define() {
        return SinkDefinitions.define();
    }
}
