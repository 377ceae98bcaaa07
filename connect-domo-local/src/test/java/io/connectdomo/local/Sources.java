package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How the tests configure the source, and how they look at what it wrote. */
public final class Sources {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Sources() {}

    /**
     * A record of a topic.
     *
     * @param value null for a tombstone
     */
    public record Arrived(String key, JsonNode value, long timestamp, Map<String, String> headers) {
        public static Arrived of(ConsumerRecord<byte[], byte[]> record) {
            Map<String, String> headers = new LinkedHashMap<>();
            record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
            return new Arrived(
                    text(record.key()),
                    record.value() == null ? null : json(text(record.value())),
                    record.timestamp(),
                    headers);
        }

        /** The key of a feed whose keys are structs. */
        public JsonNode keyJson() {
            return json(key);
        }
    }

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

    public static List<Arrived> arrived(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(Arrived::of).toList();
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
