package io.connectdomo.sink.appdb;

import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.batch.OneAtATime;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** One AppDB collection: takes changes into the open batch, says when it is due, and leaves the rest to the {@link CollectionWriter}. */
final class AppDbDestination implements Destination {
    /** Behind the batch that is written, one more may wait; then reading pauses. */
    private static final int MAX_SEALED = 2;

    private final CollectionSettings settings;
    private final TaskParts parts;
    private final Lane lane;
    private final Batches<DocumentBatch> batches;
    private final FailureAction failure;
    private final ReadAgain again = new ReadAgain();
    private final CollectionWriter writer;
    private final SchemaSync schema;
    private boolean relief;

    AppDbDestination(CollectionSettings settings, TaskParts parts, CollectionApi api, Lane lane) {
        this.settings = settings;
        this.parts = parts;
        this.lane = lane;
        this.batches = new Batches<>(name(), () -> {});
        this.failure = new FailureAction(name(), settings.park(), parts.failure(), lane, batches);
        this.writer = new CollectionWriter(settings, parts, api, lane, batches, again, failure);
        this.schema = new SchemaSync(name(), settings, api, new OneAtATime(lane, parts.mailbox()));
        lane.probeWith(new SimpleCall(
                "look at the collection",
                api::look,
                cause -> parts.mailbox()
                        .post(() -> failure.fail(
                                FailureAction.goneOr("The collection", "it can't be read.", cause, false), cause))));
    }

    @Override
    public String name() {
        return "AppDB collection " + settings.collectionId();
    }

    @Override
    public DestinationMetrics metrics() {
        return lane.metrics();
    }

    CollectionSettings settings() {
        return settings;
    }

    /** Where the fields of documents go. */
    SchemaSync schema() {
        return schema;
    }

    // ---- records

    /** Whether a record can go into the open batch; if not, it is pinned, to be read again. */
    boolean takes(Feed feed) {
        return !failure.stopped() && !feed.awaitsOldCommit();
    }

    /** What is known of records that come again. */
    ReadAgain again() {
        return again;
    }

    void write(Feed feed, long offset, long nowMs, String identity, byte[] content) {
        DocumentBatch open = openBatch();
        open.records().took(feed, offset, nowMs);
        open.changes().add(new DocumentChange(identity, content, feed, offset));
    }

    /** The record's document is in the collection already, or the record in the dead-letter queue. */
    void passOver(Feed feed, long offset, long nowMs) {
        openBatch().records().took(feed, offset, nowMs);
    }

    void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        openBatch().errant(feed, offset, nowMs, record, bad);
    }

    /** What the open batch has for the key; null where it has nothing. */
    byte[] contentOf(String key) {
        return batches.open() == null ? null : batches.open().changes().contentOf(key);
    }

    private DocumentBatch openBatch() {
        if (batches.open() == null) {
            batches.begin(new DocumentBatch(
                    new DocumentChanges(parts.memory(), settings.mode().isKeyed()), metrics()));
        }
        return batches.open();
    }

    @Override
    public void reportErrants(ErrantRecords errants) {
        batches.reportErrants(errants);
    }

    @Override
    public boolean accepts(Feed feed) {
        boolean ready = !failure.stopped() && !feed.awaitsOldCommit();
        return ready
                && !lane.waiting()
                && batches.sealedCount() < MAX_SEALED
                && !(feed.pinned() && batches.committing());
    }

    // ---- batches

    @Override
    public boolean due(long nowMs) {
        DocumentBatch open = batches.open();
        if (open == null) {
            return false;
        }
        boolean full = relief
                || open.changes().size() >= Math.min(settings.commitMaxDocuments(), writer.mostDocuments())
                || open.changes().bytes() >= settings.commitMaxBytes();
        return full || nowMs >= dueMs(open);
    }

    /** By time only behind no other batch: sealing two would stop the reading until the first is written. */
    private long dueMs(DocumentBatch open) {
        return batches.sealedCount() > 0
                ? Long.MAX_VALUE
                : Math.max(open.records().dueMs(settings.commitIntervalMs()), writer.notBeforeMs(open));
    }

    @Override
    public Set<Feed> openFeeds() {
        return batches.open() == null ? Set.of() : batches.open().records().feeds();
    }

    @Override
    public void seal() {
        if (batches.open() != null) {
            relief = false;
            batches.seal();
        }
    }

    @Override
    public void settle() {
        writer.settle();
    }

    @Override
    public void advance(long nowMs) {
        if (!failure.stopped()) {
            schema.advance();
            writer.advance(nowMs);
        }
    }

    @Override
    public void partitionsClosed(Set<TopicPartition> closed) {
        again.forget(closed);
        batches.closed(closed);
    }

    @Override
    public void logBegunAnew(Feed feed) {
        again.forget(Set.of(feed.partition().topicPartition()));
        batches.all().forEach(batch -> batch.logBegunAnew(feed));
    }

    @Override
    public Feed survivor(TopicPartition topicPartition) {
        return batches.survivor(topicPartition);
    }

    // ---- state

    @Override
    public long nextDueMs() {
        long due = writer.nextDueMs();
        return batches.open() == null ? due : Math.min(due, dueMs(batches.open()));
    }

    @Override
    public boolean queues() {
        return !failure.stopped() && batches.committing() && batches.sealedCount() > 1;
    }

    @Override
    public boolean busy() {
        return !failure.stopped() && (lane.busy() || batches.sealedCount() > 0);
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
        return batches.open() == null ? 0 : batches.open().changes().held();
    }

    /** Sealed in the next round, with those that are fed by the same partitions. */
    @Override
    public void relieve() {
        relief = true;
    }

    @Override
    public void dropOpen(String why) {
        batches.abandonUnsent(why);
    }
}
