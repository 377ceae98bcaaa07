package io.connectdomo.sink.task;

import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Sanitizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code status} of the worker's {@code connector-task-metrics}, and {@code fetch-total} and {@code records-lag} of the
 * consumer's {@code consumer-fetch-manager-metrics}.
 */
public final class JmxConsumerMetrics implements ConsumerMetrics {
    private static final Logger log = LoggerFactory.getLogger(JmxConsumerMetrics.class);

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String taskBean;
    private final String fetchBean;

    /**
     * @param clientId of the consumer ({@code consumer.override.client.id}); null for the one that Connect gives it
     */
    public JmxConsumerMetrics(String connector, int task, String clientId) {
        // Kafka names its beans like this.
        this.taskBean = "kafka.connect:type=connector-task-metrics,connector=" + Sanitizer.jmxSanitize(connector)
                + ",task=" + task;
        String client = clientId == null ? "connector-consumer-" + connector + "-" + task : clientId;
        this.fetchBean =
                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=" + Sanitizer.jmxSanitize(client);
    }

    @Override
    public boolean paused() {
        return "paused".equals(read(taskBean, "status"));
    }

    @Override
    public OptionalDouble fetches() {
        return number(read(fetchBean, "fetch-total"));
    }

    @Override
    public OptionalDouble lag(TopicPartition partition) {
        OptionalDouble lag = lag(partition.topic(), partition.partition());
        // Before Kafka 4.1 the name of the topic has no dots there.
        return lag.isPresent() ? lag : lag(partition.topic().replace('.', '_'), partition.partition());
    }

    private OptionalDouble lag(String topic, int partition) {
        return number(read(fetchBean + ",partition=" + partition + ",topic=" + topic, "records-lag"));
    }

    private static OptionalDouble number(Object value) {
        return value instanceof Number number && !Double.isNaN(number.doubleValue())
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    /** Null where there is no such bean. */
    private Object read(String bean, String attribute) {
        try {
            ObjectName name = new ObjectName(bean);
            return server.isRegistered(name) ? server.getAttribute(name, attribute) : null;
        } catch (JMException | RuntimeException gone) {
            log.debug("{} of {} can't be read", attribute, bean, gone);
            return null;
        }
    }
}
