package io.connectdomo.sink.harness;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets that {@code WorkerSinkTask} keeps: where it reads, what it has passed, and what it believes to be committed. A
 * safe offset that falls within an assignment fails.
 */
final class ScriptedOffsets {
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();
    private final Map<TopicPartition, Long> safe = new HashMap<>();

    /** Assigned, or sought: a seek counts as a commit. */
    void beginAt(TopicPartition partition, long offset) {
        positions.put(partition, offset);
        lastCommitted.put(partition, new OffsetAndMetadata(offset));
        current.put(partition, new OffsetAndMetadata(offset));
    }

    /** The position is beyond the log's end: {@code auto.offset.reset}. Nothing of what was passed or committed changes. */
    void resetTo(TopicPartition partition, long offset) {
        positions.put(partition, offset);
        safe.remove(partition);
    }

    long lastCommitted(TopicPartition partition) {
        return lastCommitted.get(partition).offset();
    }

    long position(TopicPartition partition) {
        return positions.get(partition);
    }

    void fetchedTo(TopicPartition partition, long offset) {
        positions.put(partition, offset);
    }

    void pass(TopicPartition partition, long offset) {
        current.put(partition, new OffsetAndMetadata(offset));
    }

    void skipTo(TopicPartition partition, long offset) {
        fetchedTo(partition, offset);
        pass(partition, offset);
    }

    /** The framework keeps the current offsets of what it has revoked, and names them once more when it stops. */
    void end(Collection<TopicPartition> partitions) {
        positions.keySet().removeAll(partitions);
        lastCommitted.keySet().removeAll(partitions);
        safe.keySet().removeAll(partitions);
    }

    /** Lost ones it does forget. */
    void forget(Collection<TopicPartition> partitions) {
        current.keySet().removeAll(partitions);
    }

    Set<TopicPartition> everNamed() {
        return new HashSet<>(current.keySet());
    }

    Map<TopicPartition, OffsetAndMetadata> passed(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>(current);
        passed.keySet().retainAll(partitions);
        return passed;
    }

    /** What Kafka would be told: also of partitions that the task left out, what was last committed or sought to. */
    Map<TopicPartition, OffsetAndMetadata> committable(
            Collection<TopicPartition> partitions,
            Map<TopicPartition, OffsetAndMetadata> passed,
            Map<TopicPartition, OffsetAndMetadata> provided) {
        if (provided.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>(lastCommitted);
        last.keySet().retainAll(partitions);
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>(last);
        provided.forEach((partition, offset) -> {
            requireMonotone(partition, offset.offset());
            if (last.containsKey(partition)
                    && offset.offset() <= passed.get(partition).offset()) {
                committable.put(partition, offset);
            }
        });
        return committable.equals(last) ? Map.of() : committable;
    }

    private void requireMonotone(TopicPartition partition, long offset) {
        Long before = safe.put(partition, offset);
        if (before != null && offset < before) {
            throw new AssertionError("The safe offset of " + partition + " fell from " + before + " to " + offset);
        }
    }

    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        lastCommitted.putAll(offsets);
    }
}
