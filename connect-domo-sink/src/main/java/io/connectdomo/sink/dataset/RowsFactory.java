package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.record.WriteMode;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Lane;
import java.util.function.Supplier;

/** Makes what holds the rows of a new batch, by write mode. */
record RowsFactory(
        WriteMode mode, long partMaxBytes, MemoryBudget memory, DataSetApi api, Lane lane, SessionListener listener) {

    BatchRows create(DataSetSchema layout, Supplier<byte[]> keyHeader) {
        return switch (mode) {
            case APPEND -> new StreamedRows(session(UploadMode.APPEND, layout), memory, partMaxBytes);
            case REPLACE -> new StreamedRows(session(UploadMode.REPLACE, layout), memory, partMaxBytes);
            case UPSERT, DELETE ->
                new CollapsedRows(uploadMode -> session(uploadMode, layout), keyHeader, memory, partMaxBytes);
        };
    }

    private UploadSession session(UploadMode uploadMode, DataSetSchema layout) {
        return new UploadSession(api, lane, uploadMode, layout, listener);
    }
}
