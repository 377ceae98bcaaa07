package io.connectdomo.sink.harness;

import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.TaskInspection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Runs the real task as {@code WorkerSinkTask} does (delivery.md 5), over topics in memory: offsets advance over a rewind, a
 * seek counts as a commit, pauses survive a rebalance, {@code preCommit} is asked before a revocation and may be asked at any
 * time. {@link WorkerSinkTaskFidelityTest} holds it to Kafka's own. Committed offsets live in {@link Topics}, so that a second
 * worker goes on where the first one was. Safe offsets that fall within an assignment fail whatever test sees them. What the
 * task asks of its worker in between is kept by {@link ScriptedContext}.
 */
public final class ScriptedWorker {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final Topics topics;
    private final SinkTask task;
    private final ScriptedContext context;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> lastCommitted = new HashMap<>();
    private final Map<TopicPartition, Long> safe = new HashMap<>();
    private int maxPollRecords = 500;
    private boolean cutOff;
    private boolean commitsHeldBack;
    private int commitsWhileCutOff;
    private int iterations;

    private ScriptedWorker(SinkTask task, Topics topics, Map<String, String> config, ErrantRecordReporter reporter) {
        this.task = task;
        this.topics = topics;
        this.context = new ScriptedContext(config, reporter, Collections.unmodifiableSet(assigned));
    }

    /** A started task without partitions. */
    public static ScriptedWorker start(Topics topics, Map<String, String> config, ErrantRecordReporter reporter) {
        return start(new DomoSinkTask(), topics, config, reporter);
    }

    /** As {@link #start(Topics, Map, ErrantRecordReporter)}, with this task. */
    public static ScriptedWorker start(
            SinkTask task, Topics topics, Map<String, String> config, ErrantRecordReporter reporter) {
        ScriptedWorker worker = new ScriptedWorker(task, topics, config, reporter);
        worker.task.initialize(worker.context);
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
        context.pauseAgain();
        task.open(partitions);
    }

    /** An orderly revocation: offsets are asked for first, and committed when the task has closed them. */
    public void revoke(Collection<TopicPartition> partitions) {
        // A rebalance comes within a poll, which begins with what the task wanted to be sought.
        seek();
        Map<TopicPartition, OffsetAndMetadata> committable = committable(partitions);
        task.close(partitions);
        commit(committable);
        // The framework keeps the current offsets of what it has revoked, and names them once more when it stops.
        unassign(partitions);
    }

    /** The group has given them to somebody else already. */
    public void lose(Collection<TopicPartition> partitions) {
        seek();
        task.close(partitions);
        unassign(partitions);
        current.keySet().removeAll(partitions);
    }

    private void unassign(Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
        positions.keySet().removeAll(partitions);
        lastCommitted.keySet().removeAll(partitions);
        safe.keySet().removeAll(partitions);
    }

    /** A graceful stop. */
    public void stop() {
        revoke(new HashSet<>(current.keySet()));
        task.stop();
    }

    /** The process dies: nothing is asked and nothing is told. */
    public void crash() {
        task.stop();
    }

    /** Nothing comes from Kafka and nothing reaches it from now on, and nobody tells the task: it is a zombie. */
    public void cutOff() {
        cutOff = true;
    }

    /** Offsets are neither asked for nor committed until the process dies. */
    public void holdOffsetCommits() {
        commitsHeldBack = true;
    }

    /** How often offsets moved after the task was cut off from Kafka: what it would have committed. */
    public int offsetCommitsMissed() {
        return commitsWhileCutOff;
    }

    /** Whether the task has asked for an offset commit that was not done yet. */
    public boolean wantsOffsetCommit() {
        return context.wantsCommit();
    }

    // ---- the loop

    /** One iteration of the worker's loop. */
    public void iterate() {
        iterations++;
        if (!commitsHeldBack && context.takeCommitRequest()) {
            commitOffsets(new HashSet<>(assigned));
        }
        seek();
        context.forgetTimeout();
        List<SinkRecord> records = poll();
        task.put(records);
        for (SinkRecord record : records) {
            current.put(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    new OffsetAndMetadata(record.originalKafkaOffset() + 1));
        }
    }

    /** An iteration whose poll brings nothing, because the fetch that follows a seek takes its time. */
    public void seekWithoutRecords() {
        seek();
        context.forgetTimeout();
        task.put(List.of());
    }

    /** As if transformations had dropped the partition's records up to here. */
    public void skip(TopicPartition partition, long offset) {
        positions.put(partition, offset);
        current.put(partition, new OffsetAndMetadata(offset));
    }

    private void seek() {
        context.takeRewinds((partition, offset) -> {
            positions.put(partition, offset);
            lastCommitted.put(partition, new OffsetAndMetadata(offset));
            current.put(partition, new OffsetAndMetadata(offset));
        });
    }

    private List<SinkRecord> poll() {
        List<SinkRecord> records = new ArrayList<>();
        if (cutOff) {
            return records;
        }
        for (TopicPartition partition : assigned) {
            if (context.isPaused(partition)) {
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

    /** As the framework does at intervals and when the task has asked for it. */
    public void commitOffsets(Collection<TopicPartition> partitions) {
        commit(committable(partitions));
    }

    /** What Kafka would be told: also of partitions that the task left out, what was last committed or sought to. */
    private Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> passed = new HashMap<>(current);
        passed.keySet().retainAll(partitions);
        if (passed.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>(lastCommitted);
        last.keySet().retainAll(partitions);
        Map<TopicPartition, OffsetAndMetadata> provided = task.preCommit(new HashMap<>(passed));
        if (provided.isEmpty()) {
            return Map.of();
        }
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

    private void commit(Map<TopicPartition, OffsetAndMetadata> committable) {
        lastCommitted.putAll(committable);
        if (cutOff) {
            commitsWhileCutOff += committable.isEmpty() ? 0 : 1;
        } else {
            committable.forEach((partition, offset) -> topics.commit(partition, offset.offset()));
        }
    }

    public void commitOffsets() {
        commitOffsets(new HashSet<>(assigned));
    }

    /** Iterates until it holds. */
    public void iterateUntil(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Not within " + DEADLINE + ": " + what + "; committed " + topics.committed()
                        + "; paused " + context.paused());
            }
            iterate();
            context.idle();
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
            context.idle();
        }
        throw new AssertionError("The task did not fail within " + DEADLINE);
    }

    public boolean isPaused(TopicPartition partition) {
        return context.isPaused(partition);
    }

    /** How often the loop has gone round. */
    public int iterations() {
        return iterations;
    }

    public int rewindCount() {
        return context.rewindCount();
    }

    /** The most bytes that the task held at once. */
    public long peakBufferBytes() {
        return TaskInspection.peakBufferBytes((DomoSinkTask) task);
    }

    public long timeoutMs() {
        return context.timeoutMs();
    }
}
