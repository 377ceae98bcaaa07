package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Index requests and their progress (dataset.md, "Index DataSet", "Index Data Versions", "Index DataSet Progress"). */
final class IndexApi {
    private final Catalog catalog;
    private final Indexer indexer;
    private final Queries queries;
    private final VersionIds ids;
    private final Clock clock;

    IndexApi(Catalog catalog, Indexer indexer, Queries queries, VersionIds ids, Clock clock) {
        this.catalog = catalog;
        this.indexer = indexer;
        this.queries = queries;
        this.ids = ids;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", "/query/v1/datasources/{id}", this::indexAll)
                .on("POST", "/data/v3/datasources/{id}/indexes", this::index)
                .on("GET", "/data/v3/datasources/{id}/indexes/{key}/statuses", this::status);
    }

    private Reply indexAll(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        return requested(dataSet, dataSet.versions());
    }

    /** An empty or missing {@code dataIds} means all complete versions that are not indexed. */
    private Reply index(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        JsonNode dataIds = request.json().path("dataIds");
        if (dataIds.isEmpty()) {
            return requested(dataSet, dataSet.versions());
        }
        List<DataVersion> chosen = new ArrayList<>();
        dataIds.forEach(id -> chosen.add(ids.find(dataSet, id.asText())));
        return requested(dataSet, chosen);
    }

    private Reply requested(DataSet dataSet, List<DataVersion> versions) {
        IndexJob job = indexer.request(dataSet, versions, clock.instant());
        ObjectNode reply = Json.object();
        reply.put("requested", true);
        reply.put("requestedOn", job.requestedOn().toEpochMilli());
        reply.put("requestKey", job.requestKey());
        return Reply.json(reply);
    }

    private Reply status(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        IndexJob job = dataSet.job(request.path("key"));
        ObjectNode reply = Json.object();
        reply.put("dataSourceId", dataSet.id());
        ObjectNode detail = reply.putObject("detail");
        Schema schema = dataSet.table().schema();
        detail.put("columnCount", schema.columns().size());
        detail.put("rowCount", queries.count(dataSet));
        ArrayNode columns = detail.putArray("schema");
        for (Schema.Column column : schema.columns()) {
            columns.addObject()
                    .put("id", column.name())
                    .put("name", column.name())
                    .put("type", column.type().name());
        }
        ObjectNode progress = reply.putObject("progress");
        progress.put("requestKey", job.requestKey());
        progress.put("status", job.status().name());
        progress.put("progress", job.status() == IndexJob.Status.SUCCESS ? 100 : 0);
        progress.put("message", job.message());
        return Reply.json(reply);
    }
}
