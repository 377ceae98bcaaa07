package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.SnapshotIdSource;
import io.connectdomo.sink.record.Template;
import io.connectdomo.sink.record.WriteMode;
import java.util.Optional;
import java.util.Set;

/**
 * How one DataSet is written. Two topics that feed one DataSet must agree in all of it.
 *
 * @param effectivelyOnce append only: rows are upserted by the coordinates of their records
 * @param commitMaxRows after collapse
 * @param commitMaxBytes of CSV before compression
 * @param replaceIdleMs {@code replace.snapshot.idle.ms}
 * @param snapshotId where records say their snapshot; empty where silence ends one
 * @param partitionTag template of the DataSet partition that a snapshot replaces; empty for the whole DataSet
 * @param index whether a commit makes its rows queryable at once
 * @param park whether a destination whose budget is spent is parked instead of failing the task
 */
public record DataSetSettings(
        String dataSetId,
        WriteMode mode,
        boolean effectivelyOnce,
        long commitIntervalMs,
        long commitMaxRows,
        long commitMaxBytes,
        long replaceIdleMs,
        Optional<SnapshotIdSource> snapshotId,
        String partitionTag,
        boolean index,
        boolean park) {

    private static final Set<String> TAG_VARIABLES = Set.of("topic", "key", "timestamp", "field", "header");

    /** The same for the DataSet of this id, which was found by its name. */
    public DataSetSettings withDataSetId(String id) {
        return new DataSetSettings(
                id,
                mode,
                effectivelyOnce,
                commitIntervalMs,
                commitMaxRows,
                commitMaxBytes,
                replaceIdleMs,
                snapshotId,
                partitionTag,
                index,
                park);
    }

    /**
     * The compiled {@link #partitionTag}, null where there is none.
     *
     * @throws org.apache.kafka.common.config.ConfigException if it can't be read
     */
    public Template tagTemplate() {
        return partitionTag.isEmpty() ? null : tagTemplate("dataset.partition.tag", partitionTag);
    }

    /**
     * Compiles a tag.
     *
     * @param key the configuration key, for messages
     * @throws org.apache.kafka.common.config.ConfigException if it can't be read
     */
    public static Template tagTemplate(String key, String tag) {
        return Template.of(key, tag, TAG_VARIABLES);
    }
}
