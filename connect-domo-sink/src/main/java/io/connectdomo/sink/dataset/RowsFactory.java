package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Lane;
import java.util.function.Supplier;

/** Makes what holds the rows of a new batch, by write mode. */
record RowsFactory(
        DataSetSettings settings,
        long partMaxBytes,
        MemoryBudget memory,
        DataSetApi api,
        Lane lane,
        SessionListener listener) {

    BatchRows create(DataSetSchema layout, Supplier<byte[]> keyHeader) {
        return switch (settings.mode()) {
            case APPEND -> new StreamedRows(session(appendMode(), layout), memory, partMaxBytes);
            case REPLACE -> new StreamedRows(session(UploadMode.REPLACE, layout), memory, partMaxBytes);
            case UPSERT, DELETE ->
                new CollapsedRows(uploadMode -> session(uploadMode, layout), keyHeader, memory, partMaxBytes);
        };
    }

    /** Coordinates never repeat within a batch, so effectively-once rows can stream without being collapsed. */
    private UploadMode appendMode() {
        return settings.effectivelyOnce() ? UploadMode.UPSERT : UploadMode.APPEND;
    }

    private UploadSession session(UploadMode uploadMode, DataSetSchema layout) {
        return new UploadSession(api, lane, uploadMode, layout, listener);
    }
}
