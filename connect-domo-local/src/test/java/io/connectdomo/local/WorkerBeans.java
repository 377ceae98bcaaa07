package io.connectdomo.local;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The beans of a running worker, as a monitoring agent sees them. */
public final class WorkerBeans implements AutoCloseable {
    private final JMXConnector connection;
    private final MBeanServerConnection beans;

    private WorkerBeans(JMXConnector connection) throws IOException {
        this.connection = connection;
        this.beans = connection.getMBeanServerConnection();
    }

    @SuppressWarnings("BanJNDI") // the other end is our own child
    public static WorkerBeans of(Worker worker) {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(worker.pid()));
            try {
                return new WorkerBeans(JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent())));
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException e) {
            throw new IllegalStateException("Cannot attach to the worker", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot attach to the worker", e);
        }
    }

    /** Names that match, in order. */
    Set<String> names(String pattern) {
        try {
            return beans.queryNames(new ObjectName(pattern), null).stream()
                    .map(ObjectName::getCanonicalName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (JMException e) {
            throw new IllegalStateException("Cannot look for " + pattern, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look for " + pattern, e);
        }
    }

    /** What the bean has. */
    Set<String> attributes(String bean) {
        try {
            return Arrays.stream(beans.getMBeanInfo(new ObjectName(bean)).getAttributes())
                    .map(MBeanAttributeInfo::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (JMException e) {
            throw new IllegalStateException("Cannot look at " + bean, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot look at " + bean, e);
        }
    }

    public long read(String bean, String attribute) {
        try {
            return ((Number) beans.getAttribute(new ObjectName(bean), attribute)).longValue();
        } catch (JMException e) {
            throw new IllegalStateException("Cannot read " + attribute + " of " + bean, e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + attribute + " of " + bean, e);
        }
    }

    public long heapBytes() {
        try {
            return ManagementFactory.newPlatformMXBeanProxy(
                            beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class)
                    .getHeapMemoryUsage()
                    .getUsed();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the worker's heap", e);
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
