package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import java.util.List;

/** The rows of a batch that has none, such as one of bad records alone. */
class NoRows implements BatchRows {
    static final NoRows NONE = new NoRows();

    @Override
    public final void write(RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        throw new IllegalStateException("A batch without rows takes none");
    }

    @Override
    public final long rows() {
        return 0;
    }

    @Override
    public final long bytes() {
        return 0;
    }

    @Override
    public final long openBytes() {
        return 0;
    }

    @Override
    public final void sendShort() {}

    @Override
    public List<UploadSession> seal() {
        return List.of();
    }

    @Override
    public boolean has(UploadSession session) {
        return false;
    }

    @Override
    public void discard() {}
}
