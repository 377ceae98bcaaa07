package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetLabel;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;

/** One DataSet: takes rows into the open batch, says when it is due, and leaves the rest to the {@link Committer}. */
final class DataSetDestination implements Destination {
    /** Behind the batch that commits, one more may wait; then reading pauses. */
    private static final int MAX_SEALED = 2;

    private final DataSetSettings settings;
    private final Lane lane;
    private final DataSetLabel label;
    private final Batches<Batch> batches;
    private final SchemaHolder schema;
    private final ColumnAdditions additions;
    private final TruncateRule truncates;
    private final Committer committer;
    private final RowsFactory rows;
    private final FailureAction failure;
    /** In {@code replace}, else null. */
    private final OpenSnapshot snapshot;

    private boolean relief;

    DataSetDestination(DataSetSettings settings, TaskSettings task, TaskParts parts, DataSetStore api, Lane lane) {
        this.settings = settings;
        this.lane = lane;
        this.label = api.label();
        this.batches = new Batches<>(label.asDestination(), this::snapshotGivenUp);
        this.snapshot = settings.mode() == WriteMode.REPLACE ? new OpenSnapshot(label, settings, parts, batches) : null;
        this.failure = new FailureAction(label.asDestination(), settings.park(), parts.failure(), lane, batches);
        this.schema = new SchemaHolder(settings, parts, api, lane, batches, this::cannotRead);
        this.additions = new ColumnAdditions(settings, task, parts, api, lane, batches, schema, failure);
        this.truncates = new TruncateRule(settings.mode(), parts.assignment().all());
        SessionResults results =
                new SessionResults(settings, task, parts.mailbox(), api, lane, batches, schema, failure);
        this.committer = new Committer(settings, task, parts, api, lane, batches, schema, results);
        SessionEvents events = new SessionEvents(parts.mailbox(), batches, results, failure);
        this.rows = new RowsFactory(settings, task.partMaxBytes(), parts.memory(), api, lane, events);
    }

    @Override
    public String name() {
        return "DataSet " + label;
    }

    @Override
    public DestinationMetrics metrics() {
        return lane.metrics();
    }

    DataSetSettings settings() {
        return settings;
    }

    /** Whether a truncate may empty it. */
    TruncateRule truncates() {
        return truncates;
    }

    // ---- records

    /** The columns to write rows for. */
    SchemaHolder schema() {
        return schema;
    }

    /** The columns that records ask for beside those. */
    ColumnAdditions additions() {
        return additions;
    }

    /**
     * Whether a record can go into the open batch; if not, it is pinned, to be read again.
     *
     * @throws io.connectdomo.sink.record.BadRecordException if it can belong to no snapshot
     */
    boolean takes(Feed feed, SinkRecord record) {
        return ready(feed) && (snapshot == null || snapshot.takes(feed, record));
    }

    private boolean ready(Feed feed) {
        return !failure.stopped() && schema.ready() && !additions.pending() && !feed.awaitsOldCommit();
    }

    private void cannotRead(String what, Throwable cause) {
        String why = FailureAction.goneOr("The DataSet", what, cause, schema.number() > 0);
        failure.fail(why, cause);
    }

    private void snapshotGivenUp() {
        if (snapshot != null) {
            snapshot.givenUp();
        }
    }

    /** The configuration can't be met with the DataSet's columns, so no record can become a row. */
    void cannotTake(ConfigException unmet) {
        failure.fail("The configuration does not fit the DataSet's columns.", unmet);
    }

    /**
     * All rows go, those of the open batch and those in the DataSet, and the next batch goes on from there.
     *
     * @throws io.connectdomo.sink.record.BadRecordException if rows would go that the truncate does not speak of
     */
    void truncate(Feed feed, long offset, long nowMs, SinkRecord truncate) {
        truncates.check(this, feed, truncate);
        if (batches.sealedCount() >= MAX_SEALED) {
            feed.pinAt(offset, "what came before a truncate is committed first");
            return;
        }
        openRecords().truncate(feed, offset, nowMs, rows.emptying(schema.current()));
        sealOpen();
    }

    void write(Feed feed, long offset, long nowMs, RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        openBatch().write(feed, offset, nowMs, kind, row, key, header);
    }

    /** What the open batch holds of {@code key}: a {@link io.connectdomo.sink.record.EarlierRows}. */
    boolean copyCell(CsvBuffer key, int column, CsvBuffer out) {
        return batches.open() != null && batches.open().rows().copyCell(key, column, out);
    }

    /** A bad record. One that may fit other columns is so only if those of now, when they are read, are still the same. */
    void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        if (bad.mayFitOtherColumns() && schema.looksAgain()) {
            openRecords().records().undecided(feed, offset, nowMs, record, bad);
        } else {
            openRecords().records().errant(feed, offset, nowMs, record, bad);
        }
    }

    @Override
    public boolean passesWhole() {
        return snapshot != null;
    }

    @Override
    public void reportErrants(ErrantRecords errants) {
        batches.reportErrants(errants);
    }

    /** An upload is begun with the first row: a bad record before it may not even show the DataSet partition. */
    private Batch openBatch() {
        Batch open = openRecords();
        if (open.hasNoRows()) {
            open.begin(rows.create(schema.current(), snapshot == null ? Optional.empty() : snapshot.tag()));
        }
        return open;
    }

    private Batch openRecords() {
        if (batches.open() == null) {
            batches.begin(new Batch(lane.metrics()));
        }
        return batches.open();
    }

    @Override
    public boolean accepts(Feed feed) {
        // While the columns are read, records are held that may be bad: one list of them at most.
        boolean ready = ready(feed) && !schema.beingRead() && !lane.waiting();
        if (!ready || batches.sealedCount() >= MAX_SEALED || (feed.pinned() && batches.committing())) {
            return false;
        }
        return snapshot == null || snapshot.accepts(feed);
    }

    // ---- batches

    @Override
    public boolean due(long nowMs) {
        Batch open = batches.open();
        if (open == null) {
            return false;
        }
        if (snapshot != null) {
            return snapshot.ended(this);
        }
        boolean full = relief
                || additions.pending()
                || open.rows().rows() >= settings.commitMaxRows()
                || open.rows().bytes() >= settings.commitMaxBytes();
        return full || nowMs >= dueMs(open);
    }

    /** By time only behind no other batch: sealing two would stop the reading until the first is resolved. */
    private long dueMs(Batch open) {
        return batches.sealedCount() > 0
                ? Long.MAX_VALUE
                : Math.max(open.records().dueMs(settings.commitIntervalMs()), committer.notBeforeMs(open));
    }

    @Override
    public Set<Feed> openFeeds() {
        return batches.open() == null ? Set.of() : batches.open().records().feeds();
    }

    /** A snapshot is never cut because another destination commits: its second half would replace the first. */
    @Override
    public void seal() {
        boolean cut = snapshot != null && !snapshot.ended(this);
        if (batches.open() != null && !cut) {
            sealOpen();
        }
    }

    private void sealOpen() {
        relief = false;
        batches.seal();
        if (snapshot != null) {
            snapshot.sealed();
        }
    }

    @Override
    public void settle() {
        int before = batches.sealedCount();
        committer.settle();
        if (snapshot != null && batches.sealedCount() < before) {
            snapshot.committed();
        }
    }

    @Override
    public void advance(long nowMs) {
        if (!failure.stopped()) {
            schema.advance();
            additions.advance();
            committer.advance(nowMs);
        }
    }

    @Override
    public void partitionsClosed(Set<TopicPartition> closed) {
        additions.partitionsClosed();
        batches.closed(closed);
    }

    @Override
    public void logBegunAnew(Feed feed) {
        if (snapshot != null && openFeeds().contains(feed)) { // the snapshot would have rows of both logs
            batches.abandonUnsent("the log of " + feed.partition() + " has begun anew");
        }
    }

    @Override
    public Feed survivor(TopicPartition topicPartition) {
        return batches.survivor(topicPartition);
    }

    @Override
    public long nextDueMs() {
        long due = committer.nextDueMs();
        Batch open = batches.open();
        if (open == null) {
            return due;
        }
        return Math.min(due, snapshot != null ? snapshot.nextDueMs(this) : dueMs(open));
    }

    @Override
    public boolean busy() {
        return !failure.stopped() && (lane.busy() || additions.pending() || batches.sealedCount() > 0);
    }

    @Override
    public boolean committing() {
        return batches.committing();
    }

    @Override
    public void lookAhead() {
        committer.lookAhead();
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
            relief = true; // sealed in the next round, with those that are fed by the same partitions
        } else if (batches.open() != null) {
            batches.open().rows().sendShort();
        }
    }

    @Override
    public void dropOpen(String why) {
        batches.abandonUnsent(why);
    }
}
