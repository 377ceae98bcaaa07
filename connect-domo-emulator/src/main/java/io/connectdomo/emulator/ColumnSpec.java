package io.connectdomo.emulator;

import java.util.Objects;

/**
 * A column of a DataSet made through the Java API.
 *
 * @param name exact, case-sensitive name
 * @param type never null
 * @param upsertKey whether it belongs to the DataSet's upsert key
 */
public record ColumnSpec(String name, ColumnType type, boolean upsertKey) {

    public ColumnSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }

    /** A column outside the key. */
    public static ColumnSpec of(String name, ColumnType type) {
        return new ColumnSpec(name, type, false);
    }

    /** A column of the upsert key. */
    public static ColumnSpec key(String name, ColumnType type) {
        return new ColumnSpec(name, type, true);
    }
}
