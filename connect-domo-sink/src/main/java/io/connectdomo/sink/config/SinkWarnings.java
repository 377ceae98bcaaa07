package io.connectdomo.sink.config;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said in the log of a configuration that is taken: it may be meant. */
final class SinkWarnings {
    private static final Logger log = LoggerFactory.getLogger(SinkWarnings.class);

    private final DomoSinkConfig config;
    private final Map<String, String> written;

    SinkWarnings(DomoSinkConfig config) {
        this.config = config;
        this.written = config.originalsStrings();
    }

    void warn() {
        oneWriter();
        if (config.transformed()) {
            overridesThatMayMatchNothing();
        }
    }

    private void oneWriter() {
        String tasks = written.getOrDefault("tasks.max", "1").trim();
        if (tasks.equals("1")) {
            return;
        }
        if (TaskConfigs.replaces(written)) {
            log.warn(
                    "Connector {}: write.mode=replace has one writer: of tasks.max={} tasks one will run",
                    name(),
                    tasks);
        }
        if (FileKeys.revises(written)) {
            log.warn("Connector {}: file.id has one writer: of tasks.max={} tasks one will run", name(), tasks);
        }
    }

    /** Transformations may give records the topic that an override names. */
    private void overridesThatMayMatchNothing() {
        for (String override : new Subscription(config).overridesBeside()) {
            log.warn(
                    "Connector {}: {} is for a topic that is not subscribed. It has an effect only if a transformation gives records"
                            + " that topic",
                    name(),
                    override);
        }
    }

    private String name() {
        return config.connectorName();
    }
}
