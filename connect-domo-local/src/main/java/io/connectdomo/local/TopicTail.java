package io.connectdomo.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads topics from their beginning as they grow, those that do not exist yet as soon as they do. For one thread. */
public final class TopicTail implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<String> topics;
    private boolean complete;

    TopicTail(KafkaConsumer<byte[], byte[]> consumer, Collection<String> topics) {
        this.consumer = consumer;
        this.topics = Set.copyOf(topics);
    }

    /** What has come since the last call; waits for the first record, but not longer than this, nor for a topic. */
    public List<ConsumerRecord<byte[], byte[]>> next(Duration atMost) {
        if (!complete) {
            findTopics();
        }
        if (consumer.assignment().isEmpty()) {
            return List.of();
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        consumer.poll(atMost).forEach(records::add);
        return records;
    }

    /** A partition that is assigned already keeps its position. */
    private void findTopics() {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.listTopics().forEach((topic, found) -> {
            if (topics.contains(topic)) {
                for (PartitionInfo partition : found) {
                    partitions.add(new TopicPartition(topic, partition.partition()));
                }
            }
        });
        consumer.assign(partitions);
        complete = partitions.stream().map(TopicPartition::topic).distinct().count() == topics.size();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
