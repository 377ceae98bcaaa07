package io.connectdomo.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectdomo.local.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the DataSets must hold, computed from the topic by the simplest means there are. */
final class Reference {
    private static final long ONE_PARTITION = 1L << 40;
    private static final int PAGE = 25_000;

    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Long, Long> lastOfKeys = new HashMap<>();
    private final Map<Long, Long> everyRecord = new HashMap<>();
    private final Set<String> bad = new TreeSet<>();
    private final int keys;
    private Map<TopicPartition, Long> ends;

    private Reference(int keys) {
        this.keys = keys;
    }

    static Reference of(Topics topics, String topic, int keys, Duration within) {
        Reference reference = new Reference(keys);
        reference.ends = topics.scan(topic, reference::add, within);
        return reference;
    }

    private void add(ConsumerRecord<byte[], byte[]> change) {
        long key = Long.parseLong(new String(change.key(), StandardCharsets.UTF_8));
        if (change.value() == null) {
            lastOfKeys.remove(key);
            return;
        }
        Optional<Long> readable = read(change.value());
        if (readable.isEmpty()) {
            bad.add(change.topic() + "-" + change.partition() + "@" + change.offset());
            return;
        }
        long value = readable.get();
        lastOfKeys.put(key, value);
        everyRecord.put(place(change.partition(), change.offset()), value);
    }

    /** The key of a record in {@link #appended}. */
    static long place(int partition, long offset) {
        return partition * ONE_PARTITION + offset;
    }

    /** The number it says; empty where it is a bad record. */
    private Optional<Long> read(byte[] value) {
        try {
            JsonNode number = mapper.readTree(value).path("v");
            return number.isIntegralNumber() ? Optional.of(number.longValue()) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The bad records, as topic-partition@offset. */
    Set<String> bad() {
        return bad;
    }

    /** The offsets that a sink has committed when it is done. */
    Map<TopicPartition, Long> ends() {
        return ends;
    }

    /** Of {@code write.mode=upsert}: the last value of each key that was not deleted. */
    Contents upserted() {
        List<String> pages = new ArrayList<>();
        for (int from = 0; from < keys; from += PAGE) {
            pages.add("id >= " + from + " AND id < " + (from + PAGE));
        }
        return new Contents("id", pages, lastOfKeys);
    }

    /** Of an append that is effectively once: one row for each record that is not a tombstone. */
    Contents appended() {
        List<String> pages = new ArrayList<>();
        ends.forEach((partition, end) -> {
            for (long from = 0; from < end; from += PAGE) {
                pages.add("_kafka_topic = '" + partition.topic() + "' AND _kafka_partition = " + partition.partition()
                        + " AND _kafka_offset >= " + from + " AND _kafka_offset < " + (from + PAGE));
            }
        });
        return new Contents("_kafka_partition * " + ONE_PARTITION + " + _kafka_offset", pages, everyRecord);
    }
}
