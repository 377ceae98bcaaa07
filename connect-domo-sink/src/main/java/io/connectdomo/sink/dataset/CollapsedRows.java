package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;

/**
 * Upsert and delete: the batch is held, collapsed by key, until it is sealed. Then it becomes two key-disjoint sessions, first
 * the upserts, then the deletes.
 */
final class CollapsedRows implements BatchRows {
    private final long partMaxBytes;
    private final RowCollapse rows;
    private final LazySession upserts;
    private final LazySession deletes;
    private byte[] keyHeader;
    private KeyHeader lastDeleter;

    CollapsedRows(Function<UploadMode, UploadSession> sessions, MemoryBudget memory, long partMaxBytes) {
        this.partMaxBytes = partMaxBytes;
        this.rows = new RowCollapse(memory);
        this.upserts = new LazySession(() -> sessions.apply(UploadMode.UPSERT));
        this.deletes = new LazySession(() -> sessions.apply(UploadMode.DELETE));
    }

    /** A session that begins with its first part. */
    private static final class LazySession implements PartSink {
        private final Supplier<UploadSession> begin;
        private UploadSession session;

        LazySession(Supplier<UploadSession> begin) {
            this.begin = begin;
        }

        @Override
        public void add(Part part, long rowsInPart) {
            if (session == null) {
                session = begin.get();
            }
            session.add(part, rowsInPart);
        }
    }

    @Override
    public void write(RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        if (kind == RowKind.DELETE && header != lastDeleter) {
            agreeOnKey(header);
        }
        rows.write(kind, row, key);
    }

    @Override
    public boolean copyCell(CsvBuffer key, int column, CsvBuffer out) {
        return rows.copyCell(key, column, out);
    }

    /** Topics of one DataSet must mean the same key columns. */
    private void agreeOnKey(KeyHeader header) {
        if (keyHeader == null) {
            keyHeader = header.keyHeader();
        } else if (!Arrays.equals(keyHeader, header.keyHeader())) {
            throw new ConfigException("Two topics of one DataSet delete by different key columns: "
                    + new String(keyHeader, StandardCharsets.UTF_8).strip() + " and "
                    + new String(header.keyHeader(), StandardCharsets.UTF_8).strip()
                    + ". Give them the same key.fields.");
        }
        lastDeleter = header;
    }

    @Override
    public long rows() {
        return rows.size();
    }

    @Override
    public long bytes() {
        return rows.bytes();
    }

    @Override
    public long openBytes() {
        return rows.held();
    }

    /** Nothing: a later change of a key must still find the earlier one here. */
    @Override
    public void sendShort() {}

    @Override
    public List<UploadSession> seal() {
        rows.drain(upserts, deletes, () -> keyHeader, partMaxBytes);
        List<UploadSession> sessions = sessions().toList();
        sessions.forEach(UploadSession::seal);
        return sessions;
    }

    private Stream<UploadSession> sessions() {
        return Stream.of(upserts.session, deletes.session).filter(Objects::nonNull);
    }

    @Override
    public boolean has(UploadSession session) {
        return sessions().anyMatch(each -> each == session);
    }

    @Override
    public void discard() {
        rows.discard();
        sessions().forEach(UploadSession::abandon);
    }
}
