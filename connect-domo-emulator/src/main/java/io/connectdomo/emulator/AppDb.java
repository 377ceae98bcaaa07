package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** The collections of the emulator's AppDB. Thread-safe. */
public final class AppDb {
    private final Clock clock;
    private final String datastoreId = UUID.randomUUID().toString();
    private final Set<String> datastores = new HashSet<>(Set.of(datastoreId));
    private final Map<String, AppCollection> collections = new LinkedHashMap<>();
    private Duration exportTime = Duration.ZERO;
    private Instant exportedUntil = Instant.MIN;

    AppDb(Clock clock) {
        this.clock = clock;
    }

    /** Makes an empty collection in the datastore that is there from the beginning; its id. */
    public synchronized String createCollection(String name) {
        return create(datastoreId, name).id();
    }

    /** Its collections are found by {@link #createCollection(String)} and those who ask for that datastore. */
    public String datastoreId() {
        return datastoreId;
    }

    /** The ids of a datastore's collections of this name, oldest first. */
    public synchronized List<String> collectionsNamed(String datastore, String name) {
        return in(datastore).stream()
                .filter(collection -> collection.name().equals(name))
                .map(AppCollection::id)
                .toList();
    }

    synchronized AppCollection create(String datastore, String name) {
        requireDatastore(datastore);
        AppCollection collection = new AppCollection(datastore, name, clock.instant());
        collections.put(collection.id(), collection);
        return collection;
    }

    synchronized String createDatastore() {
        String id = UUID.randomUUID().toString();
        datastores.add(id);
        return id;
    }

    synchronized void deleteDatastore(String id) {
        requireDatastore(id);
        if (!in(id).isEmpty()) {
            throw DomoError.conflict("Datastore " + id + " has collections");
        }
        datastores.remove(id);
    }

    /** How many datastores there are, the first one included. */
    public synchronized int datastores() {
        return datastores.size();
    }

    synchronized void deleteCollection(String id) {
        collections.remove(get(id).id());
    }

    /** Oldest first. */
    synchronized List<AppCollection> in(String datastore) {
        requireDatastore(datastore);
        return collections.values().stream()
                .filter(collection -> collection.datastoreId().equals(datastore))
                .toList();
    }

    synchronized void requireDatastore(String id) {
        if (!datastores.contains(id)) {
            throw DomoError.notFound("Datastore could not be found: " + id);
        }
    }

    /**
     * The documents of a collection, oldest first.
     *
     * @throws IllegalArgumentException for an unknown collection
     */
    public List<AppDocument> documents(String collectionId) {
        return known(collectionId).all();
    }

    /**
     * How many documents there are of each value of a field, as text; a document without it counts under the empty text.
     *
     * @param field name of a field of the content
     */
    public Map<String, Integer> countsBy(String collectionId, String field) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (AppDocument document : known(collectionId).all()) {
            JsonNode value = document.content().path(field);
            counts.merge(value.isValueNode() ? value.asText() : value.toString(), 1, Integer::sum);
        }
        return counts;
    }

    /** While a collection is locked, whatever would change it is answered 423. */
    public void lock(String collectionId, boolean locked) {
        known(collectionId).lock(locked);
    }

    /** How long an export goes on; another one is answered 423 until then. At once unless set. */
    public synchronized AppDb exportTime(Duration time) {
        this.exportTime = Objects.requireNonNull(time, "time");
        return this;
    }

    synchronized List<AppCollection> all() {
        return new ArrayList<>(collections.values());
    }

    synchronized AppCollection get(String id) {
        AppCollection collection = collections.get(id);
        if (collection == null) {
            throw DomoError.notFound("Collection could not be found: " + id);
        }
        return collection;
    }

    private AppCollection known(String id) {
        try {
            return get(id);
        } catch (DomoError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    synchronized void export() {
        Instant now = clock.instant();
        if (now.isBefore(exportedUntil)) {
            throw new DomoError(423, "An export of this datastore is running");
        }
        exportedUntil = now.plus(exportTime);
    }
}
