package io.connectdomo.sink.harness;

import io.connectdomo.sink.DomoSinkTask;
import io.connectdomo.sink.TaskInspection;
import io.connectdomo.sink.simulation.SimulatedTime;
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
 * time. Offsets are committed when the task wants it and at no intervals: one that forgets to ask stands still here, where Kafka's
 * own would only be told late. {@link WorkerSinkTaskFidelityTest} holds it to Kafka's own. Committed offsets live in {@link Topics}, so that a second
 * worker goes on where the first one was. Safe offsets that fall within an assignment fail whatever test sees them. What the
 * task asks of its worker in between is kept by {@link ScriptedContext}.
 */
public final class ScriptedWorker {
    /** Of simulated time. */
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private final SimulatedTime time;
    private final Topics topics;
    private final SinkTask task;
    private final ScriptedContext context;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Set<TopicPartition> withheld = new HashSet<>();
    private final ScriptedOffsets offsets = new ScriptedOffsets();
    private int maxPollRecords = 500;
    private Duration patience = DEADLINE;
    private boolean cutOff;
    private boolean commitsHeldBack;
    private int commitsWhileCutOff;
    private int iterations;
    private long resetTo;

    private ScriptedWorker(
            SimulatedTime time,
            SinkTask task,
            Topics topics,
            Map<String, String> config,
            ErrantRecordReporter reporter) {
        this.time = time;
        this.task = task;
        this.topics = topics;
        this.context = new ScriptedContext(config, reporter, Collections.unmodifiableSet(assigned));
    }

    /** A started task without partitions, in this time. */
    public static ScriptedWorker start(
            SimulatedTime time,
            SinkTask task,
            Topics topics,
            Map<String, String> config,
            ErrantRecordReporter reporter) {
        ScriptedWorker worker = new ScriptedWorker(time, task, topics, config, reporter);
        worker.task.initialize(worker.context);
        worker.task.start(config);
        return worker;
    }

    public ScriptedWorker maxPollRecords(int records) {
        maxPollRecords = records;
        return this;
    }

    /** Where reading goes on when the position is beyond the log's end; 0, as {@code earliest} says, if not set. */
    public ScriptedWorker resetTo(long offset) {
        resetTo = offset;
        return this;
    }

    /** How long a state is waited for. */
    public ScriptedWorker patience(Duration longest) {
        patience = longest;
        return this;
    }

    // ---- rebalances

    public void assign(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            assigned.add(partition);
            offsets.beginAt(partition, topics.committed(partition));
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
        unassign(partitions);
    }

    /** The group has given them to somebody else already. */
    public void lose(Collection<TopicPartition> partitions) {
        seek();
        task.close(partitions);
        unassign(partitions);
        offsets.forget(partitions);
    }

    private void unassign(Collection<TopicPartition> partitions) {
        assigned.removeAll(partitions);
        offsets.end(partitions);
    }

    /** A graceful stop. */
    public void stop() {
        revoke(offsets.everNamed());
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

    /** The loop neither asks for offsets nor commits them. */
    public void holdOffsetCommits() {
        commitsHeldBack = true;
    }

    /** The loop does again what the task asked for. */
    public void goOnWithOffsetCommits() {
        commitsHeldBack = false;
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
        iterate(() -> {});
    }

    /** The same, with a rebalance in its poll. */
    void iterate(Runnable rebalance) {
        iterations++;
        if (!commitsHeldBack && context.wantsCommit()) {
            commitOffsets(new HashSet<>(assigned));
            context.clearCommitRequest();
        }
        seek();
        context.forgetTimeout();
        rebalance.run();
        List<SinkRecord> records = poll();
        task.put(records);
        for (SinkRecord record : records) {
            offsets.pass(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    record.originalKafkaOffset() + 1);
        }
    }

    /** Fetches of these partitions, and of no others, are not answered from now on. */
    public void withhold(TopicPartition... partitions) {
        withheld.clear();
        withheld.addAll(List.of(partitions));
    }

    /** An iteration whose poll brings nothing, because the fetch that follows a seek takes its time. */
    public void seekWithoutRecords() {
        seek();
        context.forgetTimeout();
        task.put(List.of());
    }

    /** As if transformations had dropped the partition's records up to here. */
    public void skip(TopicPartition partition, long offset) {
        offsets.skipTo(partition, offset);
    }

    private void seek() {
        context.takeRewinds(offsets::beginAt);
    }

    private List<SinkRecord> poll() {
        List<SinkRecord> records = new ArrayList<>();
        if (cutOff) {
            return records;
        }
        for (TopicPartition partition : assigned) {
            if (context.isPaused(partition) || withheld.contains(partition)) {
                continue;
            }
            if (offsets.position(partition) > topics.end(partition)) {
                offsets.resetTo(partition, Math.min(resetTo, topics.end(partition)));
            }
            List<SinkRecord> fetched =
                    topics.read(partition, offsets.position(partition), maxPollRecords - records.size());
            records.addAll(fetched);
            if (!fetched.isEmpty()) {
                offsets.fetchedTo(partition, fetched.get(fetched.size() - 1).originalKafkaOffset() + 1);
            }
        }
        return records;
    }

    /** As the framework does at intervals and when the task has asked for it. */
    public void commitOffsets(Collection<TopicPartition> partitions) {
        commit(committable(partitions));
    }

    private Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> passed = offsets.passed(partitions);
        return passed.isEmpty()
                ? Map.of()
                : offsets.committable(partitions, passed, task.preCommit(new HashMap<>(passed)));
    }

    private void commit(Map<TopicPartition, OffsetAndMetadata> committable) {
        offsets.committed(committable);
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
        long deadline = time.nowMs() + patience.toMillis();
        while (!holds.getAsBoolean()) {
            if (time.nowMs() > deadline) {
                throw new AssertionError("Not within " + patience + ": " + what + "; committed " + topics.committed()
                        + "; paused " + context.paused());
            }
            iterate();
            time.sleep(context.idleMs());
        }
    }

    /** Goes on for so long. */
    public void iterateFor(Duration length) {
        long end = time.nowMs() + length.toMillis();
        while (time.nowMs() < end) {
            iterate();
            time.sleep(Math.min(context.idleMs(), end - time.nowMs()));
        }
    }

    /** Iterates until the task fails, and returns how. */
    public ConnectException iterateUntilFailure() {
        long deadline = time.nowMs() + patience.toMillis();
        while (time.nowMs() < deadline) {
            try {
                iterate();
            } catch (ConnectException failure) {
                return failure;
            }
            time.sleep(context.idleMs());
        }
        throw new AssertionError("The task did not fail within " + patience);
    }

    public boolean isPaused(TopicPartition partition) {
        return context.isPaused(partition);
    }

    /** Whether the task was given all that the topic holds of the partition, in this assignment. */
    public boolean hasPassedAll(TopicPartition partition) {
        return offsets.position(partition) == topics.end(partition);
    }

    /** How often the loop has gone round. */
    public int iterations() {
        return iterations;
    }

    /** What Kafka believes to be committed, or would, had the task not been cut off from it. */
    public long lastSafeOffset(TopicPartition partition) {
        return offsets.lastCommitted(partition);
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
