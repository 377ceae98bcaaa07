package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Partitions by their tag (dataset.md "GET Partition List" to "Delete Partition Tag"; observed-behaviour.md 1.6). */
final class PartitionApi {
    private static final DateTimeFormatter COMPLETED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+00:00'").withZone(ZoneOffset.UTC);

    private final Catalog catalog;
    private final VersionIds ids;

    PartitionApi(Catalog catalog, VersionIds ids) {
        this.catalog = catalog;
        this.ids = ids;
    }

    void routes(Router router) {
        router.on("GET", "/query/v1/datasources/{id}/partition", this::list)
                .on("POST", "/query/v1/datasources/{id}/partition/list", this::search)
                .on("DELETE", "/query/v1/datasources/{id}/tag/{tag}/data", this::deleteData)
                .on("DELETE", "/query/v1/datasources/{id}/partition/{tag}", this::deleteTag);
    }

    private Reply list(Request request) {
        ArrayNode reply = Json.array();
        catalog.get(request.path("id")).partitions().forEach(version -> reply.add(version.partition()));
        return Reply.json(reply);
    }

    /** Sorted by the time of completion, newest first unless the first pagination field says ASC. */
    private Reply search(Request request) {
        JsonNode body = request.json();
        List<ObjectNode> found = new ArrayList<>();
        catalog.get(request.path("id")).partitions().forEach(version -> found.add(json(version)));
        String order = Json.text(body.path("paginationFields").path(0), "sortOrder");
        if (!"ASC".equals(order)) {
            Collections.reverse(found);
        }
        int offset = Math.toIntExact(Json.number(body, "offset", 0));
        int limit = Math.toIntExact(Json.number(body, "limit", 100));
        return Reply.json(VersionApi.page(found, offset, limit));
    }

    private ObjectNode json(DataVersion version) {
        ObjectNode json = Json.object();
        json.put("dataId", ids.shown(version));
        json.put("partitionId", version.partition());
        json.put("dateCompleted", COMPLETED.format(version.commit().time()));
        json.put("rowCount", version.commit().rows());
        return json;
    }

    /** The rows leave the index when it is indexed again. */
    private Reply deleteData(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        DataVersion version = find(dataSet, request);
        synchronized (dataSet) {
            version.markDeleted();
        }
        return Reply.empty(200);
    }

    /** Removes the tag; the rows stay. After {@link #deleteData} the tag is gone already, which is no error. */
    private Reply deleteTag(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        String tag = tag(request);
        synchronized (dataSet) {
            dataSet.versions().stream()
                    .filter(version -> tag.equals(version.partition()))
                    .forEach(DataVersion::dropTag);
        }
        return Reply.empty(200);
    }

    private static DataVersion find(DataSet dataSet, Request request) {
        String tag = tag(request);
        return dataSet.partitions().stream()
                .filter(version -> tag.equals(version.partition()))
                .findFirst()
                .orElseThrow(() -> DomoError.notFound("Partition '" + tag + "' is not known"));
    }

    private static String tag(Request request) {
        // A plus sign in a path is a plus sign.
        return URLDecoder.decode(request.path("tag").replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
