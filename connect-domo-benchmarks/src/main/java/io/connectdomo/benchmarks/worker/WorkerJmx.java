package io.connectdomo.benchmarks.worker;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The worker's own metrics, as its operators read them. */
final class WorkerJmx implements AutoCloseable {
    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final ThreadMXBean threads;

    private WorkerJmx(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    }

    /** Attaches to a JVM of the same user on this machine. */
    @SuppressWarnings("BanJNDI") // the other end is our own child
    static WorkerJmx attach(long pid) {
        try {
            VirtualMachine worker = VirtualMachine.attach(Long.toString(pid));
            try {
                return new WorkerJmx(
                        JMXConnectorFactory.connect(new JMXServiceURL(worker.startLocalManagementAgent())));
            } finally {
                worker.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("Cannot attach to the worker, process " + pid, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot attach to the worker, process " + pid, e);
        }
    }

    /** How many records the connector's only task has put; 0 while it does not run. */
    long recordsPut(String connectorName) {
        return number("sink-task-metrics", connectorName, "sink-record-send-total");
    }

    /** How many records the connector's only task has written to Kafka; 0 while it does not run. */
    long recordsWritten(String connectorName) {
        return number("source-task-metrics", connectorName, "source-record-write-total");
    }

    private long number(String type, String connectorName, String attribute) {
        try {
            ObjectName task = new ObjectName("kafka.connect:type=" + type + ",connector=" + connectorName + ",task=0");
            return ((Number) beans.getAttribute(task, attribute)).longValue();
        } catch (InstanceNotFoundException notStarted) {
            return 0;
        } catch (JMException | IOException e) {
            throw new IllegalStateException("Cannot read the worker's metrics", e);
        }
    }

    /** Processor time that the thread of the connector's only task has used so far, in nanoseconds. */
    long taskCpuNanos(String connectorName) {
        String name = "task-thread-" + connectorName + "-0";
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().equals(name)) {
                return threads.getThreadCpuTime(id);
            }
        }
        throw new IllegalStateException("The worker has no thread " + name);
    }

    /** Collects, so that no run pays for the garbage of the one before it. */
    void collectGarbage() {
        try {
            beans.invoke(new ObjectName(ManagementFactory.MEMORY_MXBEAN_NAME), "gc", null, null);
        } catch (JMException | IOException e) {
            throw new IllegalStateException("Cannot ask the worker to collect", e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
