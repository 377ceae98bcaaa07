package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Documents and collections as replies show them (observed-behaviour.md 4). */
final class AppDbJson {
    static final long USER = 1;

    /** With users as numbers, and without {@code createdBy}. */
    ObjectNode v1(AppCollection collection, AppDocument document) {
        ObjectNode json = head(collection, document);
        json.put("owner", USER);
        json.put("updatedBy", USER);
        return json;
    }

    /** With users as strings. */
    ObjectNode v2(AppCollection collection, AppDocument document) {
        ObjectNode json = head(collection, document);
        json.put("owner", Long.toString(USER));
        json.put("createdBy", Long.toString(USER));
        json.put("updatedBy", Long.toString(USER));
        return json;
    }

    private ObjectNode head(AppCollection collection, AppDocument document) {
        ObjectNode json = Json.object();
        json.put("id", document.id());
        json.put("datastoreId", collection.datastoreId());
        json.put("collectionId", collection.id());
        json.put("syncRequired", collection.syncEnabled());
        json.put("createdOn", Times.millis(document.createdOn()));
        json.put("updatedOn", Times.millis(document.updatedOn()));
        json.set("content", document.content());
        return json;
    }

    ObjectNode collection(AppCollection collection) {
        ObjectNode json = Json.object();
        json.put("id", collection.id());
        json.put("datastoreId", collection.datastoreId());
        json.put("name", collection.name());
        json.set("schema", collection.schema());
        json.put("syncEnabled", collection.syncEnabled());
        json.put("createdOn", Times.millis(collection.createdOn()));
        return json;
    }
}
