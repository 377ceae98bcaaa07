package io.connectdomo.local;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of the stack's broker: made, written to and read. Threads may share one. */
public final class Topics implements AutoCloseable {
    private final String bootstrapServers;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> firstFailure = new AtomicReference<>();

    Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(properties(Map.of(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "100")));
        this.producer = new KafkaProducer<>(
                properties(Map.of(ProducerConfig.LINGER_MS_CONFIG, "5", ProducerConfig.ACKS_CONFIG, "all")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private Properties properties(Map<String, String> more) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(more);
        return properties;
    }

    public void create(String topic, int partitions) {
        await(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                .all());
    }

    /** Sends one record to the partition that its key belongs to; {@link #flush()} says whether it arrived. */
    public void send(String topic, String key, String value) {
        send(new ProducerRecord<>(topic, bytes(key), bytes(value)));
    }

    /** Sends one record to a partition; key and value may be null. {@link #flush()} says whether it arrived. */
    public void send(String topic, int partition, String key, String value) {
        send(new ProducerRecord<>(topic, partition, bytes(key), bytes(value)));
    }

    /** Sends the values to partition 0, without keys, and returns when the broker has them all. */
    public void sendAll(String topic, Collection<String> values) {
        values.forEach(value -> send(topic, 0, null, value));
        flush();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of the same failure
    private void send(ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                firstFailure.compareAndSet(null, failure);
            }
        });
    }

    /** Waits until the broker has all that was sent; throws if it refused one since the last time. */
    public void flush() {
        producer.flush();
        Exception failure = firstFailure.getAndSet(null);
        if (failure != null) {
            throw new StackException("The broker did not take a record: " + failure.getMessage(), failure);
        }
    }

    /** All records of a topic, once there are as many as expected; fewer when the time is up before. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic, int expected, Duration within) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(topic)) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            Deadline deadline = Deadline.in(within);
            while (records.size() < expected && !deadline.isOver()) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /**
     * Shows every record that the topic holds now, each partition in order, and keeps none: for topics larger than memory.
     *
     * @return the end of each partition, which is the offset that a sink commits when it is done with all of them
     * @throws StackException when the time is up before
     */
    public Map<TopicPartition, Long> scan(
            String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader, Duration within) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            Deadline deadline = Deadline.in(within);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (deadline.isOver()) {
                    throw new StackException(topic + " could not be read within " + within.toSeconds() + " s");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
            return ends;
        }
    }

    /** The value of one of a topic's settings, such as {@code retention.ms}. */
    public String setting(String topic, String name) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return await(admin.describeConfigs(List.of(resource)).all())
                .get(resource)
                .get(name)
                .value();
    }

    /** Names of all topics that do not belong to Kafka itself. */
    public Set<String> names() {
        return await(admin.listTopics().names());
    }

    /** The end of each partition of a topic. */
    public Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = fromTheBeginning(topic)) {
            return consumer.endOffsets(consumer.assignment());
        }
    }

    /** Reads topics as they grow, from their beginning; they need not exist yet. */
    public TopicTail tail(Collection<String> topics) {
        return new TopicTail(consumer(), topics);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                properties(Map.of(
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        // What an exactly-once source took back when it died is not there.
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private KafkaConsumer<byte[], byte[]> fromTheBeginning(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = consumer();
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo partition : consumer.partitionsFor(topic)) {
            partitions.add(new TopicPartition(topic, partition.partition()));
        }
        consumer.assign(partitions);
        return consumer;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new StackException("The broker refused: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while waiting for the broker", e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        admin.close(Duration.ofSeconds(5));
    }
}
