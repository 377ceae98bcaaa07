package io.connectdomo.sink.harness;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.runtime.WorkerSinkTaskDriver;
import org.apache.kafka.connect.sink.SinkTask;

/** Kafka's own {@code WorkerSinkTask} over Kafka's own {@code MockConsumer}, fed from {@link Topics}. */
final class KafkasWorker implements WorkerScript {
    private final Topics topics;
    private final FedConsumer consumer = new FedConsumer();
    private final WorkerSinkTaskDriver worker;
    private boolean nothing;

    KafkasWorker(SinkTask task, Topics topics, Map<String, String> config, Collection<TopicPartition> all) {
        this.topics = topics;
        consumer.updateBeginningOffsets(all.stream().collect(Collectors.toMap(each -> each, each -> 0L)));
        worker = new WorkerSinkTaskDriver(task, config, consumer);
    }

    @Override
    public void iterate() {
        worker.iterate();
    }

    @Override
    public void fetchNothing(boolean now) {
        nothing = now;
    }

    @Override
    public void assign(Collection<TopicPartition> partitions) {
        consumer.inNextPoll(() -> consumer.rebalanceTo(partitions, Set.of()));
    }

    @Override
    public void revoke(Collection<TopicPartition> partitions) {
        consumer.inNextPoll(() -> consumer.rebalanceTo(Set.of(), partitions));
    }

    @Override
    public void lose(Collection<TopicPartition> partitions) {
        consumer.inNextPoll(() -> consumer.lose(partitions));
    }

    @Override
    public void stop() {
        worker.stop();
    }

    @Override
    public boolean isPaused(TopicPartition partition) {
        return consumer.paused().contains(partition);
    }

    @Override
    public long committed(TopicPartition partition) {
        return topics.committed(partition);
    }

    /** Rebalances happen within a poll, as a consumer's do. */
    private final class FedConsumer extends MockConsumer<byte[], byte[]> {
        private final Deque<Runnable> inPoll = new ArrayDeque<>();
        private boolean losing;

        FedConsumer() {
            super(OffsetResetStrategy.EARLIEST);
        }

        void inNextPoll(Runnable rebalance) {
            inPoll.add(rebalance);
        }

        void rebalanceTo(Collection<TopicPartition> added, Collection<TopicPartition> removed) {
            // Unlike a real consumer, the mock keeps pauses of what it loses.
            Set<TopicPartition> forgotten = new LinkedHashSet<>(paused());
            forgotten.retainAll(removed);
            resume(forgotten);
            Set<TopicPartition> after = new LinkedHashSet<>(assignment());
            after.removeAll(removed);
            after.addAll(added);
            rebalance(after);
        }

        void lose(Collection<TopicPartition> partitions) {
            losing = true;
            rebalanceTo(Set.of(), partitions);
            losing = false;
        }

        /** An eager rebalance has no word of an empty assignment between revocation and assignment. */
        @Override
        public void subscribe(Collection<String> subscribed, ConsumerRebalanceListener listener) {
            super.subscribe(subscribed, new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                    if (losing) {
                        listener.onPartitionsLost(partitions);
                    } else {
                        listener.onPartitionsRevoked(partitions);
                    }
                }

                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    if (!partitions.isEmpty()) {
                        listener.onPartitionsAssigned(partitions);
                    }
                }
            });
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            while (!inPoll.isEmpty()) {
                inPoll.poll().run();
            }
            Collection<TopicPartition> fetched = new ArrayList<>(nothing ? Set.of() : assignment());
            fetched.removeAll(paused());
            for (TopicPartition partition : fetched) {
                topics.read(partition, position(partition), 500)
                        .forEach(record -> addRecord(new ConsumerRecord<>(
                                partition.topic(), partition.partition(), record.kafkaOffset(), null, null)));
            }
            return super.poll(timeout);
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            offsets.forEach((partition, offset) -> topics.commit(partition, offset.offset()));
            super.commitAsync(offsets, callback);
        }
    }
}
