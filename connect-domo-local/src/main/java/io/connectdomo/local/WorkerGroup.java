package io.connectdomo.local;

import java.util.Map;

/**
 * Workers that share connectors: one Connect cluster.
 *
 * @param name of the group; its topics' names begin with it
 * @param plugins what stands on the workers' {@code plugin.path}
 */
record WorkerGroup(String name, String plugins) {
    /** The one that the sink and the source run in. */
    static WorkerGroup domo(Installation installation) {
        return new WorkerGroup("connect", installation.pluginPath());
    }

    /** The one that Debezium runs in. */
    static WorkerGroup debezium(Installation installation) {
        return new WorkerGroup("debezium", installation.debeziumPluginPath());
    }

    Map<String, String> settings() {
        return Map.of(
                "group.id", "local-" + name,
                "config.storage.topic", name + "-configs",
                "offset.storage.topic", name + "-offsets",
                "status.storage.topic", name + "-status",
                "plugin.path", plugins);
    }
}
