package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.sink.batch.Batches;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.BadRecordException;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.LineEncoder;
import io.connectdomo.sink.record.ReplacedValues;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.MemoryBudget;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The rolls of one topic-partition, the open one and those on their way, and whether the next may have been written before. Task
 * thread only.
 *
 * <p>After a start, a rebalance or a rewind, records come again that may be in files already. As long as that may be so, a roll
 * begins with a look at its place, and ends where the file ends that stands there, if it is the same so far. So a replay
 * writes nothing twice, however it is cut.
 */
final class PartitionRolls {
    /** Of Domo's 10 000: relieving the memory may make parts short. */
    private static final int MOST_PARTS = 9_000;

    private final TopicPartition partition;
    private final FileSettings settings;
    private final long partMaxBytes;
    private final MemoryBudget memory;
    private final DestinationMetrics metrics;
    private final Batches<Roll> batches;
    private final LineEncoder encoder;
    private final CsvBuffer line = new CsvBuffer();
    private final RollLooks looks;
    private final RollSessions sessions;

    private boolean replaying = true;

    /** Where the look at a place is for the roll that begins at {@link #lookedFor}. */
    private long lookedFor = Feed.NONE;

    private boolean looking;
    private Optional<FileInfo> seen = Optional.empty();

    /** Asks what stands at a place. */
    interface RollLooks {
        void look(PartitionRolls rolls, RollPlace place, long offset);
    }

    /** Makes the session of a place. */
    interface RollSessions {
        RollSession create(PartitionRolls rolls, RollPlace place);
    }

    PartitionRolls(
            TopicPartition partition,
            FileSettings settings,
            long partMaxBytes,
            MemoryBudget memory,
            DestinationMetrics metrics,
            RollLooks looks,
            RollSessions sessions) {
        this.partition = partition;
        this.settings = settings;
        this.partMaxBytes = partMaxBytes;
        this.memory = memory;
        this.metrics = metrics;
        this.looks = looks;
        this.sessions = sessions;
        this.encoder = LineEncoder.of(settings.records(), new ReplacedValues(settings.topic(), metrics::replacedValue));
        this.batches = new Batches<>("Files of " + partition, this::mayReplay);
    }

    TopicPartition partition() {
        return partition;
    }

    Batches<Roll> batches() {
        return batches;
    }

    // ---- records

    /** Whether it waits for a look at its place. */
    boolean looking() {
        return looking;
    }

    /**
     * Writes the record, or pins it, to be read again when it is known what stands at its place.
     */
    void take(Feed feed, SinkRecord record, long offset, long nowMs) {
        try {
            LineEncoder.Line written = encoder.encode(record, line);
            if (written == LineEncoder.Line.SKIPPED) {
                return;
            }
            if (written == LineEncoder.Line.OTHER_HEADER) {
                sealBegun();
                encoder.adopt(record);
                encoder.encode(record, line);
            }
        } catch (BadRecordException bad) {
            openRoll().records().errant(feed, offset, nowMs, record, bad);
            return;
        }
        if (hasBegun() || begins(offset)) {
            write(feed, offset, nowMs);
        } else {
            feed.pinAt(offset, "Domo is asked first what stands in its file's place");
        }
    }

    private boolean hasBegun() {
        return batches.open() != null && batches.open().hasBegun();
    }

    private void sealBegun() {
        if (hasBegun()) {
            batches.seal();
        }
    }

    private Roll openRoll() {
        if (batches.open() == null) {
            batches.begin(new Roll(memory, metrics, partMaxBytes, place -> sessions.create(this, place)));
        }
        return batches.open();
    }

    /** Begins a roll's file, if it is known what stands at its place; asks otherwise. */
    private boolean begins(long offset) {
        String name = settings.name().of(settings.topic(), partition.partition(), offset);
        RollPlace place = new RollPlace(name, settings.fileId(), Optional.empty(), replaying);
        if (replaying && settings.fileId().isEmpty()) {
            if (lookedFor != offset) {
                looking = true;
                looks.look(this, place, offset);
                return false;
            }
            place = place.over(seen);
            replaying = seen.isPresent();
            lookedFor = Feed.NONE;
        }
        openRoll().begin(place, encoder.header());
        return true;
    }

    /** What stands at the place of the roll that begins at {@code offset}. */
    void looked(long offset, Optional<FileInfo> found) {
        looking = false;
        lookedFor = offset;
        seen = found;
    }

    private void write(Feed feed, long offset, long nowMs) {
        Roll roll = batches.open();
        roll.write(feed, offset, nowMs, line);
        boolean full = roll.rows() >= settings.commitMaxRows() || roll.bytes() >= settings.commitMaxBytes();
        if ((full && !roll.mayBeHalfOfBefore()) || roll.isWhatWasBefore() || roll.parts() >= MOST_PARTS) {
            batches.seal();
        }
    }

    // ---- state

    /** Records may come again. */
    void mayReplay() {
        replaying = true;
        looking = false;
        lookedFor = Feed.NONE;
    }

    /** As before the first record. */
    void startAgain() {
        mayReplay();
        encoder.forget();
    }

    /** The name of a roll is that of its first record: none holds records of two logs. */
    void logBegunAnew() {
        sealBegun();
        startAgain();
    }

    /** With {@code file.id}: what comes from now on was written by nobody before. */
    void isPastReplay() {
        replaying &= settings.fileId().isEmpty();
    }
}
