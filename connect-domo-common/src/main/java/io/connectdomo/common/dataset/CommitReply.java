package io.connectdomo.common.dataset;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A commit that succeeded (observed-behaviour.md 1.3; Domo's pages only say "200").
 *
 * @param status as Domo wrote it: SUCCESS in any case
 * @param rowCount rows that Domo counted, empty where the reply does not say
 * @param partCount parts that Domo counted, empty where the reply does not say
 * @param indexRequestKey for {@link DataSetClient#indexStatus}, empty where nothing is indexed or the reply does not say
 * @param indexRequested whether the reply says that indexing has begun; where it does not and rows must become
 *     queryable, {@link DataSetClient#index} asks for it
 */
public record CommitReply(
        String status,
        OptionalLong rowCount,
        OptionalLong partCount,
        Optional<String> indexRequestKey,
        boolean indexRequested) {}
