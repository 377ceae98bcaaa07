package io.connectdomo.source.streams;

import io.connectdomo.common.config.DomoConnectionConfig;
import io.connectdomo.common.dataset.DataSetClient;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.search.SearchClient;
import io.connectdomo.source.config.StreamChoice;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private static final Duration RETRY = Duration.ofSeconds(30);

    private final StreamFinder finder;
    private final Runnable changed;
    private final AutoCloseable requests;
    private final Duration refresh;
    private final Duration retry;
    private final ScheduledExecutorService thread;
    private final CountDownLatch answered = new CountDownLatch(1);
    private NavigableSet<Long> known;
    private NavigableSet<Long> given;
    private boolean failing;

    /**
     * Begins to look, at once and again and again.
     *
     * @param name of the connector, for the thread
     * @param refresh how often it looks
     * @param changed called on the monitor's thread when {@link #streams} would answer something else than it did
     */
    public static StreamMonitor start(
            String name, DomoConnectionConfig connection, StreamChoice choice, Duration refresh, Runnable changed) {
        DomoHttp http = DomoHttp.open(connection, 1);
        StreamDirectory directory =
                new DomoStreamDirectory(new DataSetClient(http, connection.compat()), new SearchClient(http));
        return start(name, new StreamFinder(choice, directory), changed, http, refresh, RETRY);
    }

    static StreamMonitor start(
            String name,
            StreamFinder finder,
            Runnable changed,
            AutoCloseable requests,
            Duration refresh,
            Duration retry) {
        StreamMonitor monitor = new StreamMonitor(name, finder, changed, requests, refresh, retry);
        monitor.thread.execute(monitor::look);
        return monitor;
    }

    private StreamMonitor(
            String name,
            StreamFinder finder,
            Runnable changed,
            AutoCloseable requests,
            Duration refresh,
            Duration retry) {
        this.finder = finder;
        this.changed = changed;
        this.requests = requests;
        this.refresh = refresh;
        this.retry = retry;
        this.known = finder.named();
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread created = new Thread(work, name + "-streams");
            created.setDaemon(true);
            return created;
        });
    }

    /**
     * The streams to be read.
     *
     * @param atMost how long to wait for Domo's first answer; after that only those named by their ids are known
     */
    public NavigableSet<Long> streams(Duration atMost) {
        try {
            if (!answered.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Domo has not said yet which streams are meant; their tasks are configured when it has");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            given = known;
            return given;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            requests.close();
        } catch (Exception e) {
            LOG.warn("The connections to Domo could not be closed", e);
        }
    }

    /** Calls itself again by and by. */
    private void look() {
        Duration next = retry;
        try {
            take(finder.find());
            next = refresh;
        } catch (DomoException e) {
            tell(e);
        } catch (RuntimeException e) {
            LOG.error("The streams could not be looked up; it is tried again", e);
        }
        lookAfter(next);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // look() catches and tells what goes wrong
    private void lookAfter(Duration pause) {
        try {
            thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed meanwhile", e);
        }
    }

    private void take(NavigableSet<Long> found) {
        boolean news;
        synchronized (this) {
            known = found;
            news = given != null && !given.equals(found);
        }
        failing = false;
        answered.countDown();
        if (news) {
            LOG.info("The streams to be read have changed; there are {} now", found.size());
            changed.run();
        }
    }

    private void tell(DomoException e) {
        if (!failing && !thread.isShutdown()) {
            failing = true;
            LOG.warn("The streams can't be looked up now, what is known of them holds: {}", e.getMessage());
        }
    }
}
