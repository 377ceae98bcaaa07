package io.connectdomo.source.streams;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.source.config.StreamChoice;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the streams that are found by their DataSets up to date, on a thread of its own, and says when the tasks have to be
 * configured anew. While Domo can't be asked, what it said last holds. Thread-safe.
 */
public final class StreamMonitor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamMonitor.class);
    /** How often streams are looked up where nothing else is asked for. */
    public static final Duration REFRESH = Duration.ofMinutes(10);

    private static final long AFTER_A_MISTAKE_MS = 30_000;

    private final StreamFinder finder;
    private final Runnable changed;
    private final AutoCloseable requests;
    private final long refresh;
    private final LongSupplier elapsedMs;
    private final Later thread;
    private final CountDownLatch answered = new CountDownLatch(1);
    /** Null before Domo's first answer, like {@code given}. */
    private NavigableSet<Long> known;

    private NavigableSet<Long> given;
    private NavigableSet<Long> announced;
    private long announcedAt;
    private boolean asked;
    private boolean refused;
    private volatile boolean closed;

    /**
     * Begins to look, at once and again and again.
     *
     * @param name of the connector, for the thread
     * @param refresh how often it looks
     * @param otherFeeds whether the connector has other feeds, which need no streams
     * @param changed called on the monitor's thread when {@link #streams} would answer something else than it did
     */
    public static StreamMonitor start(
            String name,
            DomoConnectionConfig connection,
            StreamChoice choice,
            Duration refresh,
            boolean otherFeeds,
            Runnable changed) {
        DomoHttp http = DomoHttp.open(connection, 1);
        StreamDirectory directory =
                new DomoStreamDirectory(new DataSetClient(http, connection.compat()), new SearchClient(http));
        LongSupplier elapsedMs = () -> System.nanoTime() / 1_000_000;
        StreamFinder finder = new StreamFinder(choice, directory, refresh.toMillis(), otherFeeds, elapsedMs);
        return start(finder, changed, http, refresh, elapsedMs, Later.onThread(name + "-streams"));
    }

    /**
     * @param requests to close in the end
     * @param thread for all requests; closed in the end
     */
    static StreamMonitor start(
            StreamFinder finder,
            Runnable changed,
            AutoCloseable requests,
            Duration refresh,
            LongSupplier elapsedMs,
            Later thread) {
        StreamMonitor monitor = new StreamMonitor(finder, changed, requests, refresh, elapsedMs, thread);
        thread.after(0, monitor::look);
        return monitor;
    }

    private StreamMonitor(
            StreamFinder finder,
            Runnable changed,
            AutoCloseable requests,
            Duration refresh,
            LongSupplier elapsedMs,
            Later thread) {
        this.finder = finder;
        this.changed = changed;
        this.requests = requests;
        this.refresh = refresh.toMillis();
        this.elapsedMs = elapsedMs;
        this.thread = thread;
    }

    /**
     * The streams to be read.
     *
     * @param atMost how long to wait for Domo's first answer, which only the first call does
     * @throws RetriableException where Domo has not answered yet: the worker then leaves the tasks as they are, which after a
     *     restart of the connector read what it found before
     */
    public NavigableSet<Long> streams(Duration atMost) {
        awaitAnswer(atMost);
        synchronized (this) {
            if (known == null) {
                refused = true;
                throw new RetriableException("Domo has not said yet which streams are meant: " + finder.trouble()
                        + ". The tasks stay as they are, and are configured when it has.");
            }
            given = known;
            return given;
        }
    }

    private void awaitAnswer(Duration atMost) {
        synchronized (this) {
            if (asked) {
                return;
            }
            asked = true;
        }
        try {
            answered.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
        try {
            requests.close();
        } catch (Exception e) {
            LOG.warn("The connections to Domo could not be closed", e);
        }
    }

    /** Calls itself again by and by. */
    private void look() {
        long next = AFTER_A_MISTAKE_MS;
        try {
            finder.step();
            handOver();
            next = finder.dueInMs();
        } catch (RuntimeException | Error e) {
            // An Error, too: nobody else would hear of it, and the streams would never be looked up again.
            LOG.error("The streams could not be looked up; it is tried again", e);
        }
        thread.after(Math.min(next, refresh), this::look);
    }

    private void handOver() {
        if (!finder.ready() || closed) {
            return;
        }
        NavigableSet<Long> found = finder.streams();
        boolean news;
        synchronized (this) {
            known = found;
            news = (given == null ? refused : !given.equals(found)) && mayAnnounce(found);
            if (news) {
                announced = found;
                announcedAt = elapsedMs.getAsLong();
            }
        }
        answered.countDown();
        if (news) {
            LOG.info("The streams to be read have changed; there are {} now", found.size());
            announce();
        }
    }

    private void announce() {
        try {
            changed.run();
        } catch (RuntimeException e) {
            synchronized (this) {
                announced = null;
            }
            throw e;
        }
    }

    /** Every announcement restarts the tasks: what a walk through many DataSets finds is announced at its end, or by and by. */
    private boolean mayAnnounce(NavigableSet<Long> found) {
        return !found.equals(announced)
                && (announced == null || finder.through() || elapsedMs.getAsLong() - announcedAt >= refresh);
    }
}
