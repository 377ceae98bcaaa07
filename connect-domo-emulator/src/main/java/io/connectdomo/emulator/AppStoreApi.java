package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Datastores and the making of collections (docs/domo-facts.md).
 * The forms of lists and deletions are assumed: the page names them and does not show them.
 */
final class AppStoreApi {
    private static final String STORES = "/datastores/v1";
    private static final String COLLECTIONS = STORES + "/collections";

    private final AppDb appDb;
    private final AppDbJson shape = new AppDbJson();
    private final Dialects dialects;

    AppStoreApi(AppDb appDb, Dialects dialects) {
        this.appDb = appDb;
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("POST", STORES, there(this::createDatastore))
                .on("GET", COLLECTIONS, there(this::list))
                .on("POST", COLLECTIONS, there(this::createCollection))
                .on("DELETE", COLLECTIONS + "/{collection}", there(this::deleteCollection))
                .on("DELETE", STORES + "/{datastore}", there(this::deleteDatastore));
    }

    private Router.Handler there(Router.Handler page) {
        return request -> {
            if (dialects.speaks(Dialect.APPDB_STORES_NOT_FOUND)) {
                throw DomoError.notFound("Not Found");
            }
            if (dialects.speaks(Dialect.APPDB_STORES_FORBIDDEN)) {
                throw new DomoError(403, "Forbidden");
            }
            return page.handle(request);
        };
    }

    private Reply createDatastore(Request request) {
        String name = name(request.json());
        return Reply.json(Json.object().put("id", appDb.createDatastore()).put("name", name));
    }

    private Reply deleteDatastore(Request request) {
        appDb.deleteDatastore(request.path("datastore"));
        return Reply.empty(204);
    }

    private Reply list(Request request) {
        ArrayNode reply = Json.array();
        appDb.in(datastore(request)).forEach(collection -> reply.add(shape.collection(collection)));
        return Reply.json(reply);
    }

    private Reply createCollection(Request request) {
        String datastore = datastore(request);
        JsonNode body = request.json();
        String name = name(body);
        boolean sync = Json.flag(body, "syncEnabled");
        if (sync || body.has("schema")) {
            AppCollectionApi.requireColumns(body.path("schema"), sync);
        }
        synchronized (appDb) {
            boolean taken = !appDb.collectionsNamed(datastore, name).isEmpty();
            if (taken && dialects.speaks(Dialect.APPDB_SAME_NAME_CONFLICT)) {
                throw DomoError.conflict("A collection of this name exists already");
            }
            if (taken && dialects.speaks(Dialect.APPDB_SAME_NAME_BAD_REQUEST)) {
                throw DomoError.badRequest("A collection of this name exists already");
            }
            AppCollection made = appDb.create(datastore, name);
            if (body.path("schema") instanceof ObjectNode schema) {
                made.schema(schema.deepCopy(), sync);
            }
            return Reply.json(shape.collection(made));
        }
    }

    private Reply deleteCollection(Request request) {
        appDb.deleteCollection(request.path("collection"));
        return Reply.empty(204);
    }

    private static String datastore(Request request) {
        String datastore = request.query("datastoreId");
        if (datastore == null || datastore.isBlank()) {
            throw DomoError.badRequest("'datastoreId' is required");
        }
        return datastore;
    }

    private static String name(JsonNode body) {
        String name = Json.text(body, "name");
        if (name == null || name.isBlank()) {
            throw DomoError.badRequest("'name' is required");
        }
        return name;
    }
}
