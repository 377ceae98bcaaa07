package io.connectdomo.local.chaos;

import io.connectdomo.local.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a dead-letter queue says.
 *
 * @param letters how many there are; a record that was read again may be there again
 * @param records those that they are about, as topic-partition@offset
 */
record DeadLetters(int letters, Set<String> records) {
    /** What a connector needs so that its bad records go there, with where they came from. */
    static Map<String, String> config(String queue) {
        return Map.of(
                "errors.tolerance", "all",
                "errors.deadletterqueue.topic.name", queue,
                "errors.deadletterqueue.topic.replication.factor", "1",
                "errors.deadletterqueue.context.headers.enable", "true",
                "producer.override.max.request.size", "10485760");
    }

    static DeadLetters in(Topics topics, String queue, Duration within) {
        int[] letters = new int[1];
        Set<String> records = new TreeSet<>();
        topics.scan(
                queue,
                letter -> {
                    letters[0]++;
                    records.add(header(letter, "topic") + "-" + header(letter, "partition") + "@"
                            + header(letter, "offset"));
                },
                within);
        return new DeadLetters(letters[0], records);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(
                letter.headers().lastHeader("__connect.errors." + name).value(), StandardCharsets.UTF_8);
    }
}
