package io.connectdomo.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.SimulatedTask;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

/** Names of files have the topic's name after transformations, and numbers of before. */
class FileTransformedTopicsTest extends FileTest {
    private static final TopicPartition SHOP = new TopicPartition("shop.orders", 0);
    private static final TopicPartition STORE = new TopicPartition("store.orders", 0);

    /** The real task behind a transformation that routes every record to topic {@code orders}. */
    private static final class Routed extends SinkTask {
        private final DomoSinkTask task;

        Routed(DomoSinkTask task) {
            this.task = task;
        }

        @Override
        public void initialize(SinkTaskContext context) {
            task.initialize(context);
        }

        @Override
        public String version() {
            return task.version();
        }

        @Override
        public void start(Map<String, String> config) {
            task.start(config);
        }

        @Override
        public void open(Collection<TopicPartition> partitions) {
            task.open(partitions);
        }

        @Override
        public void put(Collection<SinkRecord> records) {
            task.put(records.stream()
                    .map(record -> record.newRecord(
                            "orders",
                            record.kafkaPartition(),
                            record.keySchema(),
                            record.key(),
                            record.valueSchema(),
                            record.value(),
                            record.timestamp()))
                    .toList());
        }

        @Override
        public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
            return task.preCommit(offsets);
        }

        @Override
        public void close(Collection<TopicPartition> partitions) {
            task.close(partitions);
        }

        @Override
        public void stop() {
            task.stop();
        }
    }

    private ScriptedWorker startRouted(TopicPartition... partitions) {
        ScriptedWorker worker = started(new Routed(SimulatedTask.on(simulation.process())), files(), null);
        worker.assign(List.of(partitions));
        return worker;
    }

    @Test
    void theNameIsThatAfterTransformations() {
        orders(SHOP, 0, 4);
        ScriptedWorker worker = startRouted(SHOP);
        untilAllCommitted(worker, topics);
        worker.crash();
        assertThat(contents()).isEqualTo(Map.of("orders-0-0", lines(0, 4)));
    }

    @Test
    void twoTopicsThatBecomeOneDoNotReplaceEachOthersFiles() {
        orders(SHOP, 0, 4);
        orders(STORE, 100, 104);
        ScriptedWorker worker = startRouted(SHOP, STORE);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("shop.orders")
                .hasMessageContaining("store.orders")
                .hasMessageContaining("file.name");
        worker.crash();
        assertThat(topics.committed(SHOP)).isZero();
        assertThat(topics.committed(STORE)).isZero();
    }
}
