package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.DataSetSchema;
import io.connectdomo.common.dataset.UploadMode;
import io.connectdomo.sink.task.MemoryBudget;
import io.connectdomo.sink.upload.Lane;
import java.util.Optional;

/** Makes what holds the rows of a new batch, by write mode. */
record RowsFactory(
        DataSetSettings settings,
        long partMaxBytes,
        MemoryBudget memory,
        DataSetStore api,
        Lane lane,
        SessionListener listener) {

    BatchRows create(DataSetSchema layout, Optional<String> tag) {
        return switch (settings.mode()) {
            case APPEND -> new StreamedRows(session(appendMode(), layout, Optional.empty()), memory, partMaxBytes);
            case REPLACE -> new StreamedRows(snapshot(layout, tag), memory, partMaxBytes);
            case UPSERT, DELETE ->
                new CollapsedRows(uploadMode -> session(uploadMode, layout, Optional.empty()), memory, partMaxBytes);
        };
    }

    /** For a batch that leaves nothing in the DataSet. Whoever else has written to it meanwhile has written what is to go. */
    BatchRows emptying(DataSetSchema layout) {
        return new EmptyingRows(session(UploadMode.REPLACE, layout, Optional.empty()), api.emptiesByPart(), memory);
    }

    /** Coordinates never repeat within a batch, so effectively-once rows can stream without being collapsed. */
    private UploadMode appendMode() {
        return settings.effectivelyOnce() ? UploadMode.UPSERT : UploadMode.APPEND;
    }

    private UploadSession snapshot(DataSetSchema layout, Optional<String> tag) {
        UploadSession session = session(UploadMode.REPLACE, layout, tag);
        session.noteNewestVersion();
        return session;
    }

    private UploadSession session(UploadMode uploadMode, DataSetSchema layout, Optional<String> tag) {
        return new UploadSession(api, lane, uploadMode, tag, layout, listener);
    }
}
