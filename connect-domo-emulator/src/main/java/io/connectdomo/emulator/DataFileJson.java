package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Files, revisions and permissions as replies show them (product-apis.md, "Files API"). */
final class DataFileJson {
    static final long USER = 1;

    private DataFileJson() {}

    static ObjectNode file(DataFile file, Instant now, boolean expandRevisions) {
        List<DataFile.Revision> shown = file.shown(now);
        ObjectNode json = Json.object();
        json.put("dataFileId", file.id());
        json.put("name", file.name());
        if (!file.description().isEmpty()) {
            json.put("description", file.description());
        }
        json.put("responsibleUserId", USER);
        if (!shown.isEmpty()) {
            json.set("currentRevision", revision(file, shown.get(shown.size() - 1)));
        }
        json.put("datetimeCreated", file.created().toEpochMilli());
        ArrayNode revisions = json.putArray("revisions");
        if (expandRevisions) {
            shown.forEach(revision -> revisions.add(revision(file, revision)));
        }
        json.put("existing", false);
        return json;
    }

    /** Hashes in upper-case hex, unlike those of a FileSet. */
    static ObjectNode revision(DataFile file, DataFile.Revision revision) {
        ObjectNode json = Json.object();
        json.put("dataFileRevisionId", revision.id());
        json.put("dataFileId", file.id());
        json.put("contentType", revision.contentType());
        json.put("uploadUserId", USER);
        json.put("sizeBytes", revision.blob().size());
        json.put("uploadTimeMillis", 1);
        json.put("md5Hash", revision.blob().md5().toUpperCase(Locale.ROOT));
        json.put("datetimeUploaded", revision.written().toEpochMilli());
        json.put("scanState", "SAFE");
        json.put("sha256HashValue", revision.blob().sha256().toUpperCase(Locale.ROOT));
        return json;
    }

    static ObjectNode ownersOnly(boolean isPublic) {
        ObjectNode json = Json.object();
        json.put("publicAccess", isPublic);
        ObjectNode entry = json.putArray("entries").addObject();
        entry.put("entityType", "USER");
        entry.put("entityId", Long.toString(USER));
        entry.put("grant", "READ_WRITE_DELETE_SHARE_ADMIN");
        entry.put("pass", "NONE");
        return json;
    }

    /** What a {@code PUT} may say; one that leaves its own user out would lock the uploader out of his file. */
    static JsonNode permissions(JsonNode body) {
        if (!body.path("publicAccess").isBoolean() || !body.path("entries").isArray()) {
            throw DomoError.badRequest("Permissions need 'publicAccess' and 'entries'");
        }
        boolean mine = false;
        for (JsonNode entry : body.path("entries")) {
            String type = Json.text(entry, "entityType");
            String entity = Json.text(entry, "entityId");
            if (type == null || entity == null || Json.text(entry, "grant") == null) {
                throw DomoError.badRequest("An entry needs 'entityType', 'entityId' and 'grant'");
            }
            mine |= type.equals("USER") && entity.equals(Long.toString(USER));
        }
        if (!mine) {
            throw DomoError.badRequest("The owner must stay among the entries");
        }
        return body.deepCopy();
    }
}
