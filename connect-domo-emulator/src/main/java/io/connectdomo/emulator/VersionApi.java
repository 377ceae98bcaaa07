package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The two lists of data versions, and their deletion (observed-behaviour.md 1.8; dataset.md "GET Data Versions"). */
final class VersionApi {
    private final Catalog catalog;
    private final Indexer indexer;
    private final VersionIds ids;
    private final Dialects dialects;
    private final Clock clock;

    VersionApi(Catalog catalog, Indexer indexer, VersionIds ids, Dialects dialects, Clock clock) {
        this.catalog = catalog;
        this.indexer = indexer;
        this.ids = ids;
        this.dialects = dialects;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("GET", "/data/v3/datasources/{id}/dataversions/details", this::details)
                .on("GET", "/data/v3/datasources/{id}/dataversions/{version}/details", this::detail)
                .on("GET", "/data/v2/datasources/{id}/dataversions", this::list)
                .on("DELETE", "/data/v2/datasources/{id}/dataversions", this::delete);
    }

    /** v3, newest first; {@code limitToIndexed} is true unless told. */
    private Reply details(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        boolean indexedOnly = !"false".equals(request.query("limitToIndexed"));
        Set<String> wantedIds = wanted(request, "dataVersionIds");
        Set<String> wantedStatuses = wanted(request, "statuses");
        List<ObjectNode> found = new ArrayList<>();
        List<ObjectNode> all = new ArrayList<>();
        for (DataVersion version : shown(dataSet, Dialect.VERSION_ONLY_V2)) {
            if (!indexedOnly || isIndexed(dataSet, version)) {
                all.add(v3(dataSet, version));
            }
        }
        if (!indexedOnly) {
            open(dataSet).forEach(upload -> all.add(openV3(dataSet, upload)));
        }
        for (ObjectNode json : all) {
            boolean fits = (wantedIds.isEmpty()
                            || wantedIds.contains(json.path("dataVersionId").asText()))
                    && (wantedStatuses.isEmpty()
                            || wantedStatuses.contains(json.path("status").asText()));
            if (fits) {
                found.add(0, json);
            }
        }
        return Reply.json(page(found, number(request, "offset", 0), number(request, "limit", -1)));
    }

    private Reply detail(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        DataVersion version = ids.find(dataSet, request.path("version"));
        if (!shown(dataSet, Dialect.VERSION_ONLY_V2).contains(version)) {
            throw DomoError.notFound("Data version " + request.path("version") + " is not known");
        }
        return Reply.json(v3(dataSet, version));
    }

    private Reply list(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        ArrayNode reply = Json.array();
        shown(dataSet, Dialect.VERSION_ONLY_V3).forEach(version -> reply.add(v2(version)));
        open(dataSet).forEach(upload -> reply.add(openV2(upload)));
        return Reply.json(reply);
    }

    /** Irreversible; rows leave the index when it is indexed again. What an upsert overwrote does not come back. */
    private Reply delete(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        JsonNode body = request.json();
        if (!body.isArray() || body.isEmpty()) {
            throw DomoError.badRequest("The body must be a list of data version ids");
        }
        List<DataVersion> doomed = new ArrayList<>();
        body.forEach(id -> doomed.add(ids.find(dataSet, id.asText())));
        synchronized (dataSet) {
            doomed.forEach(DataVersion::markDeleted);
        }
        if ("true".equals(request.query("index"))) {
            indexer.request(dataSet, dataSet.versions(), clock.instant());
        }
        return Reply.empty(200);
    }

    private List<DataVersion> shown(DataSet dataSet, Dialect notHere) {
        if (dialects.speaks(notHere)) {
            return List.of();
        }
        boolean late = dialects.speaks(Dialect.VERSION_LATE) || dialects.speaks(Dialect.VERSION_OTHER_ID_LATE);
        synchronized (dataSet) {
            return dataSet.versions().stream()
                    .filter(version -> !version.deleted())
                    .filter(version -> !late || settled(version))
                    .toList();
        }
    }

    /** The uploads that the lists show although they are not committed. */
    private List<Upload> open(DataSet dataSet) {
        return dialects.speaks(Dialect.VERSION_OPEN_SHOWN) ? dataSet.newestOpen() : List.of();
    }

    private static ObjectNode openV3(DataSet dataSet, Upload upload) {
        ObjectNode json = Json.object();
        json.put("dataSourceId", dataSet.id());
        json.put("dataVersionId", upload.id());
        json.put("datetimeRecorded", upload.openedAt().toEpochMilli());
        json.put("rowCount", 0);
        json.put("status", "processing");
        json.put("statusMessage", "");
        return json;
    }

    private static ObjectNode openV2(Upload upload) {
        ObjectNode json = Json.object();
        json.put("dataId", Long.toString(upload.id()));
        json.put("uploadStatus", "processing");
        json.put("recordedDate", upload.openedAt().toString());
        json.put("numRows", 0);
        json.put("uploadPercent", "0");
        return json;
    }

    private boolean settled(DataVersion version) {
        Instant settledAt = version.commit().time().plus(dialects.versionDelay());
        return !clock.instant().isBefore(settledAt);
    }

    private static boolean isIndexed(DataSet dataSet, DataVersion version) {
        synchronized (dataSet) {
            return version.indexed();
        }
    }

    private String status(DataVersion version) {
        return dialects.speaks(Dialect.VERSION_PROCESSING) && !settled(version) ? "processing" : "success";
    }

    private ObjectNode v3(DataSet dataSet, DataVersion version) {
        CommitRecord commit = version.commit();
        ObjectNode json = Json.object();
        json.put("dataSourceId", dataSet.id());
        json.put("dataVersionId", ids.shown(version));
        json.put("datetimeRecorded", commit.time().toEpochMilli());
        json.put("datetimeUploadCompleted", commit.time().toEpochMilli());
        json.put("rowCount", commit.rows());
        json.put("runDurationSeconds", 0);
        json.put("schemaId", version.schema().id());
        json.put("sizeBytes", commit.bytes());
        json.put("status", status(version));
        json.put("statusMessage", "");
        return json;
    }

    /** Ids and percent come as strings in one client's captures. */
    private ObjectNode v2(DataVersion version) {
        CommitRecord commit = version.commit();
        ObjectNode json = Json.object();
        json.put("schemaId", Integer.toString(version.schema().id()));
        json.put("dataId", Long.toString(ids.shown(version)));
        json.put("uploadStatus", status(version));
        json.put("recordedDate", commit.time().toString());
        json.put("uploadCompletedDate", commit.time().toString());
        json.put("numRows", commit.rows());
        json.put("numBytes", commit.bytes());
        json.put("uploadMessage", commit.message());
        json.put("uploadPercent", "100");
        return json;
    }

    static List<ObjectNode> page(List<ObjectNode> all, int offset, int limit) {
        int from = Math.min(Math.max(offset, 0), all.size());
        int to = limit < 0 ? all.size() : Math.min(all.size(), from + limit);
        return all.subList(from, to);
    }

    private static int number(Request request, String name, int otherwise) {
        String text = request.query(name);
        try {
            return text == null ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new DomoError(400, "'" + name + "' is not a whole number", e);
        }
    }

    private static Set<String> wanted(Request request, String name) {
        String list = request.query(name);
        return list == null || list.isEmpty()
                ? Set.of()
                : Set.copyOf(Arrays.asList(list.toLowerCase(Locale.ROOT).split(",", -1)));
    }
}
