package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.ChunkBuffer;
import java.util.List;

/** Append and replace: rows go out in parts while the batch is open, so a batch may be far larger than memory. */
final class StreamedRows implements BatchRows {
    private final UploadSession session;
    private final ChunkBuffer buffer;
    private final long partMaxBytes;
    private long rows;
    private long bytes;
    private long rowsInPart;

    StreamedRows(UploadSession session, MemoryBudget memory, long partMaxBytes) {
        this.session = session;
        this.buffer = new ChunkBuffer(memory);
        this.partMaxBytes = partMaxBytes;
    }

    @Override
    public void write(RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        buffer.append(row.array(), row.length());
        rows++;
        rowsInPart++;
        bytes += row.length();
        if (buffer.length() >= partMaxBytes) {
            sendShort();
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public long openBytes() {
        return buffer.allocated();
    }

    @Override
    public void sendShort() {
        if (rowsInPart > 0) {
            session.add(buffer.detach(), rowsInPart);
            rowsInPart = 0;
        }
    }

    @Override
    public List<UploadSession> seal() {
        sendShort();
        session.seal();
        return rows == 0 ? List.of() : List.of(session);
    }

    @Override
    public boolean has(UploadSession candidate) {
        return session == candidate;
    }

    @Override
    public void discard() {
        buffer.discard();
        session.abandon();
    }
}
