package io.connectdomo.sink.appdb;

import io.connectdomo.common.appdb.DatastoreClient;
import io.connectdomo.common.appdb.DatastoreCollection;
import io.connectdomo.common.http.DomoException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which collection a destination is: the one of the configured id, or the oldest of its name in a datastore, which is created where there
 * is none. Several tasks may create at the same moment; all of them then use the oldest. Thread-safe; one
 * thread of a task looks, and none waits for it.
 */
final class CollectionPlace {
    private static final Logger log = LoggerFactory.getLogger(CollectionPlace.class);

    private static final Comparator<DatastoreCollection> OLDEST_FIRST = Comparator.comparing(
                    (DatastoreCollection collection) -> collection.createdOn().orElse(Instant.MAX))
            .thenComparing(DatastoreCollection::id);

    private final DatastoreClient datastores;
    private final Optional<NewCollection> wanted;

    private final OneThread looking = new OneThread();

    /** Null until it is known. */
    private volatile String id;

    CollectionPlace(CollectionSettings settings, DatastoreClient datastores) {
        this.datastores = datastores;
        this.wanted = settings.create();
        this.id = wanted.isPresent() ? null : settings.collectionId();
    }

    /**
     * The collection's id.
     *
     * @throws DomoException where it is neither found nor created, or another thread is at that; to be asked again
     */
    String id() {
        if (!make()) {
            throw new DomoException.Retriable(
                    "The collection is being looked for by another request", null, false, 0, null);
        }
        return id;
    }

    /**
     * Finds or creates it, unless that was done.
     *
     * @return false where another thread is at it
     * @throws DomoException where it is neither found nor created; to be asked again
     */
    boolean make() {
        return looking.once(() -> id != null, () -> {
            NewCollection collection = wanted.orElseThrow();
            id = oldest(collection).orElseGet(() -> create(collection));
        });
    }

    /** After a creation whose outcome is not known the next look finds what it has made. */
    private String create(NewCollection collection) {
        String made;
        try {
            made = datastores.createCollection(collection.datastoreId(), collection.name());
        } catch (DomoException.Refused refused) {
            // Perhaps because another task was first.
            return oldest(collection).orElseThrow(() -> refused);
        }
        String winner = oldest(collection).orElse(made);
        if (winner.equals(made)) {
            log.info("AppDB collection {} was created with the name '{}'", made, collection.name());
        } else {
            log.warn(
                    "AppDB collection '{}' was created by two tasks at the same moment: {} is used, and {} stays empty. Delete it in Domo.",
                    collection.name(),
                    winner,
                    made);
        }
        return winner;
    }

    private Optional<String> oldest(NewCollection collection) {
        return datastores.collections(collection.datastoreId()).stream()
                .filter(each -> each.name().filter(collection.name()::equals).isPresent())
                .min(OLDEST_FIRST)
                .map(DatastoreCollection::id);
    }
}
