package io.connectdomo.sink.file;

import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.dataset.TaskSettings;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** The files of one topic: rolls of its partitions side by side, each partition's one after another. */
final class FileDestination implements Destination {
    /** Behind the roll that commits, one more may wait; then reading pauses. */
    private static final int PAUSE_AT_SEALED = 2;

    /** What a list that is under way when reading pauses may leave at most. */
    private static final int MOST_SEALED = 16;

    private final FileSettings settings;
    private final TaskSettings task;
    private final TaskParts parts;
    private final Lane lane;
    private final FailureAction failure;
    private final RollUploads uploads;
    private final Map<TopicPartition, PartitionRolls> partitions = new LinkedHashMap<>();

    FileDestination(FileSettings settings, TaskSettings task, TaskParts parts, FileApi api, Lane lane) {
        this.settings = settings;
        this.task = task;
        this.parts = parts;
        this.lane = lane;
        this.failure = new FailureAction(name(), settings.park(), parts.failure(), lane, this::dropOpen);
        this.uploads = new RollUploads(task, parts, api, lane, failure);
        uploads.probe();
    }

    @Override
    public String name() {
        return "Files of " + settings.topic();
    }

    @Override
    public DestinationMetrics metrics() {
        return lane.metrics();
    }

    // ---- records

    void write(Feed feed, SinkRecord record, long offset, long nowMs) {
        refuseSameNames(feed.partition().topicPartition());
        PartitionRolls rolls = rolls(feed);
        if (ready(feed) && !rolls.looking() && rolls.batches().sealedCount() < MOST_SEALED) {
            rolls.take(feed, record, offset, nowMs);
        } else {
            feed.pinAt(offset, "earlier files are finished first");
        }
    }

    /** Names have the topic's name after transformations: partitions of two topics that become one would share their files. */
    private void refuseSameNames(TopicPartition partition) {
        if (partitions.containsKey(partition) || settings.fileId().isPresent()) {
            return;
        }
        for (TopicPartition other : partitions.keySet()) {
            if (other.partition() == partition.partition()) {
                failure.fail(
                        "Transformations make topics " + other.topic() + " and " + partition.topic() + " one, "
                                + settings.topic()
                                + ", so that files of both would have the same names and replace each"
                                + " other. Nothing was lost. Give each topic a connector with a file.name of its own, or keep"
                                + " their names apart.",
                        null);
                return;
            }
        }
    }

    private boolean ready(Feed feed) {
        return !failure.stopped() && !feed.awaitsOldCommit();
    }

    private PartitionRolls rolls(Feed feed) {
        return partitions.computeIfAbsent(
                feed.partition().topicPartition(),
                partition -> new PartitionRolls(
                        partition,
                        settings,
                        task.partMaxBytes(),
                        parts.memory(),
                        metrics(),
                        uploads::look,
                        uploads::session));
    }

    @Override
    public void reportErrants(ErrantRecords errants) {
        partitions.values().forEach(rolls -> rolls.batches().reportErrants(errants));
    }

    @Override
    public boolean accepts(Feed feed) {
        if (!ready(feed) || lane.waiting()) {
            return false;
        }
        PartitionRolls rolls = partitions.get(feed.partition().topicPartition());
        return rolls == null
                || (!rolls.looking()
                        && rolls.batches().sealedCount() < PAUSE_AT_SEALED
                        && !(feed.pinned() && rolls.batches().committing()));
    }

    // ---- rolls

    @Override
    public boolean due(long nowMs) {
        return partitions.values().stream().anyMatch(rolls -> isDue(rolls, nowMs));
    }

    private boolean isDue(PartitionRolls rolls, long nowMs) {
        return rolls.batches().open() != null && nowMs >= dueMs(rolls);
    }

    /** By time only behind no other roll: sealing two would stop the reading until the first is in Domo. */
    private long dueMs(PartitionRolls rolls) {
        Roll open = rolls.batches().open();
        return open == null || rolls.batches().sealedCount() > 0
                ? Long.MAX_VALUE
                : Math.max(open.records().dueMs(settings.commitIntervalMs()), notBeforeMs(open));
    }

    /** A former owner's last attempt must have ended before our first one. */
    private long notBeforeMs(Roll roll) {
        return roll.records().lastOpenedMs() + task.commitTimes().attemptMs();
    }

    @Override
    public Set<Feed> openFeeds() {
        Set<Feed> feeds = new HashSet<>();
        toSeal().forEach(rolls -> feeds.addAll(rolls.batches().open().records().feeds()));
        return feeds;
    }

    @Override
    public void seal() {
        toSeal().forEach(rolls -> rolls.batches().seal());
    }

    /** Those that are due: a partition in a hurry does not cut the files of the others. All, if it is a sibling's turn. */
    private List<PartitionRolls> toSeal() {
        long now = parts.ticker().nowMs();
        List<PartitionRolls> open = partitions.values().stream()
                .filter(rolls -> rolls.batches().open() != null)
                .toList();
        List<PartitionRolls> due =
                open.stream().filter(rolls -> isDue(rolls, now)).toList();
        return due.isEmpty() ? open : due;
    }

    @Override
    public void settle() {
        for (PartitionRolls rolls : partitions.values()) {
            for (Roll roll = rolls.batches().first();
                    roll != null && isDurable(roll);
                    roll = rolls.batches().first()) {
                rolls.batches().firstIsDurable();
                parts.commitRequests().want();
            }
        }
    }

    private boolean isDurable(Roll roll) {
        return !roll.isCommitting() && roll.isCommitted() && roll.records().errantsAreSafe(parts.errants());
    }

    @Override
    public void advance(long nowMs) {
        if (failure.stopped()) {
            return;
        }
        for (PartitionRolls rolls : partitions.values()) {
            Roll roll = rolls.batches().first();
            if (roll != null
                    && mayCommit(roll)
                    && nowMs >= notBeforeMs(roll)
                    && roll.records().errantsAreSafe(parts.errants())) {
                uploads.commit(rolls, roll);
            }
        }
    }

    /** With {@code file.id} one at a time: each looks at what stands there, and is looked for by that. */
    private boolean mayCommit(Roll roll) {
        return roll.isReadyToCommit()
                && !roll.isCommitting()
                && (settings.fileId().isEmpty() || !committing());
    }

    @Override
    public void partitionsClosed(Set<TopicPartition> closed) {
        for (TopicPartition partition : closed) {
            PartitionRolls rolls = partitions.get(partition);
            if (rolls != null) {
                rolls.batches().closed(closed);
                rolls.startAgain();
                if (rolls.batches().isEmpty()) {
                    partitions.remove(partition);
                }
            }
        }
    }

    @Override
    public void logBegunAnew(Feed feed) {
        rolls(feed).logBegunAnew();
    }

    @Override
    public Feed survivor(TopicPartition topicPartition) {
        PartitionRolls rolls = partitions.get(topicPartition);
        return rolls == null ? null : rolls.batches().survivor(topicPartition);
    }

    // ---- state and memory

    @Override
    public long nextDueMs() {
        long now = parts.ticker().nowMs();
        long due = Long.MAX_VALUE;
        for (PartitionRolls rolls : partitions.values()) {
            Roll first = rolls.batches().first();
            boolean waitsForTime = first != null && mayCommit(first) && notBeforeMs(first) > now;
            due = Math.min(due, waitsForTime ? notBeforeMs(first) : Long.MAX_VALUE);
            due = Math.min(due, dueMs(rolls));
        }
        return due;
    }

    @Override
    public boolean busy() {
        return !failure.stopped()
                && (lane.busy()
                        || partitions.values().stream()
                                .anyMatch(rolls -> rolls.batches().sealedCount() > 0));
    }

    @Override
    public boolean committing() {
        return partitions.values().stream().anyMatch(rolls -> rolls.batches().committing());
    }

    @Override
    public boolean waiting() {
        return lane.waiting();
    }

    @Override
    public long openBytes() {
        return openRolls().stream().mapToLong(Roll::openBytes).sum();
    }

    private Collection<Roll> openRolls() {
        return partitions.values().stream()
                .map(rolls -> rolls.batches().open())
                .filter(Objects::nonNull)
                .toList();
    }

    /** The largest, until half is sent: many small ones in parts would be many small parts. */
    @Override
    public void relieve() {
        long left = openBytes();
        long enough = left / 2;
        List<Roll> largestFirst = openRolls().stream()
                .sorted(Comparator.comparingLong(Roll::openBytes).reversed())
                .toList();
        for (Roll roll : largestFirst) {
            if (left <= enough) {
                return;
            }
            left -= roll.openBytes();
            roll.sendShort();
        }
    }

    @Override
    public void dropOpen(String why) {
        partitions.values().forEach(rolls -> rolls.batches().abandonUnsent(why));
    }
}
