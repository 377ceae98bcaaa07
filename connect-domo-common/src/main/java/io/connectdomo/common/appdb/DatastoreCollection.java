package io.connectdomo.common.appdb;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A collection as a datastore lists it.
 *
 * @param createdOn empty where the list has no times
 */
public record DatastoreCollection(String id, Optional<String> name, Optional<Instant> createdOn) {
    public DatastoreCollection {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(createdOn, "createdOn");
    }
}
