package io.connectdomo.sink.harness;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What JMX shows of one connector's tasks. */
public final class Beans {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final String connector;

    public Beans(String connector) {
        this.connector = connector;
    }

    public Set<ObjectName> all() {
        return names("io.connectdomo:connector=" + ObjectName.quote(connector) + ",*");
    }

    public long task(String attribute) {
        return read("io.connectdomo:type=sink-task,task=0,connector=" + ObjectName.quote(connector), attribute);
    }

    /** @param destination its id or name */
    public long destination(String target, String destination, String attribute) {
        return read(
                "io.connectdomo:type=sink-destination,task=0,connector=" + ObjectName.quote(connector) + ",target="
                        + target + ",destination=" + ObjectName.quote(destination),
                attribute);
    }

    public long dataSet(String id, String attribute) {
        return destination("dataset", id, attribute);
    }

    private Set<ObjectName> names(String pattern) {
        try {
            return server.queryNames(new ObjectName(pattern), null);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private long read(String name, String attribute) {
        try {
            return (Long) server.getAttribute(new ObjectName(name), attribute);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
