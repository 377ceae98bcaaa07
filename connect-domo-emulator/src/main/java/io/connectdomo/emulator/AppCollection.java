package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One AppDB collection: its documents in the order of their creation, and its schema. Thread-safe. */
final class AppCollection {

    /** What was done to documents since the collection was made. */
    record Totals(long created, long updated, long deleted) {}

    private static final int MAX_INDEXES = 4;

    private final String id = UUID.randomUUID().toString();
    private final String datastoreId;
    private final String name;
    private final Instant createdOn;
    private final Map<String, AppDocument> documents = new LinkedHashMap<>();
    /** Where a document stands in the order of creation. */
    private final Map<String, Long> places = new HashMap<>();

    private final Map<String, AppIndex> indexes = new HashMap<>();
    private Totals totals = new Totals(0, 0, 0);
    private JsonNode schema = Json.object();
    private boolean syncEnabled;
    private boolean locked;

    AppCollection(String datastoreId, String name, Instant createdOn) {
        this.datastoreId = datastoreId;
        this.name = name;
        this.createdOn = createdOn;
    }

    String datastoreId() {
        return datastoreId;
    }

    Instant createdOn() {
        return createdOn;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    synchronized AppDocument create(String documentId, ObjectNode content, Instant now) {
        AppDocument document = new AppDocument(documentId, content, now, now);
        documents.put(documentId, document);
        places.put(documentId, totals.created());
        indexes.values().forEach(index -> index.add(document));
        totals = new Totals(totals.created() + 1, totals.updated(), totals.deleted());
        return document;
    }

    synchronized AppDocument get(String documentId) {
        AppDocument document = documents.get(documentId);
        if (document == null) {
            throw DomoError.notFound("Document could not be found: " + documentId);
        }
        return document;
    }

    synchronized boolean has(String documentId) {
        return documents.containsKey(documentId);
    }

    synchronized AppDocument update(String documentId, ObjectNode content, Instant now) {
        AppDocument before = get(documentId);
        AppDocument document = before.with(content, now);
        documents.put(documentId, document);
        for (AppIndex index : indexes.values()) {
            index.remove(before);
            index.add(document);
        }
        totals = new Totals(totals.created(), totals.updated() + 1, totals.deleted());
        return document;
    }

    /** False when there was none. */
    synchronized boolean delete(String documentId) {
        AppDocument before = documents.remove(documentId);
        boolean deleted = before != null;
        if (deleted) {
            places.remove(documentId);
            indexes.values().forEach(index -> index.remove(before));
            totals = new Totals(totals.created(), totals.updated(), totals.deleted() + 1);
        }
        return deleted;
    }

    synchronized int size() {
        return documents.size();
    }

    /** Oldest first. */
    synchronized List<AppDocument> all() {
        return new ArrayList<>(documents.values());
    }

    /** Those that were created last, oldest first. */
    synchronized List<AppDocument> newest(int limit) {
        return documents.values().stream()
                .skip(Math.max(0, documents.size() - limit))
                .toList();
    }

    /** The documents that a query wants, oldest first. */
    List<AppDocument> matching(AppPredicate predicate) {
        return candidates(predicate).stream().filter(predicate).toList();
    }

    private synchronized List<AppDocument> candidates(AppPredicate predicate) {
        boolean indexed = predicate.path() != null
                && predicate.path().startsWith("content.")
                && (indexes.containsKey(predicate.path()) || indexes.size() < MAX_INDEXES);
        if (!indexed) {
            return all();
        }
        AppIndex index = indexes.computeIfAbsent(predicate.path(), this::indexed);
        return index.find(predicate.wanted()).stream()
                .sorted(Comparator.comparing(places::get))
                .map(documents::get)
                .toList();
    }

    private AppIndex indexed(String path) {
        AppIndex index = new AppIndex(path);
        documents.values().forEach(index::add);
        return index;
    }

    synchronized Totals totals() {
        return totals;
    }

    synchronized void schema(JsonNode newSchema, boolean sync) {
        this.schema = newSchema;
        this.syncEnabled = sync;
    }

    synchronized JsonNode schema() {
        return schema;
    }

    synchronized boolean syncEnabled() {
        return syncEnabled;
    }

    synchronized void lock(boolean on) {
        this.locked = on;
    }

    synchronized boolean locked() {
        return locked;
    }

    /** The page of a collection that is being exported or altered tells nothing but the status. */
    synchronized void requireUnlocked() {
        if (locked) {
            throw new DomoError(423, "Collection " + id + " is locked");
        }
    }
}
