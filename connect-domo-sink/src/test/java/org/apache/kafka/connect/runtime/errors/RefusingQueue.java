package org.apache.kafka.connect.runtime.errors;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.runtime.ConnectMetrics;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.apache.kafka.connect.runtime.standalone.StandaloneConfig;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.storage.SimpleHeaderConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.util.ConnectorTaskId;

/**
 * Kafka's own reporter of errant records, before a dead-letter queue whose producer finds every record too large, as the worker puts it
 * together; in Kafka's package, because the queue's constructor is not public.
 */
public final class RefusingQueue implements AutoCloseable {
    private final ConnectMetrics metrics;
    private final ErrorHandlingMetrics errors;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ErrantRecordReporter reporter;

    /**
     * @param connector its name, of which this is task 0
     * @param jmx whether the worker shows its metrics
     */
    public RefusingQueue(String connector, boolean jmx) {
        ConnectorTaskId id = new ConnectorTaskId(connector, 0);
        Map<String, String> worker = new HashMap<>(Map.of(
                "bootstrap.servers",
                "localhost:1",
                "key.converter",
                StringConverter.class.getName(),
                "value.converter",
                StringConverter.class.getName(),
                "offset.storage.file.filename",
                "unused"));
        worker.put("auto.include.jmx.reporter", Boolean.toString(jmx));
        worker.put("metric.reporters", jmx ? "org.apache.kafka.common.metrics.JmxReporter" : "");
        metrics = new ConnectMetrics("worker", new StandaloneConfig(worker), Time.SYSTEM, "cluster");
        errors = new ErrorHandlingMetrics(id, metrics);
        producer = new FullProducer();
        SinkConnectorConfig config = new SinkConnectorConfig(
                null,
                Map.of(
                        "name", connector,
                        "connector.class", "unused",
                        "topics", "t",
                        "errors.tolerance", "all",
                        "errors.deadletterqueue.topic.name", "dead-letters"));
        RetryWithToleranceOperator<ConsumerRecord<byte[], byte[]>> operator =
                new RetryWithToleranceOperator<>(0, 0, ToleranceType.ALL, Time.SYSTEM, errors);
        operator.reporters(List.of(
                new LogReporter.Sink(id, config, errors), new DeadLetterQueueReporter(producer, config, id, errors)));
        StringConverter converter = new StringConverter();
        converter.configure(Map.of(), false);
        reporter = new WorkerErrantRecordReporter(operator, converter, converter, new SimpleHeaderConverter());
    }

    public ErrantRecordReporter reporter() {
        return reporter;
    }

    /** As the framework does with a record that no converter can read. */
    public void refusePoisonPill() {
        errors.recordDeadLetterQueueProduceFailed();
    }

    @Override
    public void close() {
        errors.close();
        metrics.stop();
        producer.close(Duration.ZERO);
    }

    /** What {@code KafkaProducer.doSend} does with an {@code ApiException}; it finds the size only with a broker's metadata. */
    private static final class FullProducer extends KafkaProducer<byte[], byte[]> {
        FullProducer() {
            super(
                    Map.of("bootstrap.servers", "localhost:1", "reconnect.backoff.ms", "60000"),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message, Callback callback) {
            RecordTooLargeException tooLarge = new RecordTooLargeException("larger than max.request.size");
            callback.onCompletion(new RecordMetadata(null, -1, -1, -1, -1, -1), tooLarge);
            return CompletableFuture.failedFuture(tooLarge);
        }
    }
}
