package io.connectdomo.common.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the replies of the DataSet endpoints; what they promise is on {@link DataSetClient}'s methods. */
final class DataSetReplies {
    private DataSetReplies() {}

    static DataSetInfo info(String id, DomoResponse reply) {
        ObjectNode body = reply.object();
        return new DataSetInfo(
                Lenient.text(body, "id").orElse(id),
                Lenient.text(body, "name").orElse(""),
                Lenient.text(body, "type").orElse(""),
                Lenient.text(body, "transportType").orElse(""),
                Lenient.text(body, "permissions"),
                Lenient.number(body, "streamId"),
                Lenient.number(body, "rowCount"),
                Lenient.instant(body, "created"),
                tags(body.path("tags")));
    }

    /** Domo's pages show JSON inside a text ({@code "[\"a\",\"b\"]"}); a list is one too. */
    private static List<String> tags(JsonNode tags) {
        try {
            JsonNode list = tags.isTextual() ? Json.parse(tags.asText().getBytes(StandardCharsets.UTF_8)) : tags;
            return StreamSupport.stream(list.spliterator(), false)
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .toList();
        } catch (IOException notJson) {
            return List.of(tags.asText());
        }
    }

    static StartedUpload started(DomoResponse reply) {
        ObjectNode body = reply.object();
        OptionalLong id = Lenient.number(body, "uploadId");
        return new StartedUpload(
                id.orElseThrow(() -> reply.unreadable("no uploadId")),
                Lenient.instant(body, "requestedAsOf").or(reply::serverTime));
    }

    /** {@code {"uploadStatus":…,"uploadMessage":…}} (observed-behaviour.md 1.2). */
    static boolean isOfPart(DomoResponse reply) {
        return reply.objectIfAny()
                .filter(body -> body.hasNonNull("uploadStatus"))
                .isPresent();
    }

    static CommitReply commit(long uploadId, DomoResponse reply) {
        ObjectNode body = reply.object();
        String status = Lenient.text(body, "status").orElse("");
        if (!status.equalsIgnoreCase("SUCCESS")) {
            throw reply.unreadable(status.isEmpty() ? "no status" : "the status '" + brief(status) + "'");
        }
        OptionalLong answered = Lenient.number(body, "uploadId");
        if (answered.isPresent() && answered.getAsLong() != uploadId) {
            throw reply.unreadable("the commit of upload " + answered.getAsLong());
        }
        JsonNode size = body.path("size");
        JsonNode indexing = body.path("indexing");
        return new CommitReply(
                status,
                Lenient.number(size, "rowCount"),
                Lenient.number(size, "partCount"),
                Lenient.text(indexing, "requestKey"),
                Lenient.flag(indexing, "requested"));
    }

    /** Empty where the reply has no key: indexing was asked for all the same. */
    static Optional<String> indexKey(DomoResponse reply) {
        return reply.empty() ? Optional.empty() : Lenient.text(reply.json(), "requestKey");
    }

    static IndexStatus indexStatus(DomoResponse reply) {
        ObjectNode body = reply.object();
        JsonNode progress = body.path("progress").isObject() ? body.path("progress") : body;
        String status = Lenient.text(progress, "status").orElseThrow(() -> reply.unreadable("no status"));
        return new IndexStatus(state(status), Lenient.number(progress, "progress"), Lenient.text(progress, "message"));
    }

    /** Empty where the entry has no id. */
    static Optional<DataVersion> versionV3(JsonNode entry) {
        return version(entry, "dataVersionId", "status", "rowCount", "datetimeRecorded");
    }

    /** Empty where the entry has no id. */
    static Optional<DataVersion> versionV2(JsonNode entry) {
        return version(entry, "dataId", "uploadStatus", "numRows", "recordedDate");
    }

    static List<Partition> partitions(DomoResponse reply) {
        return list(
                reply,
                partition -> Lenient.text(partition, "partitionId")
                        .map(id -> new Partition(
                                id,
                                Lenient.number(partition, "dataId"),
                                Lenient.number(partition, "rowCount"),
                                Lenient.instant(partition, "dateCompleted"))));
    }

    /** The new DataSet's id; the spec types this reply as JSON inside a JSON string (observed-behaviour.md 3). */
    static String createdId(DomoResponse reply) {
        JsonNode body = reply.json();
        JsonNode created = body.isTextual() ? nested(body.asText(), reply) : body;
        return Stream.of(created.path("dataSource"), created)
                .flatMap(node -> Stream.of(Lenient.text(node, "dataSourceId"), Lenient.text(node, "id")))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> reply.unreadable("no id of the new DataSet"));
    }

    private static JsonNode nested(String json, DomoResponse reply) {
        try {
            return Json.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw reply.unreadable("a text that is no JSON");
        }
    }

    private static Optional<DataVersion> version(
            JsonNode version, String id, String status, String rows, String recorded) {
        OptionalLong number = Lenient.number(version, id);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(new DataVersion(
                        number.getAsLong(),
                        VersionStatus.of(Lenient.text(version, status).orElse("")),
                        Lenient.number(version, rows).orElse(-1),
                        Lenient.instant(version, recorded).orElse(null)));
    }

    /** Entries without an id are no use to anyone and left out. */
    private static <T> List<T> list(DomoResponse reply, Function<JsonNode, Optional<T>> entry) {
        Stream<JsonNode> entries = StreamSupport.stream(reply.list().spliterator(), false);
        return entries.map(entry).flatMap(Optional::stream).toList();
    }

    private static IndexStatus.State state(String written) {
        return switch (written.toUpperCase(Locale.ROOT)) {
            case "PENDING" -> IndexStatus.State.PENDING;
            case "PROCESSING" -> IndexStatus.State.PROCESSING;
            case "SUCCESS" -> IndexStatus.State.SUCCESS;
            default -> IndexStatus.State.FAILED;
        };
    }

    private static String brief(String text) {
        return text.length() > 40 ? text.substring(0, 40) + "…" : text;
    }
}
