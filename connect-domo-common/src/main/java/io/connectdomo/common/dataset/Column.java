package io.connectdomo.common.dataset;

import java.util.Objects;

/**
 * One column of a DataSet.
 *
 * @param name exact, case-sensitive name; never null
 * @param type never null
 * @param upsertKey true where Domo's reply marks the column as part of the upsert key. False also means "not shown":
 *     whether schema replies show keys is unknown (observed-behaviour.md 1.5)
 */
public record Column(String name, ColumnType type, boolean upsertKey) {
    public Column {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    public static Column of(String name, ColumnType type) {
        return new Column(name, type, false);
    }
}
