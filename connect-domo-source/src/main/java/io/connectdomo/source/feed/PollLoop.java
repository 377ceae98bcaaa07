package io.connectdomo.source.feed;

import io.connectdomo.common.http.RetryBudget;
import io.connectdomo.common.http.RetryPolicy;
import io.connectdomo.source.feed.FeedSlot.Outcome;
import io.connectdomo.source.metrics.SourceMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the feeds of a task, each when it is due and with at most one request in flight, while the task's thread takes the
 * records. {@link #poll} waits at most a second, whatever Domo does. Everything here happens on the task's thread, except
 * for {@link FeedSlot#run}.
 */
public final class PollLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
    private static final long LONGEST_WAIT_MS = 1000;
    private static final long LONGEST_STOP_MS = 500;

    /**
     * Records that are read ahead of what Kafka has taken, or eight batches where that is more: enough of a backfill that Domo is
     * asked for the next window while Kafka takes this one.
     */
    private static final int MOST_AHEAD = 10_000;

    private static final int BATCHES_AHEAD = 8;

    private final int batch;
    private final int mostAhead;
    private final LongSupplier elapsedMs;
    private final ThreadPoolExecutor threads;
    private final SourceMetrics metrics;
    private final AutoCloseable requests;
    private final PriorityQueue<FeedSlot> waiting = new PriorityQueue<>(Comparator.comparingLong(FeedSlot::dueAt));
    private final List<FeedSlot> slots;
    private final long retryTimeoutMs;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final ArrayDeque<SourceRecord> records = new ArrayDeque<>();

    /** Records that were read and not handed to {@link #poll}'s caller yet. */
    private final AtomicInteger ahead = new AtomicInteger();

    private FeedSlot failed;

    /**
     * Begins to read. Asks Domo nothing yet.
     *
     * @param requests closed with the loop, to end what is in flight
     */
    public static PollLoop start(
            List<Feed> feeds, PollSettings settings, SourceMetrics metrics, AutoCloseable requests) {
        int mostAhead = Math.max(MOST_AHEAD, BATCHES_AHEAD * settings.batch());
        return start(feeds, settings, metrics, requests, mostAhead, () -> System.nanoTime() / 1_000_000);
    }

    static PollLoop start(
            List<Feed> feeds,
            PollSettings settings,
            SourceMetrics metrics,
            AutoCloseable requests,
            int mostAhead,
            LongSupplier elapsedMs) {
        RetryPolicy retries = settings.retries();
        List<FeedSlot> slots = feeds.stream()
                .map(feed -> new FeedSlot(
                        feed,
                        () -> new RetryBudget(retries, () -> elapsedMs.getAsLong() * 1_000_000, null),
                        elapsedMs,
                        new Heartbeat(settings.heartbeatTopic(), settings.heartbeatIntervalMs(), elapsedMs),
                        metrics.partition(feed.partition().get(Partitions.FEED))))
                .toList();
        long timeout = retries.timeout().map(Duration::toMillis).orElse(Long.MAX_VALUE / 2);
        return new PollLoop(
                slots, settings.batch(), mostAhead, timeout, elapsedMs, threads(settings), metrics, requests);
    }

    /**
     * @param batch most records of one {@link #poll}
     * @param mostAhead with so many records waiting no feed is read; one step may go beyond
     * @param retryTimeoutMs how long a feed may be dead when all others are, too
     * @param threads runs the feeds' steps; shut down by {@link #close}
     * @param requests closed by {@link #close} to end what is in flight
     */
    PollLoop(
            List<FeedSlot> slots,
            int batch,
            int mostAhead,
            long retryTimeoutMs,
            LongSupplier elapsedMs,
            ThreadPoolExecutor threads,
            SourceMetrics metrics,
            AutoCloseable requests) {
        this.metrics = metrics;
        this.slots = List.copyOf(slots);
        this.batch = batch;
        this.mostAhead = mostAhead;
        this.retryTimeoutMs = retryTimeoutMs;
        this.elapsedMs = elapsedMs;
        this.threads = threads;
        this.requests = requests;
        this.waiting.addAll(slots);
    }

    /**
     * The next records; null when there are none, after at most a second.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where a feed can't be read, for good or for too long while no other can
     */
    public List<SourceRecord> poll() throws InterruptedException {
        metrics.polled();
        long deadline = elapsedMs.getAsLong() + LONGEST_WAIT_MS;
        takeOutcomes();
        startDue();
        while (records.isEmpty()) {
            failWhereOneFeedHas();
            long wait = Math.min(deadline, nextDueAt()) - elapsedMs.getAsLong();
            Outcome outcome = outcomes.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
            if (outcome != null) {
                take(outcome);
            } else if (elapsedMs.getAsLong() >= deadline) {
                return null;
            }
            takeOutcomes();
            startDue();
        }
        return nextBatch();
    }

    /** Ends what is in flight; back within about half a second. */
    @Override
    public void close() {
        metrics.close();
        threads.shutdownNow();
        try {
            requests.close();
            if (!threads.awaitTermination(LONGEST_STOP_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("A request is still being ended; what it brings is dropped");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The connections to Domo could not be closed", e);
        }
    }

    private static ThreadPoolExecutor threads(PollSettings settings) {
        AtomicInteger number = new AtomicInteger();
        return (ThreadPoolExecutor) Executors.newFixedThreadPool(settings.threads(), work -> {
            Thread thread = new Thread(work, settings.name() + "-feed-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }

    private void takeOutcomes() {
        Outcome outcome;
        while ((outcome = outcomes.poll()) != null) {
            take(outcome);
        }
    }

    private void take(Outcome outcome) {
        records.addAll(outcome.records());
        if (outcome.goesOn()) {
            return;
        }
        FeedSlot slot = outcome.slot();
        if (outcome.failure() == null) {
            slot.succeeded(outcome.step());
        } else {
            slot.failed(outcome.failure(), othersLive(slot));
        }
        if (slot.failedForGood()) {
            failed = slot;
        } else {
            waiting.add(slot);
        }
    }

    private void startDue() {
        while (mayStart() && waiting.peek().dueAt() <= elapsedMs.getAsLong()) {
            FeedSlot slot = waiting.remove();
            threads.execute(() -> read(slot));
        }
    }

    /**
     * On a thread of the loop. A feed that has more goes on at once, while Kafka takes what it has read: as long as there is room,
     * and no other feed waits for the thread.
     */
    private void read(FeedSlot slot) {
        Outcome outcome;
        do {
            outcome = slot.run(this::mayGoOn);
            ahead.addAndGet(outcome.records().size());
            outcomes.add(outcome);
        } while (outcome.goesOn());
    }

    private boolean mayGoOn() {
        return isRoom() && threads.getQueue().isEmpty() && !threads.isShutdown();
    }

    private boolean isRoom() {
        return ahead.get() < mostAhead;
    }

    /** Nothing is due while what was read ahead has not been taken. */
    private boolean mayStart() {
        return !waiting.isEmpty() && isRoom();
    }

    private long nextDueAt() {
        return mayStart() ? waiting.peek().dueAt() : Long.MAX_VALUE;
    }

    /** Only when all that was read before is on its way. */
    private void failWhereOneFeedHas() {
        if (failed != null) {
            throw failed.asFailureOfTask();
        }
    }

    private boolean othersLive(FeedSlot slot) {
        long since = elapsedMs.getAsLong() - retryTimeoutMs;
        return slots.stream().anyMatch(other -> other != slot && other.aliveAt() > since);
    }

    private List<SourceRecord> nextBatch() {
        List<SourceRecord> next = new ArrayList<>(Math.min(batch, records.size()));
        while (next.size() < batch && !records.isEmpty()) {
            next.add(records.remove());
        }
        ahead.addAndGet(-next.size());
        return next;
    }
}
