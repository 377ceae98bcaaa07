package io.connectdomo.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the tests configure the source. */
public final class Sources {
    private Sources() {}

    /** All feeds in a hurry, from the beginning, to topics {@code <prefix><feed>}; values and keys as JSON without schemas. */
    public static Map<String, String> config(KafkaStack stack, String topicPrefix, String... feeds) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.connectdomo.source.DomoSourceConnector");
        config.put("tasks.max", "1");
        config.put("feeds", String.join(",", feeds));
        config.put("topic.prefix", topicPrefix);
        config.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("key.converter.schemas.enable", "false");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("domo.url", stack.emulator().address().toString());
        config.put(
                "domo.developer.token",
                stack.secret("domo.token", stack.emulator().token()));
        config.put("domo.retry.backoff.max.ms", "500");
        config.put("poll.interval.ms", "300");
        config.put("activity.log.start", "-PT1H");
        config.put("activity.log.lag.ms", "500");
        config.put("activity.log.sweep.interval.ms", "1000");
        config.put("stream.executions.start", "earliest");
        config.put("stream.executions.poll.max.interval.ms", "1000");
        config.put("report.history.start", "-PT1H");
        config.put("topic.creation.default.replication.factor", "1");
        config.put("topic.creation.default.partitions", "1");
        return config;
    }
}
