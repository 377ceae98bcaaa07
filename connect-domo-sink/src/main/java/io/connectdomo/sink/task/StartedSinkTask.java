package io.connectdomo.sink.task;

import io.connectdomo.sink.metrics.SinkMetrics;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * A sink task between {@code start} and {@code stop}: takes records, lets destinations advance, and answers for offsets.
 * Task thread only, all of it but {@link Delivery}; uploader threads speak through the {@link Mailbox}.
 */
public final class StartedSinkTask {
    /** How soon to look again while anything is on its way: a worker thread that finishes wakes nothing. */
    private static final long LOOK_AGAIN_MS = 100;

    /** The same where more waits to be sent: what is queued at the uploader threads must last until then. */
    private static final long SEND_MORE_MS = 10;

    /** Longer silence of the task thread counts as a freeze, in which partitions may have been lost. */
    private static final long LONGEST_SILENCE_MS = Lease.FRESH_MS / 2;

    /** A graceful stop has 5 s in all. */
    private static final long WAIT_FOR_COMMITS_MS = 2_000;

    /** What must be left of it to look for commits whose replies do not come. */
    private static final long LOOK_AHEAD_MS = 1_000;

    private final SinkTaskContext context;
    private final Ticker ticker;
    private final Destinations destinations;
    private final Mailbox mailbox;
    private final Failure failure;
    private final Lease lease;
    private final Assignment assignment;
    private final ErrantRecords errants;
    private final MemoryBudget budget;
    private final MemoryGuard memory;
    private final Delivery delivery;
    private final CommitRequests commitRequests;
    private final SinkMetrics metrics;
    private final Silence silence;
    private final Publisher publisher;

    public StartedSinkTask(SinkTaskContext context, TaskParts parts, Destinations destinations) {
        this.context = context;
        this.ticker = parts.ticker();
        this.mailbox = parts.mailbox();
        this.failure = parts.failure();
        this.lease = parts.lease();
        this.commitRequests = parts.commitRequests();
        this.destinations = destinations;
        this.assignment = parts.assignment();
        this.errants = parts.errants();
        this.budget = parts.memory();
        this.memory = new MemoryGuard(budget);
        this.delivery = new Delivery(
                assignment, destinations, memory, failure, parts.runtime().rows());
        this.metrics = parts.metrics();
        this.silence = parts.silence();
        this.publisher = new Publisher(assignment, destinations, metrics, ticker.nowMs(), errants.fate());
    }

    public void open(Collection<TopicPartition> partitions) {
        delivery.join();
        long now = ticker.nowMs();
        assignment.open(partitions, destinations.all(), now);
        silence.partitionsOpened(now);
        for (TopicPartition partition : partitions) {
            destinations
                    .foresee(partition.topic())
                    .ifPresent(destination -> assignment.foresee(partition, destination, now));
        }
        delivery.assignmentChanged();
    }

    /** Uploads nothing: what was not sent is given up, and read again by whoever owns the partition next. */
    public void close(Collection<TopicPartition> partitions) {
        delivery.join();
        Set<TopicPartition> closed = assignment.close(partitions);
        delivery.assignmentChanged();
        for (Destination destination : destinations.all()) {
            destination.partitionsClosed(closed);
        }
    }

    /**
     * Takes the whole list. A long one may still be on its way to its destinations when this returns; every other method waits
     * for it first.
     *
     * @throws ConnectException if the task has failed, now or on another thread
     */
    public void put(Collection<SinkRecord> records) {
        lease.polled();
        metrics.received(records);
        delivery.join();
        mailbox.drain();
        reportErrants();
        failure.throwIfAny();
        long now = ticker.nowMs();
        silence.putBegins(now);
        assignment.putBegins();
        settle();
        assignment.rewind(now);
        boolean ahead = Delivery.isLong(records) && memory.roomToRunAhead();
        if (!ahead) {
            delivery.now(records, now);
            reportErrants();
        } else {
            delivery.announce(records, now);
        }
        advance(now);
        requestCommit();
        boolean memoryShort = memory.relieve(destinations.all(), assignment.all());
        assignment.reconcilePauses(memoryShort, now);
        failure.throwIfAny();
        callMeAgain(now, ahead);
        publisher.publish(now);
        if (ahead) {
            delivery.ahead(records, now);
        }
    }

    /**
     * Safe offsets only. Never throws: the framework would silently rewind; the next put throws instead. A failed task still
     * answers, and so keeps what it has made durable from being written again.
     */
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> passed) {
        boolean writes = lease.keep();
        delivery.join();
        silence.offsetsAsked(ticker.nowMs());
        try {
            errants.checkDeadLetterQueue();
        } catch (RuntimeException lostRecords) {
            failure.report(lostRecords);
            return Map.of();
        }
        try {
            mailbox.drain();
            reportErrants();
            settle();
            if (writes) {
                advance(ticker.nowMs());
            }
            waitForCommits(writes);
        } catch (RuntimeException unexpected) {
            failure.report(unexpected);
        }
        long now = ticker.nowMs();
        callMeAgain(now, false);
        publisher.publish(now);
        return safeOffsets(passed, now);
    }

    private Map<TopicPartition, OffsetAndMetadata> safeOffsets(
            Map<TopicPartition, OffsetAndMetadata> passed, long now) {
        Map<TopicPartition, OffsetAndMetadata> safe = new HashMap<>();
        passed.forEach((topicPartition, position) -> {
            AssignedPartition partition = assignment.get(topicPartition);
            if (partition != null) {
                long offset = partition.answer(position.offset(), now);
                safe.put(topicPartition, new OffsetAndMetadata(offset));
                assignment.aimAgain(partition, offset, position.offset());
            }
        });
        return safe;
    }

    public void stop() {
        lease.end();
        try {
            delivery.join();
            delivery.close();
            publisher.last();
            destinations.close();
        } finally {
            metrics.close();
        }
    }

    /** The most bytes that were held at once. */
    public long peakBufferBytes() {
        return budget.peak();
    }

    // ---- steps

    /** Before anything is rewound: a rewind waits until no commit is unresolved. */
    private void settle() {
        destinations.all().forEach(Destination::settle);
    }

    /** The framework's reporter is asked on the task thread alone. */
    private void reportErrants() {
        for (Destination destination : destinations.all()) {
            destination.reportErrants(errants);
        }
    }

    private void advance(long now) {
        sealWhatIsDue(now);
        for (Destination destination : destinations.all()) {
            destination.advance(now);
        }
    }

    /** From put alone: a request that is made while the framework asks for offsets is cleared by it afterwards. */
    private void requestCommit() {
        if (assignment.takeTellsKafka()) {
            commitRequests.want();
        }
        if (commitRequests.take()) {
            context.requestCommit();
        }
    }

    /** Destinations fed by one partition commit in the same round, or its safe offset would hang on the slowest. */
    private void sealWhatIsDue(long now) {
        Queue<Destination> round = new ArrayDeque<>();
        for (Destination destination : destinations.all()) {
            if (destination.due(now)) {
                round.add(destination);
            }
        }
        if (round.isEmpty()) {
            return;
        }
        Set<Destination> sealed = new HashSet<>();
        for (Destination destination = round.poll(); destination != null; destination = round.poll()) {
            if (!sealed.add(destination)) {
                continue;
            }
            for (Feed feed : destination.openFeeds()) {
                for (Feed sibling : feed.partition().feeds()) {
                    if (sibling.hasPending()) {
                        round.add(sibling.destination());
                    }
                }
            }
            destination.seal();
        }
    }

    /** Only when the framework asks of its own accord: it may be the last time. Whatever begins behind it is left alone. */
    private void waitForCommits(boolean writes) {
        if (commitRequests.weAsked()) {
            return;
        }
        long deadline = ticker.nowMs() + WAIT_FOR_COMMITS_MS;
        boolean looked = false;
        try {
            for (long left = WAIT_FOR_COMMITS_MS; left > 0 && anyCommitting(); left = deadline - ticker.nowMs()) {
                if (!looked && left <= LOOK_AHEAD_MS) {
                    looked = true;
                    destinations.all().forEach(Destination::lookAhead);
                }
                mailbox.awaitOne(looked ? left : left - LOOK_AHEAD_MS);
                settle();
                if (writes) {
                    advance(ticker.nowMs());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean anyCommitting() {
        for (Destination destination : destinations.all()) {
            if (destination.committing() && !destination.waiting()) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param handedOver whether a list is on its way, of which nobody has seen yet what becomes due
     */
    private void callMeAgain(long now, boolean handedOver) {
        long due = Long.MAX_VALUE;
        boolean busy = false;
        boolean queues = false;
        for (Destination destination : destinations.all()) {
            due = Math.min(due, destination.nextDueMs());
            busy |= destination.busy();
            queues |= destination.queues() && !destination.waiting();
        }
        long wait = due == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, due - now);
        if (busy || handedOver || assignment.wantsRewind()) {
            wait = Math.min(wait, queues ? SEND_MORE_MS : LOOK_AGAIN_MS);
        }
        context.timeout(Math.min(wait, LONGEST_SILENCE_MS));
    }
}
