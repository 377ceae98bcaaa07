package io.connectdomo.sink.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.sink.harness.ConsumerBeans;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.runtime.WorkerSinkTaskDriver;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.Test;

/** Kafka's names are what Kafka calls them. */
class JmxConsumerMetricsTest {
    /** The driver's task is this one's. */
    private static final String DRIVEN = "recorded";

    /** Takes nothing. */
    public static final class SilentTask extends SinkTask {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public void start(Map<String, String> config) {}

        @Override
        public void put(Collection<SinkRecord> records) {}

        @Override
        public void stop() {}
    }

    @Test
    void aConnectorThatIsPausedShowsBeforeTheNextPut() {
        ConsumerMetrics metrics = new JmxConsumerMetrics(DRIVEN, 0, null);
        assertThat(metrics.paused()).as("nothing is shown").isFalse();
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(OffsetResetStrategy.EARLIEST);
        WorkerSinkTaskDriver worker = new WorkerSinkTaskDriver(
                new SilentTask(),
                Map.of("name", DRIVEN, "topics", "t", "task.class", SilentTask.class.getName()),
                consumer);
        worker.iterate();
        assertThat(metrics.paused()).isFalse();
        worker.pause();
        worker.iterate();
        assertThat(metrics.paused()).isTrue();
        worker.resume();
        worker.iterate();
        assertThat(metrics.paused()).isFalse();
        worker.stop();
    }

    @Test
    void fetchesAreThoseOfTheConsumerThatConnectMakesForTheTask() {
        ConsumerMetrics metrics = new JmxConsumerMetrics("orders, \"all\"", 3, null);
        assertThat(metrics.fetches()).isEmpty();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("connector-consumer-orders, \"all\"-3")) {
            assertThat(consumer.assignment()).isEmpty();
            assertThat(metrics.fetches()).hasValue(0);
            assertThat(metrics.lag(new TopicPartition("orders", 0))).isEmpty();
        }
        assertThat(metrics.fetches()).isEmpty();
    }

    @Test
    void orOfTheOneThatIsConfigured() {
        ConsumerMetrics metrics = new JmxConsumerMetrics("orders", 3, "mine");
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("mine")) {
            assertThat(consumer.assignment()).isEmpty();
            assertThat(metrics.fetches()).hasValue(0);
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String clientId) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", "localhost:1", "client.id", clientId),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Before Kafka 4.1 a topic's name has no dots in JMX. */
    @Test
    void aPartitionsLagIsFoundWithAndWithoutDots() {
        ConsumerMetrics metrics = new JmxConsumerMetrics("lagging", 0, null);
        TopicPartition partition = new TopicPartition("shop.orders", 4);
        try (ConsumerBeans beans = new ConsumerBeans("lagging")) {
            beans.lag(partition, 17);
            assertThat(metrics.lag(partition)).hasValue(17);
            beans.lag(partition, Double.NaN);
            assertThat(metrics.lag(partition)).isEmpty();
        }
    }
}
