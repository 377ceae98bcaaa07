package io.connectdomo.sink.file;

import io.connectdomo.common.files.FileInfo;
import io.connectdomo.common.files.FileRevision;
import io.connectdomo.sink.batch.BatchRecords;
import io.connectdomo.sink.batch.OrderedBatch;
import io.connectdomo.sink.commit.Commit;
import io.connectdomo.sink.metrics.DestinationMetrics;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.task.Feed;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.ChunkBuffer;
import io.connectdomo.sink.upload.Part;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The records of one topic-partition that become one file. What fits into a part is kept until the roll ends and goes up in one
 * request; a larger one goes up in parts while it grows. Task thread only.
 */
final class Roll implements OrderedBatch {
    private final BatchRecords records;
    private final RollDigest digest = new RollDigest();
    private final ChunkBuffer buffer;
    private final long partMaxBytes;
    private final Function<RollPlace, RollSession> sessions;

    /** Null until the first record that is written. */
    private RollPlace place;

    private String hashBefore;
    private RollSession session;
    private Part whole;
    private Commit<?> commit;
    private boolean durable;
    private long rows;
    private long bytes;

    /**
     * @param sessions makes the session of a place, when a first part is full
     */
    Roll(
            MemoryBudget memory,
            DestinationMetrics metrics,
            long partMaxBytes,
            Function<RollPlace, RollSession> sessions) {
        this.records = new BatchRecords(metrics);
        this.buffer = new ChunkBuffer(memory);
        this.partMaxBytes = partMaxBytes;
        this.sessions = sessions;
    }

    @Override
    public BatchRecords records() {
        return records;
    }

    // ---- while it is open

    /** Whether any record is written; a roll may hold bad ones only. */
    boolean hasBegun() {
        return place != null;
    }

    void begin(RollPlace at, byte[] header) {
        place = at;
        hashBefore = at.sizeBefore() < 0
                ? null
                : at.before()
                        .flatMap(FileInfo::current)
                        .flatMap(FileRevision::sha256)
                        .orElse(null);
        append(header, header.length);
    }

    void write(Feed feed, long offset, long nowMs, CsvBuffer line) {
        records.took(feed, offset, nowMs);
        append(line.array(), line.length());
        rows++;
        if (buffer.length() >= partMaxBytes) {
            sendShort();
        }
    }

    private void append(byte[] content, int count) {
        buffer.append(content, count);
        digest.update(content, count);
        bytes += count;
    }

    RollPlace place() {
        return place;
    }

    long rows() {
        return rows;
    }

    /** Of the file, its header among them. */
    long bytes() {
        return bytes;
    }

    int parts() {
        return session == null ? 0 : session.partCount();
    }

    /**
     * Whether what stands at its place goes on behind what this roll has so far, as far as its size tells: it may be this roll,
     * written before a crash, and then it ends where that one did.
     */
    boolean mayBeHalfOfBefore() {
        return hashBefore != null && bytes < place.sizeBefore();
    }

    /** Whether this is what stands at its place. */
    boolean isWhatWasBefore() {
        return hashBefore != null && bytes == place.sizeBefore() && digest.hex().equals(hashBefore);
    }

    /** In bytes held that {@link #sendShort} would send. */
    long openBytes() {
        return buffer.allocated();
    }

    /** Sends what has come so far as a part, although it is small. */
    void sendShort() {
        if (buffer.length() == 0) {
            return;
        }
        if (session == null) {
            session = sessions.apply(place);
        }
        session.append(buffer.detach());
    }

    // ---- on the way to durable

    @Override
    public void seal() {
        if (session != null) {
            sendShort();
            session.seal();
        } else if (rows > 0) {
            whole = buffer.detach();
        }
    }

    boolean has(RollSession candidate) {
        return session == candidate;
    }

    /** Whether all of it is where its commit wants it. */
    boolean isReadyToCommit() {
        return rows > 0 && !durable && (session == null || session.isUploaded());
    }

    /** Whether nothing is left to commit. */
    boolean isCommitted() {
        return rows == 0 || durable;
    }

    String sha256() {
        return digest.hex();
    }

    /** Sends it; returns the file's id. On an uploader thread. */
    LongSupplier request(FileApi api, DestinationMetrics metrics) {
        RollSession uploaded = session;
        if (uploaded == null) {
            Part content = whole;
            return () -> {
                long fileId = api.upload(place, content);
                metrics.taken(1, content.length());
                return fileId;
            };
        }
        return () -> {
            long fileId = api.commit(uploaded.id());
            uploaded.committed();
            return fileId;
        };
    }

    void committing(Commit<?> operation) {
        commit = operation;
    }

    @Override
    public boolean isCommitting() {
        return commit != null;
    }

    /** Its outcome is known. */
    void commitEnded() {
        commit = null;
    }

    void committed() {
        durable = true;
    }

    @Override
    public boolean takeBack() {
        return commit == null || commit.cancel();
    }

    @Override
    public void disown(String why) {
        if (commit != null) {
            commit.disown();
        }
    }

    @Override
    public void discard() {
        buffer.discard();
        if (whole != null) {
            whole.release();
        }
        if (session != null) {
            session.abandon();
        }
    }

    /** For logs and messages. */
    String describe() {
        return (place == null ? "no file" : place.toString()) + " of " + rows + " records, " + bytes + " bytes";
    }
}
