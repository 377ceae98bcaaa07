package io.connectdomo.common.appdb;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A collection (product-apis.md, "Update Collection Schema").
 *
 * @param columns of its schema, in order; empty where it has no schema
 * @param syncEnabled whether Domo syncs it to a DataSet
 */
public record AppDbCollection(String id, Optional<String> name, List<CollectionColumn> columns, boolean syncEnabled) {
    public AppDbCollection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
    }
}
