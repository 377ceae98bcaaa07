package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.batch.OneAtATime;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.DraftColumns;
import io.connectdomo.sink.task.AssignedPartition;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.OffsetRange;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A DataSet of which only the name is known yet. It keeps no record: the first that shows what columns there are is pinned, its
 * partition waits, and is read again when the DataSet is there. Task thread only.
 *
 * <p>Records that can't tell the columns (tombstones, mostly) are read past and stay not durable: were they pinned too, a partition
 * that begins with one would wait for ever. Bad records are reported at once, so that a topic of nothing else creates no DataSet.
 */
final class PendingDestination implements Destination, DataSetNeed {
    private static final int MAX_SEALED = 2;

    private final NewDataSet wanted;
    private final DataSetSettings settings;
    private final TaskParts parts;
    private final Lane lane;
    private final Batches<Batch> errants;
    private final FailureAction failure;
    private final Discovery discovery;
    private final CreationDetails details;
    /** Read past; read again from its first when the DataSet is there. */
    private final Map<Feed, OffsetRange> skimmed = new HashMap<>();

    private final ShownColumns shown;

    /**
     * @param found told once, from within the mailbox: this destination, and the DataSet to put in its place
     */
    PendingDestination(
            TopicSettings topic,
            TaskParts parts,
            NamedDataSetStore api,
            Lane lane,
            DiscoverySettings all,
            BiConsumer<PendingDestination, Discovery.Result> found) {
        this.shown = new ShownColumns(topic);
        this.wanted = topic.create().orElseThrow();
        this.settings = topic.dataSet();
        this.parts = parts;
        this.lane = lane;
        this.errants = new Batches<>(name(), () -> {});
        this.failure = new FailureAction(name(), settings.park(), parts.failure(), lane, errants);
        this.details = new CreationDetails(wanted, api, lane);
        CreationTags tags = CreationTags.of(all.connector(), topic);
        OneAtATime domo = new OneAtATime(lane, parts.mailbox());
        this.discovery = new Discovery(
                wanted,
                api,
                domo,
                parts.ticker(),
                all,
                this,
                new Consent(topic, tags, api),
                new Tagging(wanted, tags, api, domo, all.refusalTold()),
                failure::fail,
                result -> {
                    letGo();
                    found.accept(this, result);
                    if (result.created()) {
                        details.apply(result.id(), result.tagged());
                    }
                });
    }

    @Override
    public String name() {
        return "DataSet '" + wanted.name() + "'";
    }

    @Override
    public DestinationMetrics metrics() {
        return lane.metrics();
    }

    /** With an empty id. */
    DataSetSettings settings() {
        return settings;
    }

    NewDataSet wanted() {
        return wanted;
    }

    Lane lane() {
        return lane;
    }

    // ---- records

    /** A record that can't tell the columns is read past. */
    void skim(Feed feed, long offset, long nowMs) {
        feed.took(skimmed.computeIfAbsent(feed, first -> first.begin(offset, nowMs)), offset);
    }

    /** A record shows the columns that it needs, and waits for the DataSet. */
    void await(Feed feed, long offset, DraftColumns columns) {
        feed.pinAt(offset, "the DataSet is looked for by its name, or created, first");
        if (shown.add(columns)) {
            discovery.hurry();
        }
    }

    /** The columns that must be there for the records that wait. */
    ShownColumns shown() {
        return shown;
    }

    /** Behind records that will be read again it will be met again. */
    void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        if (skimmed.containsKey(feed)) {
            skim(feed, offset, nowMs);
            return;
        }
        if (errants.open() == null) {
            errants.begin(new Batch(lane.metrics()));
        }
        errants.open().records().errant(feed, offset, nowMs, record, bad);
    }

    /** What is not durable is read again by whoever takes over. */
    private void letGo() {
        sealErrants();
        settle();
        errants.abandonUnsent("the DataSet is known");
        skimmed.forEach(Feed::abandoned);
        skimmed.clear();
    }

    // ---- what discovery asks

    @Override
    public boolean waits() {
        return !failure.stopped()
                && (shown.any() || !skimmed.isEmpty())
                && !waitingTopics().isEmpty();
    }

    @Override
    public boolean goesFirst() {
        Set<String> topics = waitingTopics();
        for (AssignedPartition partition : parts.assignment().all()) {
            TopicPartition each = partition.topicPartition();
            if (each.partition() == 0 && topics.contains(each.topic())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<Column> columns() {
        return shown.columns();
    }

    @Override
    public List<String> key() {
        return shown.key();
    }

    /** Before transformations. */
    private Set<String> waitingTopics() {
        Set<String> topics = new HashSet<>();
        for (AssignedPartition partition : parts.assignment().all()) {
            if (partition.feedOf(this) != null) {
                topics.add(partition.topicPartition().topic());
            }
        }
        return topics;
    }

    // ---- the destination

    @Override
    public boolean accepts(Feed feed) {
        // Before any record has shown the columns, what is pinned is so because there was no room for another bad one.
        boolean waitsForDataSet = feed.pinned() && shown.any();
        return !failure.stopped() && !waitsForDataSet && errants.sealedCount() < MAX_SEALED;
    }

    @Override
    public void reportErrants(ErrantRecords reporter) {
        if (errants.open() != null) {
            errants.open().records().reportErrants(reporter);
        }
    }

    @Override
    public void settle() {
        for (Batch batch = errants.first();
                batch != null && batch.records().errantsAreSafe(parts.errants());
                batch = errants.first()) {
            errants.firstIsDurable();
            parts.commitRequests().want();
        }
    }

    @Override
    public void advance(long nowMs) {
        if (failure.stopped()) {
            return;
        }
        sealErrants();
        discovery.advance(nowMs);
    }

    private void sealErrants() {
        if (errants.open() != null && errants.sealedCount() < MAX_SEALED) {
            errants.seal();
        }
    }

    @Override
    public void partitionsClosed(Set<TopicPartition> closed) {
        errants.closed(closed);
        for (Iterator<OffsetRange> each = skimmed.values().iterator(); each.hasNext(); ) {
            OffsetRange range = each.next();
            if (closed.contains(range.topicPartition())) {
                range.feed().abandoned(range);
                each.remove();
            }
        }
    }

    @Override
    public void logBegunAnew(Feed feed) {
        skimmed.remove(feed);
    }

    @Override
    public Feed survivor(TopicPartition topicPartition) {
        return null;
    }

    @Override
    public boolean due(long nowMs) {
        return false;
    }

    @Override
    public void seal() {}

    @Override
    public Set<Feed> openFeeds() {
        return Set.of();
    }

    @Override
    public long nextDueMs() {
        return failure.stopped() ? Long.MAX_VALUE : discovery.nextDueMs();
    }

    @Override
    public boolean busy() {
        return !failure.stopped() && (lane.busy() || errants.sealedCount() > 0);
    }

    @Override
    public boolean committing() {
        return false;
    }

    @Override
    public boolean waiting() {
        return lane.waiting();
    }

    @Override
    public long openBytes() {
        return 0;
    }

    @Override
    public void relieve() {}

    @Override
    public void dropOpen(String why) {}
}
