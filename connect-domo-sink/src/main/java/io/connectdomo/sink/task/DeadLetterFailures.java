package io.connectdomo.sink.task;

import java.lang.management.ManagementFactory;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the worker's metric {@code deadletterqueue-produce-failures} of this task: the framework's futures do not tell of a
 * record that the dead-letter queue's producer refuses at once. The framework counts anew with every start of the task.
 */
final class DeadLetterFailures {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterFailures.class);

    private final MBeanServer server;
    private final ObjectName name;
    private final double atStart;

    private DeadLetterFailures(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
        this.atStart = read().orElse(0);
    }

    static DeadLetterFailures of(String connector, int task) {
        return new DeadLetterFailures(ManagementFactory.getPlatformMBeanServer(), metricOf(connector, task));
    }

    private static ObjectName metricOf(String connector, int task) {
        // Kafka quotes only what JMX would misread.
        String quoted = connector.matches("[\\w-%. \\t]*") ? connector : ObjectName.quote(connector);
        try {
            return new ObjectName("kafka.connect:type=task-error-metrics,connector=" + quoted + ",task=" + task);
        } catch (JMException notAName) {
            log.debug("The worker's error metrics of {} can't be named", connector, notAName);
            return null;
        }
    }

    /** Whether this worker shows how many records its dead-letter queue refused. */
    boolean visible() {
        return read().isPresent();
    }

    /** Whether the queue has refused a record since the task started; false where that can't be seen. */
    boolean risen() {
        return read().orElse(0) > atStart;
    }

    /** Empty on a worker that keeps its metrics from JMX, and where there is no worker. */
    private OptionalDouble read() {
        if (name == null || !server.isRegistered(name)) {
            return OptionalDouble.empty();
        }
        try {
            return server.getAttribute(name, "deadletterqueue-produce-failures") instanceof Number failures
                    ? OptionalDouble.of(failures.doubleValue())
                    : OptionalDouble.empty();
        } catch (JMException gone) {
            log.debug("The worker's error metrics can't be read", gone);
            return OptionalDouble.empty();
        }
    }
}
