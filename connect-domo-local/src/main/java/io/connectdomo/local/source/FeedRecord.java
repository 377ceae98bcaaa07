package io.connectdomo.local.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that a source wrote as JSON.
 *
 * @param key as text
 * @param value as the converter wrote it
 * @param timestamp epoch milliseconds
 */
public record FeedRecord(String key, JsonNode value, long timestamp, Map<String, String> headers) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public static FeedRecord of(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers().forEach(header -> headers.put(header.key(), text(header.value())));
        return new FeedRecord(text(record.key()), json(text(record.value())), record.timestamp(), headers);
    }

    /** The key of a feed whose keys are written as JSON. */
    public JsonNode keyJson() {
        return json(key);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
