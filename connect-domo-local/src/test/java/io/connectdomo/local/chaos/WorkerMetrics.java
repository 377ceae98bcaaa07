package io.connectdomo.local.chaos;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.connectdomo.local.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** What Kafka itself measures of a sink's only task. */
final class WorkerMetrics implements AutoCloseable {
    private final JMXConnector connection;
    private final MBeanServerConnection beans;
    private final MemoryMXBean memory;
    private final ObjectName task;
    private final ObjectName coordinator;

    private WorkerMetrics(JMXConnector connection, String sink) throws IOException, JMException {
        this.connection = connection;
        this.beans = connection.getMBeanServerConnection();
        this.memory = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        this.task = new ObjectName("kafka.connect:type=sink-task-metrics,connector=" + sink + ",task=0");
        this.coordinator = new ObjectName(
                "kafka.consumer:type=consumer-coordinator-metrics,client-id=connector-consumer-" + sink + "-0");
    }

    @SuppressWarnings("BanJNDI") // the other end is our own child
    static WorkerMetrics of(Worker worker, String sink) {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(worker.pid()));
            try {
                JMXServiceURL address = new JMXServiceURL(jvm.startLocalManagementAgent());
                return new WorkerMetrics(JMXConnectorFactory.connect(address), sink);
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | JMException e) {
            throw new IllegalStateException("Cannot attach to the worker", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot attach to the worker", e);
        }
    }

    /** Records that the task was given and has not yet committed. */
    long notCommitted() {
        return number(task, "sink-record-active-count");
    }

    /** Records that the task was ever given. */
    long given() {
        return number(task, "sink-record-send-total");
    }

    /** The longest that the task kept the framework's thread, in milliseconds, since it started. */
    long longestPutMs() {
        return number(task, "put-batch-max-time-ms");
    }

    /** How often the task's consumer got partitions. */
    long rebalances() {
        return number(coordinator, "rebalance-total");
    }

    long heapBytes() {
        return memory.getHeapMemoryUsage().getUsed();
    }

    private long number(ObjectName bean, String attribute) {
        try {
            return ((Number) beans.getAttribute(bean, attribute)).longValue();
        } catch (JMException e) {
            throw new IllegalStateException("Cannot read " + attribute + " of " + bean, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + attribute + " of " + bean, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
