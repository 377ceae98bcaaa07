package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Documents one by one and by query (product-apis.md, "App DB API"). */
final class AppDbApi {
    private static final int MOST = 10_000;
    /** A query that asks for 10 000 keys is larger than what other requests are allowed. */
    private static final int MAX_QUERY_BYTES = 16 * 1024 * 1024;

    private static final String V1 = "/datastores/v1/collections/{collection}/documents";
    private static final List<String> AGGREGATIONS = List.of("groupby", "count", "avg", "min", "max", "sum", "unwind");

    private final AppDb appDb;
    private final AppDbJson shape;
    private final Dialects dialects;
    private final Clock clock;

    AppDbApi(AppDb appDb, Dialects dialects, Clock clock) {
        this.appDb = appDb;
        this.shape = new AppDbJson(appDb);
        this.dialects = dialects;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("GET", V1, this::list)
                .on("POST", V1, this::create)
                .on("GET", V1 + "/{document}", this::get)
                .on("PUT", V1 + "/{document}", this::update)
                .on("DELETE", V1 + "/{document}", this::delete)
                .on("POST", "/datastores/v2/collections/{collection}/documents/query", this::query);
    }

    private Reply list(Request request) {
        AppCollection collection = collection(request);
        int limit = request.limit(MOST, MOST);
        long offset = request.number("offset", 0);
        ArrayNode reply = Json.array();
        collection.all().stream()
                .skip(offset)
                .limit(limit)
                .forEach(document -> reply.add(shape.v1(collection, document)));
        return Reply.json(reply);
    }

    private Reply create(Request request) {
        AppCollection collection = collection(request);
        ObjectNode content = AppContents.read(request.json());
        collection.requireUnlocked();
        AppDocument document = collection.create(UUID.randomUUID().toString(), content, clock.instant());
        int status = dialects.speaks(Dialect.APPDB_CREATE_CREATED) ? 201 : 200;
        return Reply.json(status, shape.v1(collection, document).put("createdBy", AppDbJson.USER));
    }

    private Reply get(Request request) {
        AppCollection collection = collection(request);
        return Reply.json(shape.v1(collection, collection.get(request.path("document"))));
    }

    private Reply update(Request request) {
        AppCollection collection = collection(request);
        collection.get(request.path("document"));
        ObjectNode content = AppContents.read(request.json());
        collection.requireUnlocked();
        return Reply.json(shape.v1(collection, collection.update(request.path("document"), content, clock.instant())));
    }

    private Reply delete(Request request) {
        AppCollection collection = collection(request);
        collection.get(request.path("document"));
        collection.requireUnlocked();
        if (!collection.delete(request.path("document"))) {
            throw DomoError.notFound("Document could not be found: " + request.path("document"));
        }
        return Reply.empty(204);
    }

    private Reply query(Request request) {
        AppCollection collection = collection(request);
        AGGREGATIONS.stream().filter(name -> request.query(name) != null).forEach(name -> {
            throw DomoError.badRequest("The emulator does not aggregate: '" + name + "'");
        });
        int limit = request.limit(MOST, MOST);
        long offset = request.number("offset", 0);
        JsonNode body = request.json(MAX_QUERY_BYTES);
        AppPredicate predicate = AppPredicate.read(body);
        AppOrder order = AppOrder.read(request.query("orderby"));
        ArrayNode reply = Json.array();
        order.sort(collection.matching(predicate)).stream()
                .skip(offset)
                .limit(limit)
                .forEach(document -> reply.add(shape.v2(collection, document)));
        return Reply.json(reply);
    }

    private AppCollection collection(Request request) {
        return appDb.get(request.path("collection"));
    }
}
