package io.connectdomo.common.dataset;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One partition of a DataSet (observed-behaviour.md 1.6).
 *
 * @param partitionId the tag that uploads name
 * @param dataId the data version that holds the partition's rows now, empty where not told
 * @param rowCount empty where not told
 * @param completed when that version was completed, on Domo's clock; empty where not told
 */
public record Partition(String partitionId, OptionalLong dataId, OptionalLong rowCount, Optional<Instant> completed) {}
