package io.connectdomo.doctor.schema;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The oldest records of a topic. Read without a consumer group, so that nothing is left behind in Kafka. */
final class TopicRecords implements RecordSource {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Prefix of a connector's settings for its own consumer, such as those of a secured cluster. */
    private static final String CONSUMER = "consumer.override.";

    private final String bootstrap;
    private final String topic;
    private final Map<String, String> connector;

    TopicRecords(String bootstrap, String topic, Map<String, String> connector) {
        this.bootstrap = bootstrap;
        this.topic = topic;
        this.connector = connector;
    }

    @Override
    public void read(int atMost, Consumer<RawRecord> to) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, ANSWER);
            if (partitions == null || partitions.isEmpty()) {
                throw new SchemaException("There is no topic " + topic + " at " + bootstrap + ".");
            }
            List<TopicPartition> assigned = partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(assigned);
            consumer.seekToBeginning(assigned);
            readTo(consumer, consumer.endOffsets(assigned, ANSWER), atMost, to);
        } catch (KafkaException e) {
            throw new SchemaException(
                    "Topic " + topic + " could not be read at " + bootstrap + ": " + e.getMessage(), e);
        }
    }

    private static void readTo(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> ends,
            int atMost,
            Consumer<RawRecord> to) {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        int count = 0;
        long lastAt = System.nanoTime();
        while (true) {
            // What is behind the position may have been deleted, or be no record: the position tells.
            left.entrySet().removeIf(end -> consumer.position(end.getKey(), ANSWER) >= end.getValue());
            if (left.isEmpty()) {
                return;
            }
            if (System.nanoTime() - lastAt > ANSWER.toNanos()) {
                throw new SchemaException(
                        "Nothing came for " + ANSWER.toSeconds() + " s, although there are more records.");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                lastAt = System.nanoTime();
                if (count++ >= atMost) {
                    return;
                }
                to.accept(new RawRecord(record.partition(), record.offset(), record.key(), record.value()));
            }
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        connector.forEach((key, value) -> {
            if (key.startsWith(CONSUMER)) {
                settings.put(key.substring(CONSUMER.length()), value);
            }
        });
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(ANSWER.toMillis()));
        return settings;
    }
}
