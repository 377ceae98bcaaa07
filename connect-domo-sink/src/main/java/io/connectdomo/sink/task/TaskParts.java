package io.connectdomo.sink.task;

import io.connectdomo.sink.metrics.SinkMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What the parts of one task share.
 *
 * @param errants where bad records go
 */
public record TaskParts(
        TaskRuntime runtime,
        Ticker ticker,
        Mailbox mailbox,
        Failure failure,
        Lease lease,
        Assignment assignment,
        MemoryBudget memory,
        ErrantRecords errants,
        CommitRequests commitRequests,
        Silence silence,
        SinkMetrics metrics) {

    /**
     * @param hasDeadLetterQueue whether bad records go to a topic
     */
    public static TaskParts of(
            TaskRuntime runtime,
            long bufferMaxBytes,
            Assignment assignment,
            SinkTaskContext context,
            String connector,
            int task,
            boolean hasDeadLetterQueue,
            SinkMetrics metrics,
            ConsumerMetrics consumer) {
        Ticker ticker = runtime.ticker();
        return new TaskParts(
                runtime,
                ticker,
                new Mailbox(runtime),
                new Failure(),
                new Lease(ticker),
                assignment,
                new MemoryBudget(bufferMaxBytes),
                ErrantRecords.of(context, DeadLetterFailures.of(connector, task), hasDeadLetterQueue),
                new CommitRequests(),
                new Silence(consumer, ticker.nowMs()),
                metrics);
    }
}
