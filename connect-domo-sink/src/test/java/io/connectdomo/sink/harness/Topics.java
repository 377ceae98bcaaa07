package io.connectdomo.sink.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Topics and a consumer group's committed offsets, in memory. */
public final class Topics {
    private final Map<TopicPartition, List<SinkRecord>> records = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Map<TopicPartition, List<Long>> commits = new HashMap<>();
    private final Map<TopicPartition, Map<Long, Integer>> reads = new HashMap<>();

    /** Appends a schemaless record. */
    public void add(TopicPartition partition, Object key, Map<String, ?> value) {
        add(partition, key, value, null);
    }

    public void add(TopicPartition partition, Object key, Map<String, ?> value, Long timestamp) {
        add(partition, new SchemaAndValue(null, key), new SchemaAndValue(null, value), timestamp);
    }

    /** Appends a record whose value has a schema; its key has none. */
    public void addStruct(TopicPartition partition, Object key, Struct value) {
        add(partition, new SchemaAndValue(null, key), new SchemaAndValue(value.schema(), value), null);
    }

    public void add(TopicPartition partition, SchemaAndValue key, SchemaAndValue value, Long timestamp) {
        List<SinkRecord> log = records.computeIfAbsent(partition, each -> new ArrayList<>());
        log.add(new SinkRecord(
                partition.topic(),
                partition.partition(),
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                log.size(),
                timestamp,
                timestamp == null ? TimestampType.NO_TIMESTAMP_TYPE : TimestampType.CREATE_TIME));
    }

    /** Appends a record with schemas; {@code value} may be null for a tombstone. */
    public void add(TopicPartition partition, Schema keySchema, Object key, Struct value) {
        add(
                partition,
                new SchemaAndValue(keySchema, key),
                new SchemaAndValue(value == null ? null : value.schema(), value),
                null);
    }

    List<SinkRecord> read(TopicPartition partition, long from, int max) {
        List<SinkRecord> log = records.getOrDefault(partition, List.of());
        int begin = (int) Math.min(from, log.size());
        List<SinkRecord> read = List.copyOf(log.subList(begin, Math.min(log.size(), begin + max)));
        Map<Long, Integer> counts = reads.computeIfAbsent(partition, each -> new TreeMap<>());
        read.forEach(record -> counts.merge(record.kafkaOffset(), 1, Integer::sum));
        return read;
    }

    /** Offsets that workers read, and so converted, more than once, and how often. */
    public Map<Long, Integer> readAgain(TopicPartition partition) {
        Map<Long, Integer> again = new TreeMap<>(reads.getOrDefault(partition, Map.of()));
        again.values().removeIf(times -> times == 1);
        return again;
    }

    /** Appends a schemaless record that a transformation routes to another topic. */
    public void addRouted(TopicPartition partition, String to, Object key, Map<String, ?> value) {
        add(partition, key, value);
        List<SinkRecord> log = records.get(partition);
        SinkRecord last = log.get(log.size() - 1);
        log.set(
                log.size() - 1,
                last.newRecord(
                        to,
                        partition.partition(),
                        last.keySchema(),
                        last.key(),
                        last.valueSchema(),
                        last.value(),
                        last.timestamp()));
    }

    /** The topic is deleted and made anew: an empty log that begins at 0. The group's offset stays. */
    public void makeAnew(TopicPartition partition) {
        records.remove(partition);
    }

    /** The log ends at {@code end} now, as after the election of a leader that was behind. */
    public void truncate(TopicPartition partition, long end) {
        List<SinkRecord> log = records.get(partition);
        log.subList((int) end, log.size()).clear();
    }

    void commit(TopicPartition partition, long offset) {
        committed.put(partition, offset);
        commits.computeIfAbsent(partition, each -> new ArrayList<>()).add(offset);
    }

    /** The group's offset; 0 where none was ever committed. */
    public long committed(TopicPartition partition) {
        return committed.getOrDefault(partition, 0L);
    }

    /** Every offset that was committed, in order. */
    public List<Long> commits(TopicPartition partition) {
        return commits.getOrDefault(partition, List.of());
    }

    /** An operator moves the group's offset. */
    public void rewindTo(TopicPartition partition, long offset) {
        committed.put(partition, offset);
    }

    public long end(TopicPartition partition) {
        return records.getOrDefault(partition, List.of()).size();
    }

    public boolean allCommitted() {
        return records.keySet().stream().allMatch(this::isCommitted);
    }

    public boolean isCommitted(TopicPartition partition) {
        return committed(partition) == end(partition);
    }

    Map<String, Long> committed() {
        Map<String, Long> readable = new TreeMap<>();
        records.keySet().forEach(partition -> readable.put(partition.toString(), committed(partition)));
        return readable;
    }
}
