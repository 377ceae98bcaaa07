package io.connectdomo.source.executions;

import io.connectdomo.source.feed.ValueSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Key and value of an execution; fields as Domo's page and real replies have them (observed-behaviour.md 6). */
final class ExecutionSchema {
    static final String KEY_INSTANCE = "instance";
    static final String KEY_STREAM = "streamId";
    static final String KEY_EXECUTION = "executionId";

    static final Schema KEY = SchemaBuilder.struct()
            .name("io.connectdomo.StreamExecutionKey")
            .version(1)
            .doc("One run of a stream")
            .field(KEY_INSTANCE, SchemaBuilder.string().doc("The Domo instance").build())
            .field(KEY_STREAM, SchemaBuilder.int64().doc("Id of the stream").build())
            .field(
                    KEY_EXECUTION,
                    SchemaBuilder.int64().doc("Id of the run within the stream").build())
            .build();

    /** The first nine are in every record; the others only where Domo was asked for more than its aggregated history. */
    static final ValueSchema VALUE = ValueSchema.named(
                    "io.connectdomo.StreamExecution", 1, "One run of a stream, as last seen")
            .number("streamId", "Id of the stream")
            .number("executionId", "Id of the run within the stream; rises, with gaps")
            .text("currentState", "IDLE, ACTIVE, INVALID, SUCCESS, ERROR, UNKNOWN or WARNING")
            .number("rowsInserted", "Rows that were written")
            .number("bytesInserted", "Bytes that were written")
            .time("startedAt", "When it began; from seconds")
            .time("endedAt", "When it ended; from seconds; absent while it runs and a while afterwards")
            .text("updateMethod", "REPLACE, APPEND, UPSERT or DELETE")
            .number("peakMemoryUsedBytes", "Most memory the connector used, in bytes")
            .text("errors", "What went wrong, as a JSON array of category, code and message; for failing runs")
            .text("runType", "What started it, such as AUTOMATED, MANUAL or RETRY; for failing runs")
            .text("startedBy", "Id of the user who started it, where one did; for failing runs")
            .text("cancelledBy", "Id of the user who cancelled it")
            .text("currentPhase", "INIT, QUEUE, IMPORT, DATASTORE, INDEX or FINAL")
            .text("latestPhase", "The last phase with its times, as JSON")
            .time("createdAt", "When the run was created; from seconds")
            .time("modifiedAt", "When the run was changed last; from seconds")
            .number("retryCount", "How many times it was tried again")
            .text("retryExecution", "The run that this one repeats")
            .number("uploadId", "The upload that carried its rows")
            .text("indexRequestKey", "Key of the indexing, such as 20240418210500.914")
            .text("containerManagerId", "Where it ran")
            .text("dataTag", "The partition of the DataSet that it wrote")
            .text("toe", "Domo's trace id")
            .number("peakMemoryCommittedBytes", "Most memory the connector had reserved, in bytes")
            .flag("index", "Whether the DataSet was indexed afterwards")
            .flag("removed", "Whether the run was removed")
            .flag("exportable", "Whether its rows can be exported")
            .flag("manualIndex", "Whether indexing was asked for by hand")
            .build();

    private ExecutionSchema() {}
}
