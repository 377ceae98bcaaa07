package io.connectdomo.emulator;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes committed versions queryable, after a delay, on threads of its own. Thread-safe. */
final class Indexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);
    private static final DateTimeFormatter KEY =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSS").withZone(ZoneOffset.UTC);

    private final RowStore rows;
    private final RowLoader loader;
    private final PartStore partStore;
    private final Duration delay;
    private final Waiting waiting;
    private final ScheduledThreadPoolExecutor executor;
    private Instant lastKey = Instant.EPOCH;

    Indexer(RowStore rows, RowLoader loader, PartStore partStore, Duration delay, Waiting waiting) {
        this.rows = rows;
        this.loader = loader;
        this.partStore = partStore;
        this.delay = delay;
        this.waiting = waiting;
        // One thread: versions of a DataSet are applied in the order in which they were asked for.
        this.executor = new ScheduledThreadPoolExecutor(1, Threads.daemon("emulator-index"));
    }

    /** Asks for these versions and for the schema as it is when the work begins. */
    IndexJob request(DataSet dataSet, List<DataVersion> versions, Instant now) {
        IndexJob job = new IndexJob(newKey(now), now, versions);
        dataSet.add(job);
        // The job carries its own outcome.
        waiting.later(delay, () -> run(dataSet, job), executor);
        return job;
    }

    /** Indexes these versions now, and returns when it is done. */
    void run(DataSet dataSet, List<DataVersion> versions, Instant now) {
        IndexJob job = new IndexJob(newKey(now), now, versions);
        try {
            executor.submit(() -> run(dataSet, job)).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private synchronized String newKey(Instant now) {
        Instant key = now.truncatedTo(ChronoUnit.MILLIS);
        lastKey = key.isAfter(lastKey) ? key : lastKey.plusMillis(1);
        return KEY.format(lastKey);
    }

    private void run(DataSet dataSet, IndexJob job) {
        job.became(IndexJob.Status.PROCESSING, "");
        try {
            followSchema(dataSet);
            for (DataVersion version : job.versions()) {
                bringIn(dataSet, version);
            }
            purgeDeleted(dataSet);
            job.became(IndexJob.Status.SUCCESS, "");
        } catch (SQLException | IOException | RuntimeException e) {
            if (dataSet.gone()) {
                LOG.debug("DataSet {} was deleted while it was being indexed", dataSet.id(), e);
            } else {
                LOG.error("Indexing {} of DataSet {} failed", job.requestKey(), dataSet.id(), e);
            }
            job.became(IndexJob.Status.FAILED, "Indexing failed: " + e.getMessage());
        }
    }

    private void followSchema(DataSet dataSet) throws SQLException {
        Schema latest = dataSet.latest();
        if (latest.id() != dataSet.table().schema().id()) {
            swap(dataSet, rows.copy(dataSet.table(), latest));
        }
    }

    private void bringIn(DataSet dataSet, DataVersion version) throws SQLException, IOException {
        boolean wanted;
        synchronized (dataSet) {
            wanted = !version.indexed() && !version.deleted();
        }
        if (!wanted) {
            return;
        }
        if (version.commit().mode() == WriteMode.REPLACE) {
            IndexTable empty = rows.create(dataSet.table().schema());
            loader.load(version, empty);
            swap(dataSet, empty);
        } else {
            loader.load(version, dataSet.table());
        }
        synchronized (dataSet) {
            version.markIndexed();
        }
        version.parts().forEach(partStore::release);
    }

    private void purgeDeleted(DataSet dataSet) throws SQLException {
        for (DataVersion version : dataSet.versions()) {
            boolean due;
            synchronized (dataSet) {
                due = version.awaitsPurge();
            }
            if (due) {
                rows.deleteVersion(dataSet.table(), version.id());
                synchronized (dataSet) {
                    version.markPurged();
                }
            }
        }
    }

    private void swap(DataSet dataSet, IndexTable table) throws SQLException {
        Lock lock = dataSet.tableLock().writeLock();
        lock.lock();
        try {
            IndexTable old = dataSet.table();
            dataSet.table(table);
            rows.drop(old);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the version that is being applied, so that its table is not pulled away from under it. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Indexing did not end within 10 s; closing without it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
