package io.connectdomo.benchmarks.stores;

import io.connectdomo.sink.DomoSinkTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * Runs the sink task as a worker does, over one partition that is full: polls of {@code max.poll.records}, none while it is
 * paused, and then a wait for as long as the task wants to be left alone. For one thread.
 */
final class TaskRun implements SinkTaskContext {
    private static final int MAX_POLL_RECORDS = 500;
    private static final long MAX_POLL_BYTES = 1 << 20;
    private static final long LONGEST_POLL_MS = 60_000;
    private static final Duration WITHIN = Duration.ofMinutes(5);

    private final TopicPartition partition;
    private final Map<String, String> config;
    private final long records;
    private final int bytes;
    private final LongFunction<SinkRecord> topic;
    private final DomoSinkTask task = new DomoSinkTask();
    private final Set<TopicPartition> paused = new HashSet<>();
    private long position;
    private long seek = -1;
    private long timeoutMs = -1;
    private boolean commitRequested;

    /**
     * @param records how many are in the topic
     * @param bytes of each, about
     * @param topic makes the record at an offset
     */
    TaskRun(
            TopicPartition partition,
            Map<String, String> config,
            long records,
            int bytes,
            LongFunction<SinkRecord> topic) {
        this.partition = partition;
        this.config = config;
        this.records = records;
        this.bytes = bytes;
        this.topic = topic;
    }

    /**
     * The nanoseconds from the first record to the last committed offset.
     *
     * @param after the task has its partition for so long before: its first write waits for what a former owner may have on its way
     */
    long nanos(Duration after) {
        task.initialize(this);
        task.start(config);
        try {
            task.open(Set.of(partition));
            long opened = System.nanoTime();
            while (System.nanoTime() - opened < after.toNanos()) {
                task.put(List.of());
                Thread.sleep(50);
            }
            long start = System.nanoTime();
            while (committed() < records) {
                if (System.nanoTime() - start > WITHIN.toNanos()) {
                    throw new IllegalStateException("Not done within " + WITHIN);
                }
            }
            return System.nanoTime() - start;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } finally {
            task.stop();
        }
    }

    /** One turn of the worker's loop. */
    private long committed() {
        long committed = 0;
        if (commitRequested) {
            commitRequested = false;
            OffsetAndMetadata safe = task.preCommit(new HashMap<>(Map.of(partition, new OffsetAndMetadata(position))))
                    .get(partition);
            committed = safe == null ? 0 : safe.offset();
        }
        if (committed < records) {
            task.put(poll());
        }
        return committed;
    }

    private List<SinkRecord> poll() {
        if (seek >= 0) {
            position = seek;
            seek = -1;
        }
        long timeout = timeoutMs < 0 ? LONGEST_POLL_MS : timeoutMs;
        timeoutMs = -1;
        if (commitRequested) {
            return List.of();
        }
        if (position == records || paused.contains(partition)) {
            LockSupport.parkNanos(Duration.ofMillis(timeout).toNanos());
            return List.of();
        }
        List<SinkRecord> list = new ArrayList<>();
        for (long size = 0;
                size < MAX_POLL_BYTES && list.size() < MAX_POLL_RECORDS && position < records;
                size += bytes) {
            list.add(topic.apply(position++));
        }
        return list;
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        offsets.forEach(this::offset);
    }

    @Override
    public void offset(TopicPartition topicPartition, long offset) {
        seek = offset;
    }

    @Override
    public void timeout(long milliseconds) {
        timeoutMs = milliseconds;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of(partition);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(List.of(partitions));
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return null;
    }
}
