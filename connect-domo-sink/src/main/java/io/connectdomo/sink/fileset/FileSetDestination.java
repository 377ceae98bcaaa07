package io.connectdomo.sink.fileset;

import io.connectdomo.sink.batch.BatchRecords;
import io.connectdomo.sink.batch.FailureAction;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.task.Destination;
import io.connectdomo.sink.task.ErrantRecords;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.TaskParts;
import io.connectdomo.sink.upload.Lane;
import io.connectdomo.sink.upload.SimpleCall;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One FileSet: each record is a file of its own, sent at once. Files of different paths go side by side, those of one path one after
 * another; offsets move in order all the same, because each record has a range of its own.
 */
final class FileSetDestination implements Destination {
    private static final Logger log = LoggerFactory.getLogger(FileSetDestination.class);

    /** Files that are held before reading pauses, however small they are. */
    private static final int MAX_HELD = 1_000;

    private final String fileSet;
    private final boolean park;
    private final TaskParts parts;
    private final FileSetApi api;
    private final Lane lane;
    private final FailureAction failure;

    /** In the order of their records; a change leaves when it is durable or given up. */
    private final Set<FileChange> held = new LinkedHashSet<>();

    private final Paths paths;

    /** What a record needs that had to go back because there was no room for it. */
    private long wantedBytes;

    /**
     * @param submitted files that may be queued for sending at once; a later one of the same path can still replace what is not
     */
    FileSetDestination(String fileSet, boolean park, TaskParts parts, FileSetApi api, Lane lane, int submitted) {
        this.fileSet = fileSet;
        this.park = park;
        this.parts = parts;
        this.api = api;
        this.lane = lane;
        this.paths = new Paths(submitted);
        this.failure = new FailureAction(name(), park, parts.failure(), lane, this::giveUpAll);
        lane.probeWith(new SimpleCall(
                "look at the FileSet",
                api::look,
                cause -> parts.mailbox()
                        .post(() -> failure.fail(
                                FailureAction.goneOr("The FileSet", "it can't be read.", cause, false), cause))));
    }

    @Override
    public String name() {
        return "FileSet " + fileSet;
    }

    @Override
    public DestinationMetrics metrics() {
        return lane.metrics();
    }

    boolean parks() {
        return park;
    }

    // ---- records

    /**
     * Takes a file, or sends its record back until there is room for it. With nothing held there always is.
     *
     * @param content null to delete
     */
    void write(Feed feed, long offset, long nowMs, String path, byte[] content, SinkRecord record, long bytes) {
        if (failure.stopped() || !hasRoomFor(bytes)) {
            wantedBytes = bytes;
            feed.pinAt(offset, "there is no room for it yet (buffer.max.bytes)");
            return;
        }
        wantedBytes = 0;
        parts.memory().take(bytes);
        BatchRecords own = new BatchRecords(metrics());
        own.took(feed, offset, nowMs);
        FileChange change = new FileChange(path, content, record, bytes, own);
        held.add(change);
        FileChange replaced = paths.add(change);
        if (replaced != null) {
            change.replace(replaced);
            held.remove(replaced);
            parts.memory().release(replaced.held());
        }
    }

    private boolean hasRoomFor(long bytes) {
        return held.isEmpty() || parts.memory().used() + bytes <= parts.memory().limit();
    }

    void errant(Feed feed, long offset, long nowMs, SinkRecord record, BadRecordException bad) {
        BatchRecords own = new BatchRecords(metrics());
        own.errant(feed, offset, nowMs, record, bad);
        FileChange nothing = new FileChange(null, null, record, 0, own);
        nothing.ended();
        held.add(nothing);
    }

    @Override
    public void reportErrants(ErrantRecords errants) {
        for (FileChange change : held) {
            change.reportErrants(errants);
        }
    }

    @Override
    public boolean accepts(Feed feed) {
        return !failure.stopped() && !lane.waiting() && held.size() < MAX_HELD && hasRoomFor(wantedBytes);
    }

    // ---- sending

    @Override
    public void settle() {
        for (Iterator<FileChange> each = held.iterator(); each.hasNext(); ) {
            FileChange change = each.next();
            if (change.isDurable(parts.errants())) {
                change.durable();
                each.remove();
                parts.commitRequests().want();
            }
        }
    }

    @Override
    public void advance(long nowMs) {
        if (!failure.stopped()) {
            for (FileChange change : paths.next(each -> nowMs >= notBeforeMs(each))) {
                send(change);
            }
        }
    }

    /** A former owner's last request must have ended before our first: else its file would take the place of a newer one. */
    private long notBeforeMs(FileChange change) {
        return change.lastOpenedMs() + api.deadlineMs();
    }

    private void send(FileChange change) {
        FileWrite write = new FileWrite(
                change.path(),
                change.content(),
                api,
                parts.lease(),
                parts.ticker(),
                lane.metrics(),
                outcome -> parts.mailbox().post(() -> ended(change, outcome)));
        change.writing(write);
        lane.submit(write);
    }

    private void ended(FileChange change, FileOutcome outcome) {
        change.ended();
        parts.memory().release(change.held());
        paths.ended(change);
        if (!held.contains(change)) {
            return; // given up meanwhile
        }
        if (outcome instanceof FileOutcome.Refused refused) {
            change.refused(BadRecordException.refused(change.record(), "a file", refused.why(), refused.cause()));
        } else if (outcome instanceof FileOutcome.Failed failed) {
            giveUp(List.of(change));
            failure.fail("a file could not be written; its offset is not committed.", failed.cause());
        }
    }

    // ---- giving up

    private void giveUpAll(String why) {
        if (!held.isEmpty()) {
            log.info("{}: what was not written is read again from Kafka: {}", name(), why);
            giveUp(List.copyOf(held));
        }
    }

    /** What is on its way ends by itself, and its path waits for that. */
    private void giveUp(List<FileChange> changes) {
        for (FileChange change : changes) {
            held.remove(change);
            change.abandoned();
            if (change.isRunning()) {
                change.disown();
            } else if (paths.remove(change)) {
                parts.memory().release(change.held());
            }
        }
    }

    @Override
    public void partitionsClosed(Set<TopicPartition> closed) {
        Set<TopicPartition> concerned = new HashSet<>(closed);
        int before;
        do { // one that has replaced another partition's takes all of that one's with it: a feed is read again from one
            // place
            before = concerned.size();
            for (FileChange change : held) {
                Set<TopicPartition> its = change.partitions();
                if (its.stream().anyMatch(concerned::contains)) {
                    concerned.addAll(its);
                }
            }
        } while (concerned.size() > before);
        giveUp(held.stream()
                .filter(change -> change.partitions().stream().anyMatch(concerned::contains))
                .toList());
    }

    /** None: what is on its way is sent again, and its path keeps the order. */
    @Override
    public Feed survivor(TopicPartition topicPartition) {
        return null;
    }

    @Override
    public void dropOpen(String why) {
        giveUpAll(why);
    }

    // ---- state

    @Override
    public boolean due(long nowMs) {
        return false;
    }

    @Override
    public Set<Feed> openFeeds() {
        return Set.of();
    }

    @Override
    public void seal() {}

    @Override
    public long nextDueMs() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean queues() {
        return !failure.stopped() && paths.anyRunning() && paths.anyWaiting();
    }

    @Override
    public boolean busy() {
        return !failure.stopped() && (lane.busy() || !held.isEmpty());
    }

    @Override
    public boolean committing() {
        return paths.anyRunning();
    }

    @Override
    public boolean waiting() {
        return lane.waiting();
    }

    /** Everything is on its way as soon as it may be. */
    @Override
    public long openBytes() {
        return 0;
    }

    @Override
    public void relieve() {}
}
