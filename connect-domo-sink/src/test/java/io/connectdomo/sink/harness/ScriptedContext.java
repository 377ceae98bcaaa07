package io.connectdomo.sink.harness;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What the task asks of its {@link ScriptedWorker}, kept until the worker's loop comes to it. */
final class ScriptedContext implements SinkTaskContext {
    private static final long LONGEST_POLL_MS = 5;

    private final Map<String, String> config;
    private final ErrantRecordReporter reporter;
    private final Set<TopicPartition> assigned;
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Map<TopicPartition, Long> rewinds = new HashMap<>();
    private long timeoutMs = -1;
    private boolean commitRequested;
    private int rewindCount;

    /** {@code assigned} is the worker's own set, and changes with it. */
    ScriptedContext(Map<String, String> config, ErrantRecordReporter reporter, Set<TopicPartition> assigned) {
        this.config = config;
        this.reporter = reporter;
        this.assigned = assigned;
    }

    // ---- the worker's side

    /** The framework pauses again what the task had paused, also where it was revoked in between. */
    void pauseAgain() {
        paused.retainAll(assigned);
    }

    boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }

    Set<TopicPartition> paused() {
        return Collections.unmodifiableSet(paused);
    }

    /** Hands over what the task wanted to be sought; it stays wanted if one of them is not assigned. */
    void takeRewinds(BiConsumer<TopicPartition, Long> seek) {
        rewinds.forEach((partition, offset) -> {
            requireAssigned(partition);
            seek.accept(partition, offset);
        });
        rewinds.clear();
    }

    int rewindCount() {
        return rewindCount;
    }

    /** Whether a commit was asked for since the last time. */
    boolean wantsCommit() {
        return commitRequested;
    }

    /** After the commit, and so also what was asked for while offsets were asked for. */
    void clearCommitRequest() {
        commitRequested = false;
    }

    /** Negative when the task asked for none. */
    long timeoutMs() {
        return timeoutMs;
    }

    void forgetTimeout() {
        timeoutMs = -1;
    }

    /**
     * How long the consumer's poll would wait for records: at most as long as the task asked for. Never no time at all, or who
     * waits for a task that spins would wait for ever.
     */
    long idleMs() {
        return Math.max(1, Math.min(timeoutMs < 0 ? LONGEST_POLL_MS : timeoutMs, LONGEST_POLL_MS));
    }

    // ---- the task's side

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
