package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** Documents one by one and by query (product-apis.md, "App DB API"; see {@link AppPages}). */
final class AppDbApi {
    private static final int MOST = 10_000;
    /** A query that asks for 10 000 keys is larger than what other requests are allowed. */
    private static final int MAX_QUERY_BYTES = 16 * 1024 * 1024;

    private static final String ONE = "/{document}";
    private static final List<String> AGGREGATIONS = List.of("groupby", "count", "avg", "min", "max", "sum", "unwind");

    private final AppDb appDb;
    private final AppDbJson shape;
    private final Dialects dialects;
    private final AppPages pages;
    private final Clock clock;

    AppDbApi(AppDb appDb, Dialects dialects, Clock clock) {
        this.appDb = appDb;
        this.shape = new AppDbJson();
        this.dialects = dialects;
        this.pages = new AppPages(dialects);
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("GET", AppPages.V1, pages.v1(request -> list(request, shape::v1)))
                .on("POST", AppPages.V1, pages.v1(request -> create(request, this::createdV1)))
                .on("GET", AppPages.V1 + ONE, pages.v1(request -> get(request, shape::v1)))
                .on("PUT", AppPages.V1 + ONE, pages.v1(request -> update(request, shape::v1)))
                .on("DELETE", AppPages.V1 + ONE, pages.v1(this::delete))
                .on("GET", AppPages.V2, pages.v2(request -> list(request, shape::v2)))
                .on("POST", AppPages.V2, pages.v2(request -> create(request, shape::v2)))
                .on("GET", AppPages.V2 + ONE, pages.v2(request -> get(request, shape::v2)))
                .on("PUT", AppPages.V2 + ONE, pages.v2(request -> update(request, shape::v2)))
                .on("DELETE", AppPages.V2 + ONE, pages.v2(this::delete))
                .on("POST", AppPages.V2 + "/query", this::query);
    }

    /** How a version shows a document. */
    private interface Shape extends BiFunction<AppCollection, AppDocument, ObjectNode> {}

    private ObjectNode createdV1(AppCollection collection, AppDocument document) {
        return shape.v1(collection, document).put("createdBy", AppDbJson.USER);
    }

    private Reply list(Request request, Shape shown) {
        AppCollection collection = collection(request);
        int limit = request.limit(MOST, MOST);
        long offset = request.number("offset", 0);
        ArrayNode reply = Json.array();
        collection.all().stream()
                .skip(offset)
                .limit(limit)
                .forEach(document -> reply.add(shown.apply(collection, document)));
        return Reply.json(reply);
    }

    private Reply create(Request request, Shape shown) {
        AppCollection collection = collection(request);
        ObjectNode content = AppContents.read(request.json());
        collection.requireUnlocked();
        AppDocument document = collection.create(UUID.randomUUID().toString(), content, clock.instant());
        int status = dialects.speaks(Dialect.APPDB_CREATE_CREATED) ? 201 : 200;
        return Reply.json(status, shown.apply(collection, document));
    }

    private Reply get(Request request, Shape shown) {
        AppCollection collection = collection(request);
        return Reply.json(shown.apply(collection, collection.get(request.path("document"))));
    }

    private Reply update(Request request, Shape shown) {
        AppCollection collection = collection(request);
        collection.get(request.path("document"));
        ObjectNode content = AppContents.read(request.json());
        collection.requireUnlocked();
        return Reply.json(
                shown.apply(collection, collection.update(request.path("document"), content, clock.instant())));
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
