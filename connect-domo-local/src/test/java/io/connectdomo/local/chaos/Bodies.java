package io.connectdomo.local.chaos;

import io.connectdomo.local.Sha256;
import io.connectdomo.local.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Texts of keys that come again and again, an eighth of them tombstones, and the files that they must become. */
final class Bodies {
    private static final int KEYS = 60;
    private static final int MOST_CHARS = 20_000;
    private static final int ONE_IN_IS_TOMBSTONE = 8;
    private static final int LETTERS = 26;

    private final Topics topics;
    private final String topic;
    private final Random random;
    private Map<TopicPartition, Long> ends;

    Bodies(Topics topics, String topic, Random random) {
        this.topics = topics;
        this.topic = topic;
        this.random = random;
    }

    /** The value of {@code fileset.path}. */
    static String path() {
        return path("{{key}}");
    }

    private static String path(String key) {
        return "bodies/" + key + ".txt";
    }

    void sendNext() {
        String key = Integer.toString(random.nextInt(KEYS));
        topics.send(topic, key, random.nextInt(ONE_IN_IS_TOMBSTONE) == 0 ? null : text());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(MOST_CHARS); left > 0; left--) {
            text.append((char) ('a' + random.nextInt(LETTERS)));
        }
        return text.toString();
    }

    /** By path, the SHA-256 of the last text of each key that was not deleted, as the topic says. */
    Map<String, String> hashes(Duration within) {
        Map<String, String> hashes = new TreeMap<>();
        ends = topics.scan(
                topic,
                body -> {
                    String path = path(new String(body.key(), StandardCharsets.UTF_8));
                    if (body.value() == null) {
                        hashes.remove(path);
                    } else {
                        hashes.put(path, Sha256.of(body.value()));
                    }
                },
                within);
        return hashes;
    }

    /** After {@link #hashes}: the offsets that a sink has committed when it is done. */
    Map<TopicPartition, Long> ends() {
        return ends;
    }
}
