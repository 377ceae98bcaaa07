package io.connectdomo.sink.task;

import io.connectdomo.sink.metrics.SinkMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What the parts of one task share.
 *
 * @param errants where bad records go
 */
public record TaskParts(
        Ticker ticker,
        Mailbox mailbox,
        Failure failure,
        Lease lease,
        Assignment assignment,
        MemoryBudget memory,
        ErrantRecords errants,
        CommitRequests commitRequests,
        SinkMetrics metrics) {

    /**
     * @param hasDeadLetterQueue whether bad records go to a topic
     */
    public static TaskParts of(
            Ticker ticker,
            long bufferMaxBytes,
            Assignment assignment,
            SinkTaskContext context,
            String connector,
            int task,
            boolean hasDeadLetterQueue,
            SinkMetrics metrics) {
        return new TaskParts(
                ticker,
                new Mailbox(),
                new Failure(),
                new Lease(ticker),
                assignment,
                new MemoryBudget(bufferMaxBytes),
                ErrantRecords.of(context, DeadLetterFailures.of(connector, task), hasDeadLetterQueue),
                new CommitRequests(),
                metrics);
    }
}
