package io.connectdomo.sink.task;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands bad records to the framework's reporter, one by one. Task thread only.
 *
 * <p>With a dead-letter queue the reporter's future waits for the queue's producer, but for one case (Kafka 3.9.1 and 4.3.1,
 * {@code RetryWithToleranceOperator.report}): futures that are done when {@code send} returns are dropped, so a record that
 * the producer refuses at once, for its size above all, is reported as done. The worker's metric tells of it. Where the metric
 * can't be read, a report that is done at once proves nothing.
 */
public final class ErrantRecords {
    private static final Logger log = LoggerFactory.getLogger(ErrantRecords.class);

    private final ErrantRecordReporter reporter;
    private final DeadLetterFailures failures;
    private final boolean hasQueue;
    private boolean hiddenIsSaid;

    private ErrantRecords(ErrantRecordReporter reporter, DeadLetterFailures failures, boolean hasQueue) {
        this.reporter = reporter;
        this.failures = failures;
        this.hasQueue = hasQueue;
    }

    /**
     * @param hasQueue whether the connector has a dead-letter queue; without one nothing is written that could be refused
     */
    static ErrantRecords of(SinkTaskContext context, DeadLetterFailures failures, boolean hasQueue) {
        return new ErrantRecords(reporterOf(context), failures, hasQueue);
    }

    /** Where the records are that were reported, a clause: what else would happen to them fails the task. */
    String fate() {
        return hasQueue
                ? "they go to the dead-letter queue (errors.deadletterqueue.topic.name), and are not in Domo"
                : "they are dropped (errors.tolerance=all without errors.deadletterqueue.topic.name), and are not in Domo";
    }

    private static ErrantRecordReporter reporterOf(SinkTaskContext context) {
        try {
            return context.errantRecordReporter();
        } catch (NoSuchMethodError | NoClassDefFoundError olderThan26) {
            return null;
        }
    }

    /**
     * Reports one bad record.
     *
     * @return done when the record is in the dead-letter queue; until then it is not durable
     * @throws ConnectException where there is no reporter, or the connector's {@code errors.tolerance} is {@code none}, or
     *     nothing shows that the queue has the record: the task fails
     */
    public Future<Void> report(SinkRecord record, RuntimeException cause) {
        if (reporter == null) {
            throw new ConnectException(
                    cause.getMessage()
                            + " The task stops here and nothing after this record is lost. To set bad records"
                            + " aside instead, configure errors.tolerance=all with errors.deadletterqueue.topic.name.",
                    cause);
        }
        Future<Void> reported = reporter.report(record, cause);
        checkDeadLetterQueue();
        return hasQueue && !failures.visible() ? acknowledged(reported, record, cause) : reported;
    }

    /** A producer that takes the record is not done at once; it may answer between two instructions, but not twice. */
    private Future<Void> acknowledged(Future<Void> reported, SinkRecord record, RuntimeException cause) {
        sayHidden();
        Future<Void> shown = provesNothing(reported) ? reporter.report(record, cause) : reported;
        if (provesNothing(shown)) {
            throw new ConnectException(
                    "It can't be told whether the dead-letter queue took a bad record: its report was done at once, as it is when"
                            + " the queue's producer refuses a record, and the worker does not show the metric"
                            + " deadletterqueue-produce-failures. Its offset was not committed, so it is read again after a restart."
                            + " Probably it is larger than the producer allows: raise producer.override.max.request.size and"
                            + " the topic's max.message.bytes. To have refusals shown, add"
                            + " org.apache.kafka.common.metrics.JmxReporter to the worker's metric.reporters.",
                    cause);
        }
        return shown;
    }

    private void sayHidden() {
        if (!hiddenIsSaid) {
            hiddenIsSaid = true;
            log.warn(
                    "The worker does not show how many records its dead-letter queue refused (the metric"
                            + " deadletterqueue-produce-failures; metric.reporters without JmxReporter?). A bad record counts as set"
                            + " aside only once the queue's producer has acknowledged it; one that it refuses at once fails the task.");
        }
    }

    /** Whether the report is done and has no failure to show: there was nothing to wait for, if anything was sent at all. */
    private static boolean provesNothing(Future<Void> reported) {
        if (!reported.isDone()) {
            return false;
        }
        try {
            reported.get();
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException failed) {
            log.debug("The dead-letter queue has failed; whoever waits for the report is told", failed);
            return false;
        }
    }

    /**
     * Throws if the dead-letter queue has refused a record since the task started, ours or one that no converter could read
     * (delivery.md 5).
     */
    public void checkDeadLetterQueue() {
        if (failures.risen()) {
            throw new ConnectException("The dead-letter queue did not take a record (the metric"
                    + " deadletterqueue-produce-failures has risen). Its offset was not committed, so it is read again after"
                    + " a restart. Probably it is larger than the producer allows: raise"
                    + " producer.override.max.request.size and the topic's max.message.bytes.");
        }
    }
}
