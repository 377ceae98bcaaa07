package io.connectdomo.sink.dataset;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.sink.record.DraftColumns;
import java.util.List;

/** What the records that wait for a DataSet have shown of its columns, all of them together. Task thread only. */
final class ShownColumns {
    private final TopicSettings topic;

    /** Null while no record has shown any. */
    private DraftColumns draft;

    ShownColumns(TopicSettings topic) {
        this.topic = topic;
    }

    boolean any() {
        return draft != null;
    }

    /** Another record waits, and is to fit the DataSet too; returns whether it is the first. */
    boolean add(DraftColumns columns) {
        if (draft == null) {
            draft = columns;
            return true;
        }
        draft.widenTo(columns);
        return false;
    }

    /** Null while there are none. */
    List<Column> columns() {
        return draft == null ? null : draft.columns();
    }

    /** The upsert key that is needed; empty while it is not known, and where there is none. */
    List<String> key() {
        if (draft == null || !topic.configuredKey().isEmpty()) {
            return topic.configuredKey();
        }
        return draft.columns().stream()
                .filter(Column::upsertKey)
                .map(Column::name)
                .toList();
    }
}
