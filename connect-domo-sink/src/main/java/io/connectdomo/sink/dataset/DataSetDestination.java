package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;

/** One DataSet: takes rows into the open batch, says when it is due, and leaves the rest to the {@link Committer}. */
final class DataSetDestination implements Destination {
    /** Behind the batch that commits, one more may wait; then reading pauses. */
    private static final int MAX_SEALED = 2;

    private final DataSetSettings settings;
    private final TaskParts parts;
    private final Lane lane;
    private final Batches batches;
    private final SnapshotBoundary snapshot;
    private final SchemaHolder schema;
    private final Committer committer;
    private final RowsFactory rows;
    private final FailureAction failure;

    DataSetDestination(DataSetSettings settings, TaskSettings task, TaskParts parts, DataSetApi api, Lane lane) {
        this.settings = settings;
        this.parts = parts;
        this.lane = lane;
        this.batches = new Batches(name());
        this.snapshot = new SnapshotBoundary(
                settings.replaceIdleMs(), parts.assignment().all());
        this.failure = new FailureAction(name(), settings.park(), parts.failure(), lane, batches);
        this.schema = new SchemaHolder(api, lane, parts.mailbox(), failure::fail);
        this.committer = new Committer(settings, task, parts, api, lane, batches, schema, failure);
        SessionEvents events = new SessionEvents(name(), parts.mailbox(), batches, committer, failure);
        this.rows = new RowsFactory(settings, task.partMaxBytes(), parts.memory(), api, lane, events);
    }

    @Override
    public String name() {
        return "DataSet " + settings.dataSetId();
    }

    DataSetSettings settings() {
        return settings;
    }

    // ---- records

    /** The columns to write rows for; null while they are not known. */
    DataSetSchema columns() {
        return schema.current();
    }

    /** Changes with {@link #columns}; never 0. */
    int layoutNumber() {
        return schema.number();
    }

    /** Whether a record can go into the open batch at all; if not, it is pinned, to be read again. */
    boolean takes(Feed feed, Long timestamp) {
        return !committer.stopped()
                && schema.ready()
                && !feed.awaitsOldCommit()
                && (!isReplace()
                        || (batches.sealedCount() == 0 && snapshot.takes(feed, timestamp, batches.open() != null)));
    }

    /** The configuration can't be met with the DataSet's columns, so no record can become a row. */
    void cannotTake(ConfigException unmet) {
        failure.fail("The configuration does not fit the DataSet's columns.", unmet);
    }

    /**
     * @param keyHeader the header line of delete parts, asked for when the batch is sealed
     */
    void write(
            Feed feed,
            long offset,
            long nowMs,
            RowKind kind,
            CsvBuffer row,
            CsvBuffer key,
            Supplier<byte[]> keyHeader) {
        openBatch(keyHeader).write(feed, offset, nowMs, kind, row, key);
    }

    void errant(Feed feed, long offset, long nowMs, Future<Void> reported, Supplier<byte[]> keyHeader) {
        openBatch(keyHeader).errant(feed, offset, nowMs, reported);
    }

    private Batch openBatch(Supplier<byte[]> keyHeader) {
        if (batches.open() == null) {
            batches.begin(new Batch(rows.create(schema.current(), keyHeader)));
        }
        return batches.open();
    }

    @Override
    public boolean accepts(Feed feed) {
        if (committer.stopped()
                || !schema.ready()
                || feed.awaitsOldCommit()
                || lane.waiting()
                || batches.sealedCount() >= MAX_SEALED) {
            return false;
        }
        if (feed.pinned() && batches.committing()) {
            return false;
        }
        return !isReplace() || (batches.sealedCount() == 0 && snapshot.accepts(feed, batches.open() != null));
    }

    private boolean isReplace() {
        return settings.mode() == WriteMode.REPLACE;
    }

    // ---- batches

    @Override
    public boolean due(long nowMs) {
        Batch open = batches.open();
        if (open == null) {
            return false;
        }
        if (isReplace()) {
            return snapshot.ended(this, nowMs);
        }
        return nowMs >= open.firstSeenMs() + settings.commitIntervalMs()
                || open.rows().rows() >= settings.commitMaxRows()
                || open.rows().bytes() >= settings.commitMaxBytes();
    }

    @Override
    public Set<Feed> openFeeds() {
        return batches.open() == null ? Set.of() : batches.open().feeds();
    }

    /** A snapshot is never cut because another destination commits: its second half would replace the first. */
    @Override
    public void seal() {
        boolean cut = isReplace() && !snapshot.ended(this, parts.ticker().nowMs());
        if (batches.open() != null && !cut) {
            batches.seal();
            snapshot.reset();
        }
    }

    @Override
    public void advance(long nowMs) {
        if (!committer.stopped()) {
            schema.advance();
            committer.advance(nowMs);
        }
    }

    @Override
    public void partitionsClosed(Set<TopicPartition> closed) {
        if (batches.closed(closed)) {
            snapshot.reset();
        }
    }

    @Override
    public Feed survivor(TopicPartition topicPartition) {
        return batches.survivor(topicPartition);
    }

    // ---- state

    @Override
    public long nextDueMs() {
        long due = committer.nextDueMs();
        Batch open = batches.open();
        if (open == null) {
            return due;
        }
        return Math.min(due, isReplace() ? snapshot.nextDueMs(this) : open.firstSeenMs() + settings.commitIntervalMs());
    }

    @Override
    public boolean busy() {
        return !committer.stopped() && (lane.busy() || batches.sealedCount() > 0);
    }

    @Override
    public boolean committing() {
        return batches.committing();
    }

    @Override
    public boolean waiting() {
        return lane.waiting();
    }

    // ---- memory

    @Override
    public long openBytes() {
        return batches.open() == null ? 0 : batches.open().rows().openBytes();
    }

    @Override
    public void relieve() {
        if (settings.mode().isKeyed()) {
            seal();
        } else if (batches.open() != null) {
            batches.open().rows().sendShort();
        }
    }

    @Override
    public void dropOpen(String why) {
        if (batches.abandonUnsent(why)) {
            snapshot.reset();
        }
    }
}
