package io.connectdomo.source.feed;

import io.connectdomo.common.thread.ContextThreads;
import io.connectdomo.source.feed.FeedSlot.Outcome;
import io.connectdomo.source.metrics.SourceMetrics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
 * records. {@link #poll} waits at most a second, whatever Domo does. Feeds of one kind share their threads, so that a slow one
 * costs no other kind anything. Everything here happens on the task's thread, except for {@link #read}.
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
    private final FeedQueue queue;
    private final Map<String, ThreadPoolExecutor> threads;
    private final SourceMetrics metrics;
    private final AutoCloseable requests;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final ArrayDeque<SourceRecord> records = new ArrayDeque<>();

    /** Records that were read and not handed to {@link #poll}'s caller yet. */
    private final AtomicInteger ahead = new AtomicInteger();

    /**
     * Begins to read. Asks Domo nothing yet.
     *
     * @param requests closed with the loop, to end what is in flight
     */
    public static PollLoop start(
            List<FeedOpener> feeds, PollSettings settings, SourceMetrics metrics, AutoCloseable requests) {
        int mostAhead = Math.max(MOST_AHEAD, BATCHES_AHEAD * settings.batch());
        return start(feeds, settings, metrics, requests, mostAhead, () -> System.nanoTime() / 1_000_000);
    }

    static PollLoop start(
            List<FeedOpener> feeds,
            PollSettings settings,
            SourceMetrics metrics,
            AutoCloseable requests,
            int mostAhead,
            LongSupplier elapsedMs) {
        FeedQueue queue =
                FeedQueue.of(feeds, settings, metrics, new SplittableRandom(), elapsedMs, System::currentTimeMillis);
        return new PollLoop(queue, settings, mostAhead, elapsedMs, metrics, requests);
    }

    /**
     * @param mostAhead with so many records waiting no feed is read; one step may go beyond
     * @param requests closed by {@link #close} to end what is in flight
     */
    private PollLoop(
            FeedQueue queue,
            PollSettings settings,
            int mostAhead,
            LongSupplier elapsedMs,
            SourceMetrics metrics,
            AutoCloseable requests) {
        this.queue = queue;
        this.batch = settings.batch();
        this.mostAhead = mostAhead;
        this.elapsedMs = elapsedMs;
        this.metrics = metrics;
        this.requests = requests;
        this.threads = threads(queue, settings);
    }

    /**
     * The next records; null when there are none, after at most a second.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException where the task has to fail, see {@link FeedQueue}
     */
    public List<SourceRecord> poll() throws InterruptedException {
        metrics.polled();
        long deadline = elapsedMs.getAsLong() + LONGEST_WAIT_MS;
        takeOutcomes();
        startDue();
        while (records.isEmpty()) {
            failWhereItHasTo();
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
        threads.values().forEach(ThreadPoolExecutor::shutdownNow);
        try {
            requests.close();
            awaitThreads();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("The connections to Domo could not be closed", e);
        }
    }

    private void awaitThreads() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_STOP_MS);
        boolean ended = true;
        for (ThreadPoolExecutor group : threads.values()) {
            ended &= group.awaitTermination(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        if (!ended) {
            LOG.warn("A request is still being ended; what it brings is dropped");
        }
    }

    /** Of each group as many as it can use, so that none waits for another group's slow answers. */
    private static Map<String, ThreadPoolExecutor> threads(FeedQueue queue, PollSettings settings) {
        Map<String, Integer> feeds = new TreeMap<>();
        queue.slots().forEach(slot -> feeds.merge(slot.group(), 1, Integer::sum));
        Map<String, ThreadPoolExecutor> threads = new TreeMap<>();
        feeds.forEach((group, count) -> threads.put(group, threads(settings, group, count)));
        return threads;
    }

    private static ThreadPoolExecutor threads(PollSettings settings, String group, int feeds) {
        return (ThreadPoolExecutor) Executors.newFixedThreadPool(
                Math.min(settings.threads(), feeds), ContextThreads.numbered(settings.name() + "-" + group));
    }

    private void takeOutcomes() {
        Outcome outcome;
        while ((outcome = outcomes.poll()) != null) {
            take(outcome);
        }
    }

    private void take(Outcome outcome) {
        records.addAll(outcome.records());
        queue.take(outcome);
    }

    private void startDue() {
        for (Optional<FeedSlot> due = nextDue(); due.isPresent(); due = nextDue()) {
            FeedSlot slot = due.get();
            ThreadPoolExecutor group = threads.get(slot.group());
            group.execute(() -> read(slot, group));
        }
    }

    /**
     * On a thread of the loop. A feed that has more goes on at once, while Kafka takes what it has read: as long as there is room,
     * and no other feed waits for the thread.
     */
    private void read(FeedSlot slot, ThreadPoolExecutor group) {
        Outcome outcome;
        do {
            // It may have waited for its thread, while another was told to be quiet.
            outcome = queue.isQuiet() ? Outcome.putOff(slot) : slot.run(() -> mayGoOn(group));
            ahead.addAndGet(outcome.records().size());
            outcomes.add(outcome);
        } while (outcome.goesOn());
    }

    private boolean mayGoOn(ThreadPoolExecutor group) {
        return isRoom() && group.getQueue().isEmpty() && !group.isShutdown() && !queue.hasFailed();
    }

    private boolean isRoom() {
        return ahead.get() < mostAhead;
    }

    private Optional<FeedSlot> nextDue() {
        return isRoom() ? queue.due() : Optional.empty();
    }

    /** Nothing is due while what was read ahead has not been taken. */
    private long nextDueAt() {
        return isRoom() ? queue.nextDueAt() : Long.MAX_VALUE;
    }

    /** Only when all that was read before is on its way. */
    private void failWhereItHasTo() {
        queue.failure().ifPresent(failure -> {
            throw failure;
        });
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
