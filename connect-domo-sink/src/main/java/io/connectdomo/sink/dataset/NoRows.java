package io.connectdomo.sink.dataset;

import io.connectdomo.sink.record.CsvBuffer;
import io.connectdomo.sink.record.RowKind;
import java.util.List;

/** The rows of a batch of bad records, which has none. */
final class NoRows implements BatchRows {
    @Override
    public void write(RowKind kind, CsvBuffer row, CsvBuffer key, KeyHeader header) {
        throw new IllegalStateException("There is no DataSet for rows yet");
    }

    @Override
    public long rows() {
        return 0;
    }

    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public long openBytes() {
        return 0;
    }

    @Override
    public void sendShort() {}

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
