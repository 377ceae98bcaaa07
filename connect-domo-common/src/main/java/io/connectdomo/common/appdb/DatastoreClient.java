package io.connectdomo.common.appdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * AppDB's datastores, and the making of collections (docs/domo-facts.md, "AppDB"). Domo's page shows both creations; of the list and the deletions it has the names
 * alone, and their form is assumed from their neighbours'. Every method blocks, makes one attempt, and throws {@link DomoException} where
 * it did not succeed. Thread-safe.
 */
public final class DatastoreClient {
    private static final String DATASTORES = "/datastores/v1";
    private static final String COLLECTIONS = DATASTORES + "/collections";
    private static final String DATASTORE_ID = "datastoreId";

    private final DomoHttp http;
    private final Duration deadline;

    /**
     * @param deadline of each attempt, to the last byte of its reply
     */
    public DatastoreClient(DomoHttp http, Duration deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /**
     * "Create Datastore". Not repeatable.
     *
     * @return its id
     */
    public String create(String name) {
        return id(http.execute(DomoRequest.post(DATASTORES)
                .withJson(Json.object().put("name", name))
                .withDeadline(deadline)));
    }

    /**
     * "Delete Datastore", an empty one.
     *
     * @return false where it was not there
     */
    public boolean delete(String datastore) {
        return http.remove(
                DomoRequest.of("DELETE", DATASTORES + "/{}", datastore).withDeadline(deadline));
    }

    /** "List Collections" of a datastore. */
    public List<DatastoreCollection> collections(String datastore) {
        DomoResponse reply = http.execute(
                DomoRequest.get(COLLECTIONS).withQuery(DATASTORE_ID, datastore).withDeadline(deadline));
        List<DatastoreCollection> collections = new ArrayList<>();
        for (JsonNode entry : reply.list()) {
            String id = Lenient.text(entry, "id").orElseThrow(() -> reply.unreadable("a collection without an id"));
            collections.add(
                    new DatastoreCollection(id, Lenient.text(entry, "name"), Lenient.instant(entry, "createdOn")));
        }
        return List.copyOf(collections);
    }

    /**
     * "Create Collection": empty, without a schema, and not synced to a DataSet. Not repeatable: whether names are unique is not documented.
     *
     * @return its id
     */
    public String createCollection(String datastore, String name) {
        return id(http.execute(DomoRequest.post(COLLECTIONS)
                .withQuery(DATASTORE_ID, datastore)
                .withJson(Json.object().put("name", name).put("syncEnabled", false))
                .withDeadline(deadline)));
    }

    /**
     * "Delete Collection", with its documents.
     *
     * @return false where it was not there
     */
    public boolean deleteCollection(String collection) {
        return http.remove(
                DomoRequest.of("DELETE", COLLECTIONS + "/{}", collection).withDeadline(deadline));
    }

    private static String id(DomoResponse reply) {
        return Lenient.text(reply.object(), "id").orElseThrow(() -> reply.unreadable("no id of what was made"));
    }
}
