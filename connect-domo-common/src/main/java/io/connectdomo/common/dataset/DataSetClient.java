package io.connectdomo.common.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.http.UnusualReplies;
import io.connectdomo.common.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The DataSet endpoints that the sink needs. Every method blocks, makes one attempt, and throws {@link DomoException}
 * where it did not succeed. Thread-safe.
 */
public final class DataSetClient {
    private static final String DATASET = "/data/v3/datasources/{}";
    private static final String UPLOAD = DATASET + "/uploads/{}";

    private static final int PARTS_BELIEVED_AFTER = 10;

    private final DomoHttp http;
    private final UploadProtocol protocol;
    private final UnusualReplies partReplies = new UnusualReplies("parts", PARTS_BELIEVED_AFTER);

    public DataSetClient(DomoHttp http, DomoCompat compat) {
        this.http = http;
        this.protocol = new UploadProtocol(compat);
    }

    /** dataset.md, "Get DataSet Metadata". A DataSet that does not exist is {@code Refused} with 404. */
    public DataSetInfo get(String id) {
        DomoRequest request = DomoRequest.get(DATASET, id).withQuery("part", "core,permission,status,rowcolcount");
        return DataSetReplies.info(id, http.execute(request));
    }

    /** The schema that the next part must fit, hidden columns included (observed-behaviour.md 3). */
    public DataSetSchema latestSchema(String id) {
        return latestSchemaDocument(id).schema();
    }

    /** As {@link #latestSchema}, with all that has to be sent back to {@link #alterSchema}. */
    public SchemaDocument latestSchemaDocument(String id) {
        DomoResponse reply = http.execute(DomoRequest.get("/data/v2/datasources/{}/schemas/latest", id));
        ObjectNode body = reply.object();
        ObjectNode schema = body.path("schema") instanceof ObjectNode nested ? nested : body;
        return new SchemaDocument(schema, Schemas.parse(schema, reply));
    }

    /** The schema that queries see, hidden columns included (dataset.md, "Get DataSet Schema"). */
    public DataSetSchema indexedSchema(String id) {
        DomoResponse reply = http.execute(
                DomoRequest.get("/query/v1/datasources/{}/schema/indexed", id).withQuery("includeHidden", true));
        JsonNode body = reply.object();
        JsonNode tables = body.path("tables");
        return Schemas.parse(tables.isArray() ? tables.path(0) : body, reply);
    }

    /**
     * Replaces the whole schema (dataset.md, "Alter DataSet Schema"); {@link #index} makes it queryable.
     *
     * @param deadline hard, from the wait for a connection to the last byte of the reply
     */
    public void alterSchema(String id, SchemaDocument schema, Duration deadline) {
        http.execute(DomoRequest.post("/data/v2/datasources/{}/schemas", id)
                .withJson(schema.toRequest())
                .withDeadline(deadline));
    }

    /**
     * Creates an empty DataSet (dataset.md, "Create DataSet Copy"); key columns are marked as upsert keys.
     *
     * @return its id
     */
    public String create(String name, DataSetSchema schema) {
        ArrayNode columns = Json.array();
        for (Column column : schema.columns()) {
            ObjectNode node = columns.addObject();
            node.put("type", column.type().name()).put("name", column.name());
            if (column.upsertKey()) {
                node.put("upsertKey", true);
            }
        }
        ObjectNode body = Json.object().put("userDefinedType", "api").put("dataSourceName", name);
        body.putObject("schema").set("columns", columns);
        return DataSetReplies.createdId(
                http.execute(DomoRequest.post("/data/v2/datasources").withJson(body)));
    }

    /**
     * Stage 1 (dataset.md, "Upload CSV" stage 1, "Request Multipart Upload API"); bodies in {@link UploadProtocol}.
     *
     * @param dataTag the partition to replace, only with {@link UploadMode#REPLACE}
     * @return the upload; one that is never committed costs nothing
     */
    public StartedUpload startUpload(String id, UploadMode mode, Optional<String> dataTag, String message) {
        DomoRequest request = DomoRequest.post(DATASET + "/uploads", id);
        for (Map.Entry<String, String> parameter : protocol.query(mode, dataTag).entrySet()) {
            request = request.withQuery(parameter.getKey(), parameter.getValue());
        }
        return DataSetReplies.started(http.execute(request.withJson(protocol.stageOne(mode, dataTag, message))));
    }

    /**
     * Stage 2 (dataset.md, "Upload CSV" stage 2). Repeatable: the same part id overwrites (observed-behaviour.md 1.2).
     *
     * @param partId from 1 on, without gaps
     * @param gzip whether {@code body} is compressed already
     * @return whether the reply is in the form that Domo's specification has ({@code uploadStatus}); false where it never is here
     * @throws DomoException.UnknownOutcome where it is a success in another form: perhaps something before Domo answered
     */
    public boolean putPart(String id, long uploadId, int partId, PartBody body, boolean gzip) {
        DomoRequest request =
                DomoRequest.put(UPLOAD + "/parts/{}", id, uploadId, partId).withBody(body, "text/csv");
        DomoResponse reply = http.execute(gzip ? request.withContentEncoding("gzip") : request);
        return partReplies.judge(reply, DataSetReplies.isOfPart(reply));
    }

    /**
     * Stage 3 (dataset.md, "Upload CSV" stage 3; reply: observed-behaviour.md 1.3). What is not a readable success is
     * {@code UnknownOutcome} and must be resolved before anything is sent again (delivery.md 2.1).
     *
     * @param deadline hard, from the wait for a connection to the last byte of the reply
     */
    public CommitReply commit(
            String id,
            long uploadId,
            UploadMode mode,
            Optional<String> dataTag,
            boolean index,
            String message,
            Duration deadline) {
        DomoRequest request = DomoRequest.put(UPLOAD + "/commit", id, uploadId)
                .withJson(protocol.commit(mode, dataTag, index, message))
                .withDeadline(deadline);
        return DataSetReplies.commit(uploadId, http.execute(request));
    }

    /** Whether {@link #commit} can ask for indexing in this mode; where not, {@link #index} has to. */
    public boolean commitMayIndex(UploadMode mode) {
        return protocol.commitMayIndex(mode);
    }

    /** Whether a {@link UploadMode#REPLACE} that empties the DataSet needs one part of zero bytes, or must have none. */
    public boolean emptiesByPart() {
        return protocol.emptiesByPart();
    }

    /**
     * Indexes every complete version that is not indexed yet (dataset.md, "Index Data Versions").
     *
     * @return the key for {@link #indexStatus}, empty where the reply has none
     */
    public Optional<String> index(String id) {
        ObjectNode body = Json.object();
        body.putArray("dataIds");
        return DataSetReplies.indexKey(
                http.execute(DomoRequest.post(DATASET + "/indexes", id).withJson(body)));
    }

    /** dataset.md, "Index DataSet Progress". */
    public IndexStatus indexStatus(String id, String requestKey) {
        return DataSetReplies.indexStatus(
                http.execute(DomoRequest.get(DATASET + "/indexes/{}/statuses", id, requestKey)));
    }

    /** {@link #eachVersionV3} as a list. */
    public List<DataVersion> dataVersionsV3(String id) {
        List<DataVersion> all = new ArrayList<>();
        eachVersionV3(id, OptionalLong.empty(), all::add);
        return List.copyOf(all);
    }

    /** {@link #eachVersionV2} as a list. */
    public List<DataVersion> dataVersionsV2(String id) {
        List<DataVersion> all = new ArrayList<>();
        eachVersionV2(id, all::add);
        return List.copyOf(all);
    }

    /**
     * Data versions, also those not indexed yet (dataset.md, "GET Data Versions"; reply and parameters: observed-behaviour.md
     * 1.8), one after the other: a DataSet that is written to for years has tens of thousands. All of them, unless one is asked
     * for: their order is not documented, so a limit might cut off the newest.
     *
     * @param only the only version of interest; whether Domo then leaves the others out is for Domo to say
     */
    public void eachVersionV3(String id, OptionalLong only, Consumer<DataVersion> version) {
        DomoRequest all = DomoRequest.get(DATASET + "/dataversions/details", id).withQuery("limitToIndexed", false);
        each(
                only.isPresent() ? all.withQuery("dataVersionIds", only.getAsLong()) : all,
                DataSetReplies::versionV3,
                version);
    }

    /** Data versions by the older list, the only one whose reply Domo documents (observed-behaviour.md 1.8), one after the other. */
    public void eachVersionV2(String id, Consumer<DataVersion> version) {
        each(DomoRequest.get("/data/v2/datasources/{}/dataversions", id), DataSetReplies::versionV2, version);
    }

    /** Entries without an id are no use to anyone and left out. */
    private void each(
            DomoRequest request, Function<JsonNode, Optional<DataVersion>> read, Consumer<DataVersion> version) {
        http.stream(request, list -> {
            list.forEach(entry -> read.apply(entry).ifPresent(version));
            return true;
        });
    }

    /** Partitions, the latest completed first (dataset.md, "Search Partition List"). */
    public List<Partition> partitions(String id, int limit, int offset) {
        ObjectNode body = Json.object().put("limit", limit).put("offset", offset);
        ObjectNode order = body.putArray("paginationFields").addObject();
        order.put("fieldName", "datecompleted").put("sortOrder", "DESC");
        order.putObject("filterValues").putNull("MIN").putNull("MAX");
        return DataSetReplies.partitions(http.execute(
                DomoRequest.post("/query/v1/datasources/{}/partition/list", id).withJson(body)));
    }

    /**
     * What of the DataSet is queryable (dataset.md, "Query with SQL").
     *
     * @param sql a SELECT; whatever table it names, this DataSet is read
     * @return an object per row
     */
    public List<ObjectNode> query(String id, String sql) {
        DomoResponse reply = http.execute(DomoRequest.post("/query/v1/execute/{}", id)
                .withJson(Json.object().put("sql", sql)));
        List<ObjectNode> rows = new ArrayList<>();
        for (JsonNode row : reply.list()) {
            if (!(row instanceof ObjectNode object)) {
                throw reply.unreadable("a row that is no object");
            }
            rows.add(object);
        }
        return rows;
    }

    /** dataset.md, "Create DataSet Tag"; a tag that is there already stays. */
    public void addTags(String id, List<String> tags) {
        ArrayNode body = Json.array();
        tags.forEach(body::add);
        http.execute(DomoRequest.post("/data/ui/v3/datasources/{}/tags", id).withJson(body));
    }

    /** dataset.md, "Share DataSet with Access permissions"; nobody is sent an e-mail. */
    public void share(String id, List<Share> shares) {
        ObjectNode body = Json.object();
        ArrayNode permissions = body.putArray("permissions");
        for (Share share : shares) {
            permissions
                    .addObject()
                    .put("id", share.id())
                    .put("type", share.type().name())
                    .put("accessLevel", share.access().name());
        }
        http.execute(DomoRequest.post(DATASET + "/share", id).withJson(body.put("sendEmail", false)));
    }

    /**
     * dataset.md, "Change DataSet Properties". The page shows another property; name and description are what clients send.
     *
     * @param name the name that it has and keeps
     */
    public void describe(String id, String name, String description) {
        http.execute(DomoRequest.put(DATASET + "/properties", id)
                .withJson(Json.object().put("dataSourceName", name).put("dataSourceDescription", description)));
    }

    /** Deletes the DataSet with all its rows, for good (observed-behaviour.md 3). */
    public void delete(String id) {
        http.execute(DomoRequest.of("DELETE", DATASET, id).withQuery("deleteMethod", "hard"));
    }
}
