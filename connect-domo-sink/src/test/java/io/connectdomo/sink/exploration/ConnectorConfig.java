package io.connectdomo.sink.exploration;

import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.exploration.Plan.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connector of a run: what its plan wants, and where each topic goes. */
final class ConnectorConfig {
    private final Plan plan;
    private final Domo domo;
    private final Map<Topic, List<String>> targets;
    private final Map<String, String> config = new HashMap<>();

    ConnectorConfig(Plan plan, Domo domo, Map<Topic, List<String>> targets) {
        this.plan = plan;
        this.domo = domo;
        this.targets = targets;
    }

    /** Makes what the topics go to, and says so in {@code targets}. */
    Map<String, String> toMap() {
        config.putAll(plan.config());
        config.put("domo.url", domo.emulator().url());
        config.put("domo.developer.token", domo.emulator().token());
        config.put("task.class", DomoSinkTask.class.getName());
        config.put("errors.tolerance", "all");
        config.put("errors.deadletterqueue.topic.name", "dead-letters");
        config.put("domo.internal.task.count", plan.replaces() ? "1" : "2");
        Map<Integer, String> made = new HashMap<>();
        for (Topic topic : plan.topics()) {
            List<String> ids = new ArrayList<>();
            ids.add(made.computeIfAbsent(topic.target(), each -> domo.target(topic.mode())));
            override(topic.name(), topic, ids.get(0));
            if (topic.split()) {
                ids.add(domo.target(topic.mode()));
                override(topic.name() + "-odd", topic, ids.get(1));
            }
            targets.put(topic, ids);
        }
        config.put(
                "topics",
                String.join(",", plan.topics().stream().map(Topic::name).toList()));
        return config;
    }

    private void override(String name, Topic topic, String target) {
        String key = "topic.override." + name + ".";
        if (topic.grows()) {
            config.put(key + "schema.evolution", "add");
        }
        switch (topic.mode()) {
            case DOCUMENT, DOCUMENT_ONCE -> {
                config.put(key + "domo.target", "appdb");
                config.put(key + "appdb.collection.id", target);
            }
            case FILE -> {
                config.put(key + "domo.target", "fileset");
                config.put(key + "fileset.id", target);
                config.put(key + "fileset.path", "{{key}}.json");
                config.put(key + "fileset.max.file.bytes", "1000");
            }
            default -> config.put(key + "dataset.id", target);
        }
        switch (topic.mode()) {
            case APPEND -> config.put(key + "write.mode", "append");
            case EFFECTIVELY_ONCE, DOCUMENT_ONCE -> {
                config.put(key + "write.mode", "append");
                config.put(key + "delivery.guarantee", "effectively_once");
            }
            case UPSERT, DOCUMENT -> {
                config.put(key + "write.mode", "upsert");
                config.put(key + "key.fields", "id");
            }
            case REPLACE_IDLE -> config.put(key + "write.mode", "replace");
            case REPLACE_ID -> {
                config.put(key + "write.mode", "replace");
                config.put(key + "replace.boundary", "snapshot_id");
                config.put(key + "replace.snapshot.id", "field:snapshot");
            }
            case FILE -> {
                // has none
            }
        }
    }
}
