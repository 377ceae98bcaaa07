package io.connectdomo.source.config;

import io.connectdomo.source.feed.FeedType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.util.ConnectorUtils;

/** The configurations of the tasks. Secrets stay under their own keys, or they would land in clear in the config topic. */
public final class TaskConfigs {
    private TaskConfigs() {}

    /** One per task, each with its share of the feeds; sorted, so that the same feeds give the same configurations. */
    public static List<Map<String, String>> of(Map<String, String> connector, List<Unit> units, int maxTasks) {
        if (units.isEmpty()) {
            return List.of();
        }
        List<String> written = units.stream()
                .sorted(Comparator.comparing(Unit::feed)
                        .thenComparingLong(unit -> unit.stream().orElse(0)))
                .map(Unit::written)
                .toList();
        List<Map<String, String>> configs = new ArrayList<>();
        for (List<String> share : ConnectorUtils.groupPartitions(written, Math.min(maxTasks, written.size()))) {
            Map<String, String> config = new HashMap<>(connector);
            config.put(SourceKeys.TASK_UNITS, String.join(",", share));
            config.put(SourceKeys.TASK_NUMBER, Integer.toString(configs.size()));
            configs.add(config);
        }
        return configs;
    }

    /**
     * What the configured feeds read.
     *
     * @param streams whose executions are read where that is configured, each once
     */
    public static List<Unit> units(DomoSourceConfig config, Collection<Long> streams) {
        return config.feeds().stream()
                .flatMap(feed -> feed == FeedType.STREAM_EXECUTIONS
                        ? streams.stream().map(Unit::ofStream)
                        : Stream.of(Unit.of(feed)))
                .toList();
    }
}
