package io.connectdomo.sink.config;

import io.connectdomo.sink.record.WriteMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The configurations of the tasks. Secrets stay under their own keys, or they would land in clear in the config topic. */
public final class TaskConfigs {
    private TaskConfigs() {}

    /**
     * One configuration per task; a single one where any topic is replaced, because a snapshot has one writer, or where any file
     * takes revision after revision.
     */
    public static List<Map<String, String>> of(Map<String, String> connector, int maxTasks) {
        int tasks = replaces(connector) || FileKeys.revises(connector) ? 1 : maxTasks;
        List<Map<String, String>> configs = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            Map<String, String> config = new HashMap<>(connector);
            config.put(SinkKeys.TASK_NUMBER, Integer.toString(task));
            config.put(SinkKeys.TASK_COUNT, Integer.toString(tasks));
            configs.add(config);
        }
        return configs;
    }

    static boolean replaces(Map<String, String> connector) {
        String replace = WriteMode.REPLACE.name().toLowerCase(Locale.ROOT);
        if (replace.equals(connector.get(SinkKeys.WRITE_MODE))) {
            return true;
        }
        return TopicOverrides.of(connector, SinkKeys.define())
                .valuesOf(SinkKeys.WRITE_MODE)
                .contains(replace);
    }
}
