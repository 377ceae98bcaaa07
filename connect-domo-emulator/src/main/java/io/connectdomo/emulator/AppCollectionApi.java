package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A collection's schema and permissions, and the export of a datastore (product-apis.md, "App DB API"; observed-behaviour.md 4). */
final class AppCollectionApi {
    private static final String COLLECTION = "/datastores/v1/collections/{collection}";
    private static final Set<String> PERMISSIONS = Set.of(
            "read",
            "share",
            "delete",
            "write",
            "admin",
            "create_content",
            "read_content",
            "update_content",
            "delete_content");

    private final AppDb appDb;
    private final AppDbJson shape;
    private final Dialects dialects;

    AppCollectionApi(AppDb appDb, Dialects dialects) {
        this.appDb = appDb;
        this.shape = new AppDbJson();
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("GET", COLLECTION, this::get)
                .on("PUT", COLLECTION, this::update)
                .on("PUT", COLLECTION + "/permission/RYUU_APP/{proxy}", this::permit)
                .on("POST", "/datastores/v1/export", request -> export())
                .on("POST", "/datastores/v1/export/{datastore}", this::export);
    }

    private Reply get(Request request) {
        if (dialects.speaks(Dialect.APPDB_COLLECTION_NOT_SHOWN)) {
            throw new DomoError(405, "Method GET is not offered here");
        }
        return Reply.json(shape.collection(appDb.get(request.path("collection"))));
    }

    private Reply update(Request request) {
        AppCollection collection = appDb.get(request.path("collection"));
        JsonNode body = request.json();
        boolean sync = Json.flag(body, "syncEnabled");
        JsonNode schema = body.has("schema") ? body.get("schema") : collection.schema();
        requireColumns(schema, sync);
        collection.requireUnlocked();
        collection.schema(schema.deepCopy(), sync);
        return Reply.json(shape.collection(collection));
    }

    static void requireColumns(JsonNode schema, boolean sync) {
        JsonNode columns = schema.path("columns");
        if (!columns.isArray() || columns.isEmpty()) {
            throw DomoError.badRequest(
                    sync ? "'syncEnabled' needs a schema with columns" : "'schema' needs a list of columns");
        }
        Set<String> names = new HashSet<>();
        for (JsonNode column : columns) {
            String name = Json.text(column, "name");
            if (name == null || name.isBlank() || !names.add(name.toLowerCase(Locale.ROOT))) {
                throw DomoError.badRequest("A column has no name, or the name of another one: '" + name + "'");
            }
            String type = Json.text(column, "type");
            if (Arrays.stream(ColumnType.values())
                    .noneMatch(known -> known.name().equals(type))) {
                throw DomoError.badRequest("Unknown type '" + type + "'");
            }
        }
    }

    private Reply permit(Request request) {
        appDb.get(request.path("collection"));
        String permissions = request.query("permissions", "");
        for (String permission : permissions.split(",", -1)) {
            if (!PERMISSIONS.contains(permission)) {
                throw DomoError.badRequest("Unknown permission '" + permission + "'");
            }
        }
        return Reply.empty(204);
    }

    private Reply export(Request request) {
        appDb.requireDatastore(request.path("datastore"));
        return export();
    }

    private Reply export() {
        appDb.export();
        return Reply.empty(200);
    }
}
