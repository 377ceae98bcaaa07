package io.connectdomo.sink.harness;

import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.TaskInspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Runs the real task as {@code WorkerSinkTask} does (delivery.md 5), over topics in memory: offsets advance over a rewind, a
 * seek counts as a commit, pauses survive a rebalance, {@code preCommit} is asked before a revocation and may be asked at any
 * time. Committed offsets live in {@link Topics}, so that a second worker goes on where the first one was.
 */
public final class ScriptedWorker implements SinkTaskContext {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final Topics topics;
    private final Map<String, String> config;
    private final DomoSinkTask task = new DomoSinkTask();
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();
    private final Map<TopicPartition, Long> rewinds = new HashMap<>();
    private final ErrantRecordReporter reporter;
    private long timeoutMs = -1;
    private boolean commitRequested;
    private int maxPollRecords = 500;
    private int rewindCount;

    private ScriptedWorker(Topics topics, Map<String, String> config, ErrantRecordReporter reporter) {
        this.topics = topics;
        this.config = config;
        this.reporter = reporter;
    }

    /** A started task without partitions. */
    public static ScriptedWorker start(Topics topics, Map<String, String> config, ErrantRecordReporter reporter) {
        ScriptedWorker worker = new ScriptedWorker(topics, config, reporter);
        worker.task.initialize(worker);
        worker.task.start(config);
        return worker;
    }

    public ScriptedWorker maxPollRecords(int records) {
        maxPollRecords = records;
        return this;
    }

    // ---- rebalances

    public void assign(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            assigned.add(partition);
            long offset = topics.committed(partition);
            positions.put(partition, offset);
            current.put(partition, new OffsetAndMetadata(offset));
            lastCommitted.put(partition, new OffsetAndMetadata(offset));
        }
        // The framework pauses again what was paused before and is back, and forgets only the rest.
        paused.retainAll(assigned);
        task.open(partitions);
    }

    /** An orderly revocation: offsets are asked for first. */
    public void revoke(Collection<TopicPartition> partitions) {
        commitOffsets(partitions);
        close(partitions);
    }

    /** The group has given them to somebody else already. */
    public void lose(Collection<TopicPartition> partitions) {
        close(partitions);
    }

    private void close(Collection<TopicPartition> partitions) {
        task.close(partitions);
        for (TopicPartition partition : partitions) {
            assigned.remove(partition);
            positions.remove(partition);
            current.remove(partition);
            lastCommitted.remove(partition);
            rewinds.remove(partition);
        }
    }

    /** A graceful stop. */
    public void stop() {
        Set<TopicPartition> all = new HashSet<>(assigned);
        commitOffsets(all);
        close(all);
        task.stop();
    }

    /** The process dies: nothing is asked and nothing is told. */
    public void crash() {
        task.stop();
    }

    // ---- the loop

    /** One iteration of the worker's loop. */
    public void iterate() {
        if (commitRequested) {
            commitRequested = false;
            commitOffsets(new HashSet<>(assigned));
        }
        seek();
        timeoutMs = -1;
        List<SinkRecord> records = poll();
        task.put(records);
        for (SinkRecord record : records) {
            current.put(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    new OffsetAndMetadata(record.originalKafkaOffset() + 1));
        }
    }

    private void seek() {
        rewinds.forEach((partition, offset) -> {
            if (!assigned.contains(partition)) {
                throw new IllegalStateException("No current assignment for partition " + partition);
            }
            positions.put(partition, offset);
            lastCommitted.put(partition, new OffsetAndMetadata(offset));
            current.put(partition, new OffsetAndMetadata(offset));
        });
        rewinds.clear();
    }

    private List<SinkRecord> poll() {
        List<SinkRecord> records = new ArrayList<>();
        for (TopicPartition partition : assigned) {
            if (paused.contains(partition)) {
                continue;
            }
            long position = positions.get(partition);
            List<SinkRecord> fetched = topics.read(partition, position, maxPollRecords - records.size());
            records.addAll(fetched);
            if (!fetched.isEmpty()) {
                positions.put(partition, fetched.get(fetched.size() - 1).originalKafkaOffset() + 1);
            }
        }
        return records;
    }

    /** As the framework does at intervals, at a revocation, and when the task has asked for it. */
    public void commitOffsets(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>();
        partitions.forEach(partition -> passed.put(partition, current.get(partition)));
        task.preCommit(passed).forEach((partition, offset) -> {
            boolean moved = !offset.equals(lastCommitted.get(partition));
            boolean consumed = offset.offset() <= current.get(partition).offset();
            if (moved && consumed) {
                topics.commit(partition, offset.offset());
                lastCommitted.put(partition, offset);
            }
        });
    }

    public void commitOffsets() {
        commitOffsets(new HashSet<>(assigned));
    }

    /** Iterates until it holds. */
    public void iterateUntil(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + DEADLINE + ": " + what + "; committed " + topics.committed());
            }
            iterate();
            idle();
        }
    }

    /** Iterates until the task fails, and returns how. */
    public ConnectException iterateUntilFailure() {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                iterate();
            } catch (ConnectException failure) {
                return failure;
            }
            idle();
        }
        throw new AssertionError("The task did not fail within " + DEADLINE);
    }

    /** What the consumer's poll would do: wait for records, at most as long as the task asked for. */
    private void idle() {
        java.util.concurrent.locks.LockSupport.parkNanos(Math.min(timeoutMs < 0 ? 5 : timeoutMs, 5) * 1_000_000);
    }

    public boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }

    public int rewindCount() {
        return rewindCount;
    }

    /** The most bytes that the task held at once. */
    public long peakBufferBytes() {
        return TaskInspection.peakBufferBytes(task);
    }

    public long timeoutMs() {
        return timeoutMs;
    }

    // ---- SinkTaskContext

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        offsets.forEach(this::offset);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        rewindCount++;
        rewinds.put(partition, offset);
    }

    @Override
    public void timeout(long timeout) {
        timeoutMs = timeout;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.copyOf(assigned);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            requireAssigned(partition);
            paused.add(partition);
        }
    }

    @Override
    public void resume(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            requireAssigned(partition);
            paused.remove(partition);
        }
    }

    private void requireAssigned(TopicPartition partition) {
        if (!assigned.contains(partition)) {
            throw new IllegalStateException("No current assignment for partition " + partition);
        }
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }
}
