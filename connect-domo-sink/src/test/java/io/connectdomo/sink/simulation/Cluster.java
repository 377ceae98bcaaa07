package io.connectdomo.sink.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** What brokers keep in a simulation: logs, the group's offsets, and a dead-letter queue. */
public final class Cluster {
    /** Told of every offset that is committed. */
    @FunctionalInterface
    public interface Watcher {
        void committed(TopicPartition partition, long offset);
    }

    /** A topic that was made anew has another incarnation, and begins at 0 again. */
    public static final class Log {
        private final List<Entry> entries = new ArrayList<>();
        private int incarnation;

        public List<Entry> entries() {
            return entries;
        }

        public int incarnation() {
            return incarnation;
        }
    }

    /** A record of one incarnation. */
    public record Letter(TopicPartition partition, int incarnation, long offset) {}

    private final Map<TopicPartition, Log> logs =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    private final Map<TopicPartition, Long> committed =
            new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
    private final Set<Letter> deadLetters =
            new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
    private final Set<TopicPartition> leaderless =
            new TreeSet<>((one, other) -> one.toString().compareTo(other.toString()));
    private Watcher watcher = (partition, offset) -> {};

    public Cluster(Set<TopicPartition> partitions) {
        partitions.forEach(partition -> logs.put(partition, new Log()));
    }

    public void watch(Watcher one) {
        watcher = one;
    }

    public Log log(TopicPartition partition) {
        return logs.get(partition);
    }

    public Set<TopicPartition> partitions() {
        return logs.keySet();
    }

    /** Its offsets go with it, as in a real cluster. */
    public void recreate(TopicPartition partition) {
        Log log = logs.get(partition);
        log.entries.clear();
        log.incarnation++;
        committed.remove(partition);
    }

    void commit(TopicPartition partition, long offset) {
        committed.put(partition, offset);
        watcher.committed(partition, offset);
    }

    /** 0 where none was. */
    public long committed(TopicPartition partition) {
        return committed.getOrDefault(partition, 0L);
    }

    public boolean allCommitted() {
        return logs.entrySet().stream()
                .allMatch(each ->
                        committed(each.getKey()) == each.getValue().entries.size());
    }

    public String progress() {
        StringBuilder text = new StringBuilder();
        logs.forEach((partition, log) -> text.append(partition)
                .append(' ')
                .append(committed(partition))
                .append('/')
                .append(log.entries.size())
                .append(' '));
        return text.toString().trim();
    }

    void deadLetter(Letter letter) {
        deadLetters.add(letter);
    }

    public boolean isDeadLetter(Letter letter) {
        return deadLetters.contains(letter);
    }

    /** Nothing is fetched of it while it has none. */
    public void leader(TopicPartition partition, boolean there) {
        if (there) {
            leaderless.remove(partition);
        } else {
            leaderless.add(partition);
        }
    }

    public boolean hasLeader(TopicPartition partition) {
        return !leaderless.contains(partition);
    }
}
