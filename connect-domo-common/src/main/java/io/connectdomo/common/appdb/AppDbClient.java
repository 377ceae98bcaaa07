package io.connectdomo.common.appdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.http.RequestBody;
import io.connectdomo.common.http.UnusualReplies;
import io.connectdomo.common.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Documents of an AppDB collection, with {@link DocumentPages#V2} unless told otherwise (product-apis.md, "App DB API";
 * observed-behaviour.md 4; docs/domo-facts.md). Contents are JSON objects of at most
 * 2 MB, serialised by the caller in UTF-8 and sent as they are. Every method blocks, makes one attempt, and throws
 * {@link DomoException} where it did not succeed; a locked collection (423) is {@code Retriable}. Thread-safe.
 */
public final class AppDbClient {
    /** "There is an upper limit of 10,000 documents", of a list and of a query. */
    public static final int MOST_DOCUMENTS = 10_000;

    /** The status of what is not there. */
    public static final int NOT_FOUND = 404;

    private static final String JSON = "application/json";
    private static final String COLLECTION = "/datastores/v1/collections/{}";
    private static final String BULK = "/bulk";
    private static final String IDS = "ids";
    private static final int NOT_ALLOWED = 405;

    private static final int UPDATES_BELIEVED_AFTER = 3;

    private final DomoHttp http;
    private final Optional<Duration> deadline;
    private final UnusualReplies updates;
    private final DocumentPages pages;

    public AppDbClient(DomoHttp http) {
        this(
                http,
                Optional.empty(),
                new UnusualReplies("updates of documents", UPDATES_BELIEVED_AFTER),
                DocumentPages.V2);
    }

    private AppDbClient(DomoHttp http, Optional<Duration> deadline, UnusualReplies updates, DocumentPages pages) {
        this.http = http;
        this.deadline = deadline;
        this.updates = updates;
        this.pages = pages;
    }

    /** The same client, each of whose attempts ends within {@code hardDeadline}, to the last byte of its reply. */
    public AppDbClient within(Duration hardDeadline) {
        return new AppDbClient(http, Optional.of(hardDeadline), updates, pages);
    }

    /** The same client, which writes and lists documents with {@code other}. */
    public AppDbClient with(DocumentPages other) {
        return new AppDbClient(http, deadline, updates, other);
    }

    /**
     * "Create Document". Not repeatable: after {@code UnknownOutcome} the document may be there, and nothing but a query tells.
     *
     * @return its id
     */
    public String create(String collection, byte[] content) {
        return AppDbReplies.document(execute(
                        DomoRequest.post(pages.creation(), collection).withBody(Joined.document(content), JSON)))
                .id();
    }

    /**
     * Creates documents in bulk, at least one; as little repeatable as {@link #create}. May not be there: see {@link #lacksPage}.
     * Whether a refused request created some of them is not documented.
     */
    public BulkCounts createAll(String collection, List<byte[]> contents) {
        return AppDbReplies.counts(execute(
                DomoRequest.post(pages.documents() + BULK, collection).withBody(Joined.documents(contents), JSON)));
    }

    /**
     * "Update Document": replaces the content. Repeatable. A document that does not exist is {@code Refused} with 404.
     *
     * @throws DomoException.UnknownOutcome where it is a success that is no document: perhaps something before Domo answered
     */
    public void update(String collection, String id, byte[] content) {
        DomoResponse reply = execute(
                DomoRequest.put(pages.documents() + "/{}", collection, id).withBody(Joined.document(content), JSON));
        updates.judge(reply, reply.objectIfAny().filter(body -> body.has("id")).isPresent());
    }

    /**
     * "Bulk Upsert Documents", at least one, all with ids: v2's, for v1 has none. May not be there: see {@link #lacksPage}. An id that
     * does not exist any more creates a document, under that id or another (observed-behaviour.md 4): {@link BulkCounts#created}
     * tells.
     */
    public BulkCounts updateAll(String collection, List<DocumentUpdate> updates) {
        RequestBody body = Joined.updates(updates);
        return AppDbReplies.counts(execute(
                DomoRequest.put(DocumentPages.V2.documents() + BULK, collection).withBody(body, JSON)));
    }

    /**
     * "Delete Document".
     *
     * @return false where it did not exist
     */
    public boolean delete(String collection, String id) {
        return http.remove(timed(DomoRequest.of("DELETE", pages.documents() + "/{}", collection, id)));
    }

    /**
     * "Bulk Delete Documents", which may be carried out later (202). Repeatable.
     *
     * @param ids at least one, and no more than {@link #deleteSlices} puts together
     */
    public BulkCounts deleteAll(String collection, List<String> ids) {
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("No documents");
        }
        return AppDbReplies.countsIfAny(execute(bulkDelete(collection).withQuery(IDS, String.join(",", ids))));
    }

    /** {@code ids} in order, cut so that the URL of each {@link #deleteAll} stays below 8 000 characters. */
    public List<List<String>> deleteSlices(String collection, List<String> ids) {
        return http.slices(bulkDelete(collection), IDS, ids);
    }

    /**
     * Whether {@code failure} says that this instance has no such page, or no such collection: both are answered 404. One that
     * {@link DomoException.Refused#mayPass()} may be the word of something before Domo.
     */
    public static boolean lacksPage(DomoException failure) {
        return failure instanceof DomoException.Refused refused
                && (refused.status() == NOT_FOUND || refused.status() == NOT_ALLOWED);
    }

    /** "List Documents": the first of them, in Domo's order. Changes nothing, so that it shows whether {@link DocumentPages} are there. */
    public List<AppDbDocument> list(String collection, int limit) {
        return AppDbReplies.documents(
                execute(DomoRequest.get(pages.documents(), collection).withQuery("limit", limit)));
    }

    /** "Get Document"; empty where it does not exist. */
    public Optional<AppDbDocument> document(String collection, String id) {
        return find(DomoRequest.get(pages.documents() + "/{}", collection, id)).map(AppDbReplies::document);
    }

    /**
     * "Query Document" (v2).
     *
     * @param predicate MongoDB's, without {@code $where} and {@code $near}; content fields are {@code content.…}, and real
     *     dates are compared as {@code {"$date":…}}
     * @param orderBy a field and {@code ascending} or {@code descending}, for example {@code createdOn ascending}
     * @param limit 1 to {@link #MOST_DOCUMENTS}; the reply must stay below {@link DomoHttp#MAX_REPLY_BYTES}
     */
    public List<AppDbDocument> query(
            String collection, JsonNode predicate, Optional<String> orderBy, int limit, int offset) {
        DomoRequest request = DomoRequest.post(DocumentPages.V2.documents() + "/query", collection)
                .withQuery("limit", limit)
                .withQuery("offset", offset)
                .withJson(predicate);
        return AppDbReplies.documents(execute(
                orderBy.map(order -> request.withQuery("orderby", order)).orElse(request)));
    }

    /** The collection with its schema; empty where it does not exist or the token's user may not know of it. */
    public Optional<AppDbCollection> collection(String collection) {
        return find(DomoRequest.get(COLLECTION, collection)).map(reply -> AppDbReplies.collection(collection, reply));
    }

    /**
     * "Update Collection Schema". Replaces the schema. Repeatable.
     *
     * @param columns at least one where {@code syncEnabled}: without a schema Domo refuses to sync
     */
    public void updateSchema(String collection, List<CollectionColumn> columns, boolean syncEnabled) {
        ObjectNode body = Json.object();
        ArrayNode written = body.putObject("schema").putArray("columns");
        for (CollectionColumn column : columns) {
            written.addObject()
                    .put("type", column.type())
                    .put("name", column.name())
                    .put("visible", column.visible());
        }
        execute(DomoRequest.put(COLLECTION, collection).withJson(body.put("syncEnabled", syncEnabled)));
    }

    private DomoRequest bulkDelete(String collection) {
        return DomoRequest.of("DELETE", pages.documents() + BULK, collection);
    }

    private DomoResponse execute(DomoRequest request) {
        return http.execute(timed(request));
    }

    private Optional<DomoResponse> find(DomoRequest request) {
        return http.find(timed(request));
    }

    private DomoRequest timed(DomoRequest request) {
        return deadline.map(request::withDeadline).orElse(request);
    }
}
