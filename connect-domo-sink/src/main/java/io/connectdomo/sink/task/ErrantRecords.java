package io.connectdomo.sink.task;

import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Hands bad records to the framework's reporter, one by one. Task thread only. */
public final class ErrantRecords {
    private final ErrantRecordReporter reporter;
    private final DeadLetterFailures deadLetterFailures;
    private boolean anyReported;

    private ErrantRecords(ErrantRecordReporter reporter, DeadLetterFailures deadLetterFailures) {
        this.reporter = reporter;
        this.deadLetterFailures = deadLetterFailures;
    }

    static ErrantRecords of(SinkTaskContext context, DeadLetterFailures deadLetterFailures) {
        return new ErrantRecords(reporterOf(context), deadLetterFailures);
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
     * @throws ConnectException where there is no reporter, or the connector's {@code errors.tolerance} is {@code none}: the
     *     task fails
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
        anyReported = true;
        checkDeadLetterQueue();
        return reported;
    }

    /**
     * Throws if the dead-letter queue has refused a record since the task started: the futures of the reporter do not show a
     * record that is larger than the producer's {@code max.request.size} (delivery.md 5).
     */
    public void checkDeadLetterQueue() {
        if (anyReported && deadLetterFailures.risen()) {
            throw new ConnectException("The dead-letter queue did not take a record (the metric"
                    + " deadletterqueue-produce-failures has risen). Its offset was not committed, so it is read again after"
                    + " a restart. Probably it is larger than the producer allows: raise"
                    + " producer.override.max.request.size and the topic's max.message.bytes.");
        }
    }
}
