package io.connectdomo.sink.task;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the worker's metric {@code deadletterqueue-produce-failures} of this task, the only place where a record that is too
 * large for the dead-letter queue shows.
 */
final class DeadLetterFailures {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterFailures.class);

    private final MBeanServer server;
    private final ObjectName name;
    private final double atStart;

    private DeadLetterFailures(MBeanServer server, ObjectName name) {
        this.server = server;
        this.name = name;
        this.atStart = read();
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
            log.warn(
                    "The worker's error metrics of {} can't be named; failures of the dead-letter queue would go unseen",
                    connector,
                    notAName);
            return null;
        }
    }

    boolean risen() {
        return read() > atStart;
    }

    /** 0 where the worker exposes no such metric, as in tests without a worker. */
    private double read() {
        if (name == null || !server.isRegistered(name)) {
            return 0;
        }
        try {
            return server.getAttribute(name, "deadletterqueue-produce-failures") instanceof Number failures
                    ? failures.doubleValue()
                    : 0;
        } catch (JMException gone) {
            log.debug("The worker's error metrics can't be read", gone);
            return 0;
        }
    }
}
