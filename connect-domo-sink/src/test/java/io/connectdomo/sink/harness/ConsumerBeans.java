package io.connectdomo.sink.harness;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.common.TopicPartition;

/** What a worker shows in JMX of one sink task and its consumer, under Kafka's own names. Thread-safe. */
public final class ConsumerBeans implements AutoCloseable {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String fetching;
    private final List<ObjectName> registered = new ArrayList<>();
    private final Map<TopicPartition, Double> lags = new ConcurrentHashMap<>();
    private volatile boolean paused;
    private volatile boolean unreachable;
    private double fetches;

    /** Of task 0 of the connector, which reads and whose brokers answer. */
    public ConsumerBeans(String connector) {
        this.fetching =
                "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=connector-consumer-" + connector + "-0";
        register(
                "kafka.connect:type=connector-task-metrics,connector=" + connector + ",task=0",
                "status",
                () -> paused ? "paused" : "running");
        register(fetching, "fetch-total", this::fetchTotal);
    }

    private synchronized double fetchTotal() {
        return unreachable ? fetches : ++fetches;
    }

    public void connectorPaused(boolean now) {
        paused = now;
    }

    /** No broker answers a fetch while this holds. */
    public void brokersGone(boolean now) {
        unreachable = now;
    }

    /** What a fetch of the partition has shown. */
    public void lag(TopicPartition partition, double records) {
        if (lags.put(partition, records) == null) {
            register(
                    fetching + ",topic=" + partition.topic().replace('.', '_') + ",partition=" + partition.partition(),
                    "records-lag",
                    () -> lags.get(partition));
        }
    }

    private void register(String name, String attribute, Supplier<Object> value) {
        try {
            ObjectName bean = new ObjectName(name);
            server.registerMBean(new KafkaLikeMetric(attribute, value), bean);
            registered.add(bean);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        registered.forEach(bean -> {
            try {
                server.unregisterMBean(bean);
            } catch (JMException e) {
                throw new AssertionError(e);
            }
        });
    }
}
