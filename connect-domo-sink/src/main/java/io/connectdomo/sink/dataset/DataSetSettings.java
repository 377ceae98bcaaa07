package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.WriteMode;

/**
 * How one DataSet is written. Two topics that feed one DataSet must agree in all of it.
 *
 * @param effectivelyOnce append only: rows are upserted by the coordinates of their records
 * @param commitMaxRows after collapse
 * @param commitMaxBytes of CSV before compression
 * @param replaceIdleMs {@code replace.snapshot.idle.ms}
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
        boolean index,
        boolean park) {}
