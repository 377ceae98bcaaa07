package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Create, get and delete a DataSet; read and alter its schema (dataset.md; observed-behaviour.md 3). */
final class DataSetApi {
    private final Catalog catalog;
    private final DataSets dataSets;
    private final Queries queries;
    private final Dialects dialects;

    DataSetApi(Catalog catalog, DataSets dataSets, Queries queries, Dialects dialects) {
        this.catalog = catalog;
        this.dataSets = dataSets;
        this.queries = queries;
        this.dialects = dialects;
    }

    void routes(Router router) {
        router.on("POST", "/data/v2/datasources", this::create)
                .on("GET", "/data/v3/datasources/{id}", this::get)
                .on("DELETE", "/data/v3/datasources/{id}", this::delete)
                .on("GET", "/data/v2/datasources/{id}/schemas/latest", this::latest)
                .on("GET", "/query/v1/datasources/{id}/schema/indexed", this::indexed)
                .on("POST", "/data/v2/datasources/{id}/schemas", this::alter);
    }

    private Reply create(Request request) {
        JsonNode body = request.json();
        String name = Json.text(body, "dataSourceName");
        if (name == null || name.isBlank()) {
            throw DomoError.badRequest("'dataSourceName' is required");
        }
        if (!"api".equals(Json.text(body, "userDefinedType"))) {
            throw DomoError.badRequest("'userDefinedType' must be api");
        }
        DataSet dataSet = dataSets.create(name, Json.text(body, "description"), Schema.read(1, body.path("schema")));
        ObjectNode reply = Json.object();
        reply.putObject("dataSource").put("dataSourceId", dataSet.id());
        return Reply.json(reply);
    }

    private Reply get(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        ObjectNode reply = Json.object();
        reply.put("id", dataSet.id());
        reply.put("displayType", "api");
        reply.put("dataProviderType", "api");
        reply.put("type", "api");
        reply.put("name", dataSet.name());
        reply.put("description", dataSet.description());
        ObjectNode owner = reply.putObject("owner");
        owner.put("id", "1");
        owner.put("name", "Emulator");
        owner.put("type", "USER");
        owner.put("group", false);
        reply.put("status", "SUCCESS");
        reply.put("created", dataSet.created().toEpochMilli());
        reply.put("lastTouched", dataSet.updated().toEpochMilli());
        reply.put("lastUpdated", dataSet.updated().toEpochMilli());
        reply.put("rowCount", queries.count(dataSet));
        reply.put("columnCount", dataSet.latest().columns().size());
        reply.put("state", "SUCCESS");
        // A stream of the emulator is a connector's (StreamApi), and so is what it feeds.
        reply.put("transportType", dataSet.streamId() == null ? "API" : "CONNECTOR");
        reply.put("currentUserFullAccess", true);
        reply.put("cloudId", "domo");
        reply.put("cloudName", "Domo");
        reply.put("permissions", "READ_WRITE_DELETE_SHARE_ADMIN");
        reply.put("hidden", false);
        if (dataSet.streamId() != null) {
            reply.put("streamId", dataSet.streamId());
        }
        if (!dataSet.tags().isEmpty()) {
            reply.put("tags", Json.text(dataSet.tags())); // JSON inside a text, as dataset.md shows a stream's
        }
        reply.setAll(dataSet.metadata());
        return Reply.json(reply);
    }

    private Reply delete(Request request) {
        String how = request.query("deleteMethod");
        if (how != null && !Set.of("hard", "soft").contains(how)) {
            throw DomoError.badRequest("Unknown deleteMethod '" + how + "'");
        }
        dataSets.delete(request.path("id"));
        return Reply.empty(200);
    }

    private Reply latest(Request request) {
        return Reply.json(catalog.get(request.path("id")).latest().latestJson(showKeys()));
    }

    private Reply indexed(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        boolean includeHidden = "true".equals(request.query("includeHidden"));
        return Reply.json(dataSet.table().schema().indexedJson(dataSet.id(), includeHidden, showKeys()));
    }

    /** Replaces the whole schema: a column that is not sent is gone, a key that is not sent again is a key no more. */
    private Reply alter(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        JsonNode body = request.json();
        dataSet.writeLock().lock();
        try {
            Schema schema = Schema.read(dataSet.latest().id() + 1, body);
            dataSet.alter(schema);
            return Reply.json(Json.object().put("schemaId", schema.id()));
        } finally {
            dataSet.writeLock().unlock();
        }
    }

    private boolean showKeys() {
        return dialects.speaks(Dialect.KEY_COLUMNS_SHOWN);
    }
}
