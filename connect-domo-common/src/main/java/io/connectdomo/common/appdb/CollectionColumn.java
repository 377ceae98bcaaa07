package io.connectdomo.common.appdb;

import java.util.Objects;

/**
 * A column of a collection's schema: a top-level field of its documents that Domo syncs to a DataSet.
 *
 * @param type {@code STRING}, {@code LONG}, {@code DOUBLE}, {@code DECIMAL}, {@code DATE} or {@code DATETIME}; others are kept as read
 */
public record CollectionColumn(String name, String type, boolean visible) {
    public CollectionColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
