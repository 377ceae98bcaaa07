package io.connectdomo.sink.dataset;

import io.connectdomo.sink.commit.CommitTimes;

/**
 * What holds for every DataSet of a task.
 *
 * @param onlyTask whether the connector has one task, so that nobody else of ours writes the same DataSets
 */
public record TaskSettings(
        String connector, int task, boolean onlyTask, long partMaxBytes, boolean gzip, CommitTimes commitTimes) {}
