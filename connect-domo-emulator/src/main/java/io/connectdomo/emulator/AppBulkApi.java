package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Documents in bulk: of v1, clients have the creation and product-apis.md the deletion (observed-behaviour.md 4); see {@link AppPages}. */
final class AppBulkApi {
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    private static final String BULK = "/bulk";

    /** One document of a bulk request; the id is null where it has none. */
    private record Entry(String id, ObjectNode content) {}

    private final AppDb appDb;
    private final Dialects dialects;
    private final AppPages pages;
    private final Clock clock;

    AppBulkApi(AppDb appDb, Dialects dialects, Clock clock) {
        this.appDb = appDb;
        this.dialects = dialects;
        this.pages = new AppPages(dialects);
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", AppPages.V1 + BULK, pages.v1(pages.bulk(this::create)))
                .on("DELETE", AppPages.V1 + BULK, pages.v1(this::delete))
                .on("POST", AppPages.V2 + BULK, pages.v2(pages.bulk(this::create)))
                .on("PUT", AppPages.V2 + BULK, pages.v2(pages.bulk(this::update)))
                .on("DELETE", AppPages.V2 + BULK, pages.v2(this::delete));
    }

    private Reply create(Request request) {
        AppCollection collection = appDb.get(request.path("collection"));
        JsonNode body = list(request);
        collection.requireUnlocked();
        int[] created = new int[1];
        apply(body, entry -> {
            if (entry.id() != null) {
                throw DomoError.badRequest("A document that is created has no 'id'");
            }
            collection.create(UUID.randomUUID().toString(), entry.content(), clock.instant());
            created[0]++;
        });
        return Reply.json(Json.object().put("Created", created[0]));
    }

    /** An id that is known updates; everything else creates. */
    private Reply update(Request request) {
        AppCollection collection = appDb.get(request.path("collection"));
        JsonNode body = list(request);
        collection.requireUnlocked();
        int[] updated = new int[1];
        int[] created = new int[1];
        apply(body, entry -> {
            if (entry.id() != null && collection.has(entry.id())) {
                collection.update(entry.id(), entry.content(), clock.instant());
                updated[0]++;
            } else {
                collection.create(newId(entry.id()), entry.content(), clock.instant());
                created[0]++;
            }
        });
        return Reply.json(Json.object().put("Updated", updated[0]).put("Created", created[0]));
    }

    private String newId(String asked) {
        boolean kept = asked != null && dialects.speaks(Dialect.APPDB_UNKNOWN_ID_KEPT);
        return kept ? asked : UUID.randomUUID().toString();
    }

    private Reply delete(Request request) {
        AppCollection collection = appDb.get(request.path("collection"));
        String ids = request.query("ids");
        if (ids == null || ids.isBlank()) {
            throw DomoError.badRequest("'ids' is required");
        }
        List<String> all = List.of(ids.split(",", -1));
        all.forEach(AppBulkApi::requireUuid);
        collection.requireUnlocked();
        long deleted = all.stream().filter(collection::delete).count();
        int status = dialects.speaks(Dialect.APPDB_BULK_DELETE_ACCEPTED) ? 202 : 200;
        return Reply.json(status, Json.object().put("Deleted", deleted));
    }

    private static JsonNode list(Request request) {
        JsonNode body = request.json(MAX_BODY_BYTES);
        if (!body.isArray() || body.isEmpty()) {
            throw DomoError.badRequest("A bulk request is a list of documents that is not empty");
        }
        return body;
    }

    private void apply(JsonNode body, Consumer<Entry> write) {
        if (dialects.speaks(Dialect.APPDB_BULK_REFUSED_FROM_THERE)) {
            body.forEach(document -> write.accept(entry(document)));
            return;
        }
        List<Entry> entries = new ArrayList<>();
        body.forEach(document -> entries.add(entry(document)));
        entries.forEach(write);
    }

    private static Entry entry(JsonNode document) {
        String id = Json.text(document, "id");
        if (id != null) {
            requireUuid(id);
        }
        return new Entry(id, AppContents.read(document));
    }

    private static void requireUuid(String id) {
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw DomoError.badRequest("Not a document's id: '" + id + "'");
        }
    }
}
