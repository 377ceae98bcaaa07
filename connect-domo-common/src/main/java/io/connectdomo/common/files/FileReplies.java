package io.connectdomo.common.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads what the Files API answers, as files-and-multipart.md and product-apis.md have it. */
final class FileReplies {
    static final String SHA_256_HEX = "[0-9a-fA-F]{64}";

    private FileReplies() {}

    static long number(DomoResponse reply, String field) {
        return number(reply.object(), reply::unreadable, field);
    }

    static String session(DomoResponse reply) {
        return Lenient.text(reply.object(), "sessionId")
                .orElseThrow(() -> reply.unreadable("an upload session without a sessionId"));
    }

    static FileCommit commit(DomoResponse reply) {
        ObjectNode body = reply.object();
        return new FileCommit(number(body, reply::unreadable, "dataFileId"), Lenient.number(body, "revisionId"));
    }

    /**
     * @param unreadable makes the failure of a reply that says what it is given
     */
    static FileInfo file(JsonNode entry, Function<String, DomoException.UnknownOutcome> unreadable) {
        List<FileRevision> revisions = new ArrayList<>();
        entry.path("revisions").forEach(revision -> revisions.add(revision(revision)));
        JsonNode nested = entry.path("currentRevision");
        // One example has the hash in the file itself (product-apis.md, "Get File Metadata by ID").
        Optional<FileRevision> current = nested.isObject() || entry.has("sha256HashValue")
                ? Optional.of(revision(nested.isObject() ? nested : entry))
                : Optional.empty();
        return new FileInfo(number(entry, unreadable, "dataFileId"), Lenient.text(entry, "name"), current, revisions);
    }

    static FilePermissions permissions(DomoResponse reply) {
        ObjectNode body = reply.object();
        String open = Lenient.text(body, "publicAccess")
                .orElseThrow(() -> reply.unreadable("permissions without publicAccess"));
        return new FilePermissions(body, Boolean.parseBoolean(open));
    }

    /** The SHA-256 that Domo says it received; empty where the reply is empty or says something else. */
    static Optional<String> checksum(DomoResponse reply) {
        if (reply.empty()) {
            return Optional.empty();
        }
        return Lenient.text(reply.json(), "checksum").filter(checksum -> checksum.matches(SHA_256_HEX));
    }

    private static FileRevision revision(JsonNode node) {
        return new FileRevision(
                Lenient.number(node, "dataFileRevisionId"),
                Lenient.number(node, "sizeBytes"),
                Lenient.text(node, "sha256HashValue")
                        .filter(hash -> hash.matches(SHA_256_HEX))
                        .map(hash -> hash.toLowerCase(Locale.ROOT)),
                Lenient.text(node, "scanState"));
    }

    private static long number(JsonNode body, Function<String, DomoException.UnknownOutcome> unreadable, String field) {
        return Lenient.number(body, field).orElseThrow(() -> unreadable.apply("no number in " + field));
    }
}
