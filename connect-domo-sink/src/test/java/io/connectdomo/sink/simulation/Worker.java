package io.connectdomo.sink.simulation;

import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.SimulatedTask;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.runtime.SimulatedWorkerTask;
import org.apache.kafka.connect.runtime.errors.ErrorReporter;
import org.apache.kafka.connect.runtime.errors.ProcessingContext;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;

/** One worker with one task of the connector: Kafka's own classes around the real task, in simulated time. */
public final class Worker {
    private static final long DEAD_LETTER_MS = 30;

    private final SimulatedTime time;
    private final Cluster cluster;
    private final SimulatedProcess process;
    private final GroupMember consumer;
    private final SimulatedWorkerTask worker;
    private final DomoSinkTask task;

    /**
     * @param topicOf where a transformation routes an entry of this topic
     */
    public Worker(
            SimulatedTime time,
            Cluster cluster,
            SimulatedProcess process,
            Map<String, String> config,
            int maxPollRecords,
            Function<SinkRecord, String> topicOf) {
        this.time = time;
        this.cluster = cluster;
        this.process = process;
        this.consumer = new GroupMember(cluster, time, maxPollRecords);
        process.consumer(consumer.shown());
        this.task = SimulatedTask.on(process);
        this.worker = new SimulatedWorkerTask(
                config.get("name"),
                task,
                config,
                consumer,
                new KafkaTime(),
                new EntryConverter(),
                record -> transform(record, topicOf),
                new DeadLetters());
    }

    // ---- what is done with it

    public void iterate() {
        worker.iterate();
    }

    public void assign(Collection<TopicPartition> partitions) {
        consumer.assignInPoll(partitions);
    }

    public void revoke(Collection<TopicPartition> partitions) {
        consumer.revokeInPoll(partitions);
    }

    public void lose(Collection<TopicPartition> partitions) {
        consumer.loseInPoll(partitions);
    }

    /** See {@link GroupMember#looksReadThough}. */
    public boolean looksReadThough(TopicPartition partition) {
        return consumer.assignment().contains(partition) && consumer.looksReadThough(partition);
    }

    public void pause() {
        consumer.connectorPaused(true);
        worker.pause();
    }

    public void resume() {
        consumer.connectorPaused(false);
        worker.resume();
    }

    /** Gracefully, or after a failure. */
    public void stop() {
        worker.stop();
    }

    public void kill() {
        process.die();
        consumer.cutOff();
        worker.forget();
        task.stop();
    }

    // ---- records

    private static SinkRecord transform(SinkRecord record, Function<SinkRecord, String> topicOf) {
        if (record.value() instanceof Map<?, ?> value && value.containsKey("filtered")) {
            return null;
        }
        String topic = topicOf.apply(record);
        if (record.value() instanceof Map<?, ?> value && value.containsKey("tombstone")) {
            return record.newRecord(
                    topic, record.kafkaPartition(), null, value.get("id"), null, null, record.timestamp());
        }
        Object key = record.value() instanceof Map<?, ?> value && !value.containsKey("bad") ? value.get("id") : null;
        return record.newRecord(
                topic, record.kafkaPartition(), null, key, record.valueSchema(), record.value(), record.timestamp());
    }

    /** Called for the key and the value alike: both hold the entry. */
    private static final class EntryConverter implements Converter {
        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {}

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] bytes) {
            String[] words = new String(bytes, StandardCharsets.UTF_8).split(" ", -1);
            long id = Long.parseLong(words[1]);
            Map<String, Object> value = new HashMap<>();
            value.put("id", id);
            value.put("number", Long.parseLong(words[2]));
            if (!words[3].equals("-")) {
                value.put("snapshot", words[3]);
            }
            if (!words[5].equals("-")) {
                value.put(words[5], Long.parseLong(words[2]));
            }
            return switch (Entry.Kind.valueOf(words[0])) {
                case GOOD -> new SchemaAndValue(null, value);
                case TOMBSTONE -> new SchemaAndValue(null, Map.of("id", id, "tombstone", true));
                case BAD -> {
                    value.put("number", "none");
                    value.put("bad", true);
                    value.put("_key", "none");
                    yield new SchemaAndValue(null, value);
                }
                case FILTERED -> new SchemaAndValue(null, Map.of("filtered", true));
                case UNREADABLE -> throw new DataException("Nobody can read this");
            };
        }
    }

    private final class DeadLetters implements ErrorReporter<ConsumerRecord<byte[], byte[]>> {
        @Override
        public Future<RecordMetadata> report(ProcessingContext<ConsumerRecord<byte[], byte[]>> context) {
            CompletableFuture<RecordMetadata> written = new CompletableFuture<>();
            ConsumerRecord<byte[], byte[]> record = context.original();
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            String[] words = new String(record.value(), StandardCharsets.UTF_8).split(" ", -1);
            // Of what it can't convert the framework waits for no acknowledgement before it passes on, whatever a task
            // does.
            boolean unreadable = words[0].equals(Entry.Kind.UNREADABLE.name());
            if (unreadable) {
                cluster.deadLetter(new Cluster.Letter(partition, Integer.parseInt(words[4]), record.offset()));
            }
            time.start(DEAD_LETTER_MS, () -> {
                if (!process.dead()) {
                    cluster.deadLetter(new Cluster.Letter(partition, Integer.parseInt(words[4]), record.offset()));
                }
                written.complete(new RecordMetadata(partition, 0, 0, 0, 0, 0));
            });
            return new SimulatedFuture<>(written, time);
        }
    }

    /** Kafka's clock. */
    private final class KafkaTime implements Time {
        @Override
        public long milliseconds() {
            return time.epochMs();
        }

        @Override
        public long nanoseconds() {
            return time.nowMs() * 1_000_000;
        }

        @Override
        public void sleep(long ms) {
            time.sleep(ms);
        }

        @Override
        public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs) {
            throw new UnsupportedOperationException();
        }
    }
}
