package io.connectdomo.sink.record;

import io.connectdomo.common.dataset.ColumnType;
import java.util.List;
import org.apache.kafka.connect.data.Schema;

/**
 * A value of a source type, and what a cell of each column type must be for it.
 *
 * @param source its name in docs/types.md
 * @param shown how the value is shown there; empty where it is a test's alone
 * @param created the type of column that is created for it
 * @param cells in the order of {@link ColumnType}: STRING, LONG, DOUBLE, DECIMAL, DATE, DATETIME; {@link #ERRANT}
 */
record TypeSample(String source, String shown, Schema schema, Object value, ColumnType created, List<String> cells) {
    static final String ERRANT = "errant";
    static final List<ColumnType> COLUMN_TYPES = List.of(
            ColumnType.STRING,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.DECIMAL,
            ColumnType.DATE,
            ColumnType.DATETIME);

    boolean isInDocs() {
        return !shown.isEmpty();
    }

    @Override
    public String toString() {
        return source + " " + shown;
    }
}
