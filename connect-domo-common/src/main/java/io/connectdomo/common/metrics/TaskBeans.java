package io.connectdomo.common.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The beans of one task in JMX, {@code io.connectdomo:type=…,connector="…",task=N}. Metrics are never worth a failed task: nothing
 * here throws.
 *
 * <p>A task that the worker gave up on may still be there when its successor starts (a zombie). The newer one's beans take the
 * place of the older one's; from then on the older one registers nothing more and leaves the newer one's alone. Thread-safe.
 */
public final class TaskBeans implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskBeans.class);
    private static final String DOMAIN = "io.connectdomo";

    private final MBeanServer server;
    private final WorkerMetrics worker;
    private final String connector;
    private final int task;
    private final Map<Bean, ObjectName> registered = new LinkedHashMap<>();
    /** Closed, or replaced by a newer task. */
    private boolean ended;

    /** @param worker where they are shown too, on workers that can */
    public TaskBeans(MBeanServer server, WorkerMetrics worker, String connector, int task) {
        this.worker = worker;
        this.server = server;
        this.connector = connector;
        this.task = task;
    }

    public void register(Bean bean) {
        // Whoever replaces or removes a bean of ours holds this, whichever class loader its plugin has.
        synchronized (server) {
            if (ended) {
                return;
            }
            try {
                ObjectName name = nameOf(bean);
                if (server.isRegistered(name)) {
                    LOG.debug("{} takes the place of a task's that has not ended yet", name);
                    unregister(name);
                }
                server.registerMBean(new JmxBean(bean, () -> gone(bean)), name);
                registered.put(bean, name);
                worker.add(bean);
            } catch (JMException | RuntimeException unavailable) {
                LOG.warn(
                        "Metrics of connector {} task {} are not in JMX ({} {}); the task runs without them",
                        connector,
                        task,
                        bean.type(),
                        bean.keys(),
                        unavailable);
            }
        }
    }

    public void unregister(Bean bean) {
        synchronized (server) {
            ObjectName name = registered.remove(bean);
            if (name != null) {
                worker.remove(bean);
                unregister(name);
            }
        }
    }

    private void unregister(ObjectName name) {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException already) {
            LOG.debug("{} was not registered any more", name, already);
        } catch (JMException | RuntimeException stays) {
            LOG.warn("{} could not be unregistered", name, stays);
        }
    }

    /** If not by us, then by a newer task of this name. */
    private void gone(Bean bean) {
        if (registered.remove(bean) != null) {
            worker.remove(bean);
            ended = true;
        }
    }

    private ObjectName nameOf(Bean bean) throws JMException {
        StringBuilder name = new StringBuilder(DOMAIN + ":type=" + bean.type());
        name.append(",connector=").append(ObjectName.quote(connector));
        name.append(",task=").append(task);
        bean.keys()
                .forEach(
                        (key, value) -> name.append(',').append(key).append('=').append(value));
        return new ObjectName(name.toString());
    }

    @Override
    public void close() {
        synchronized (server) {
            ended = true;
            Map<Bean, ObjectName> ours = new LinkedHashMap<>(registered);
            registered.clear();
            ours.keySet().forEach(worker::remove);
            ours.values().forEach(this::unregister);
        }
    }
}
