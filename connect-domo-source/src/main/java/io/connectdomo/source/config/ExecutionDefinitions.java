package io.connectdomo.source.config;

import io.connectdomo.common.config.Definitions;
import io.connectdomo.common.config.Rules;
import io.connectdomo.source.executions.Emit;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The definitions of the keys about stream executions. */
final class ExecutionDefinitions {
    private static final ConfigDef.Validator STREAM_IDS = Rules.rule(
            "a list of stream ids, which are whole numbers such as 371",
            value -> ((List<?>) value).stream().allMatch(id -> id.toString().matches("[0-9]{1,18}")));

    private static final ConfigDef.Validator DATASET_IDS = Rules.rule(
            "a list of DataSet ids: each is the UUID in its DataSet's address in Domo",
            value -> ((List<?>) value).stream().allMatch(id -> id.toString().matches("[A-Za-z0-9-]+")));

    private ExecutionDefinitions() {}

    static void define(Definitions keys) {
        SourceDefinitions.start(keys, SourceKeys.EXECUTIONS_START);
        keys.list(
                        SourceKeys.EXECUTIONS_STREAM_IDS,
                        STREAM_IDS,
                        "Stream ids",
                        "The streams whose executions are read, by their ids.")
                .list(
                        SourceKeys.EXECUTIONS_DATASET_IDS,
                        DATASET_IDS,
                        "DataSet ids",
                        "The streams whose executions are read, by the DataSets they feed. Looked up again every 10 minutes.")
                .text(
                        SourceKeys.EXECUTIONS_DATASET_SEARCH,
                        null,
                        null,
                        Importance.MEDIUM,
                        Width.LONG,
                        "DataSet search",
                        "The streams whose executions are read, as a query for the DataSets they feed, as in Domo's search."
                                + " Searched again every 10 minutes; a DataSet without a stream is left out.")
                .choice(
                        SourceKeys.EXECUTIONS_EMIT,
                        Emit.CHANGES,
                        "Emit",
                        "changes: a record whenever the state or the end of a run has changed. terminal: only once it is"
                                + " SUCCESS, ERROR, INVALID or WARNING, or has an end in a state of another name, and when that is corrected.")
                .number(
                        SourceKeys.EXECUTIONS_OPEN_MAX_AGE_MS,
                        604_800_000,
                        Rules.MILLIS,
                        "Longest run (ms)",
                        "A run that has not ended so long after its start is given up: what it comes to is not read.")
                .number(
                        SourceKeys.EXECUTIONS_MAX_INTERVAL_MS,
                        3_600_000,
                        Rules.MILLIS,
                        "Longest poll interval (ms)",
                        "A stream of which all runs have ended is read at doubling intervals up to this.");
    }
}
