package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** Collections, FileSets and files under {@code /emulator}: what a test asks for that no user of Domo can. */
final class StoresControlApi {
    private static final String COLLECTIONS = "/emulator/appdb/collections";
    private static final int MOST = 10_000;
    private static final int MOST_FILES = 1_000_000;

    private final AppDb appDb;
    private final FileSets fileSets;
    private final DataFiles files;
    private final FileSessions sessions;

    StoresControlApi(AppDb appDb, FileSets fileSets, DataFiles files, FileSessions sessions) {
        this.appDb = appDb;
        this.fileSets = fileSets;
        this.files = files;
        this.sessions = sessions;
    }

    void routes(Router router) {
        router.on("POST", COLLECTIONS, this::createCollection)
                .on("GET", COLLECTIONS, request -> collections())
                .on("GET", COLLECTIONS + "/{id}/documents", this::documents)
                .on("GET", COLLECTIONS + "/{id}/counts", this::counts)
                .on("PUT", COLLECTIONS + "/{id}/lock", this::lock)
                .on("PUT", "/emulator/appdb/export", this::exportTime)
                .on("POST", "/emulator/filesets", this::createFileSet)
                .on("GET", "/emulator/filesets", request -> fileSets())
                .on("GET", "/emulator/filesets/{id}/files", this::fileSetFiles)
                .on("PUT", "/emulator/filesets/limits", this::limits)
                .on("GET", "/emulator/files", request -> files())
                .on("POST", "/emulator/files", this::fill)
                .on("GET", "/emulator/files/sessions", request -> sessions());
    }

    private Reply createCollection(Request request) {
        return Reply.json(Json.object().put("id", appDb.createCollection(name(request))));
    }

    private Reply createFileSet(Request request) {
        return Reply.json(Json.object().put("id", fileSets.create(name(request))));
    }

    private static String name(Request request) {
        return name(request.json());
    }

    private static String name(JsonNode json) {
        String name = Json.text(json, "name");
        if (name == null) {
            throw DomoError.badRequest("'name' is required");
        }
        return name;
    }

    private Reply collections() {
        ArrayNode reply = Json.array();
        for (AppCollection collection : appDb.all()) {
            AppCollection.Totals totals = collection.totals();
            ObjectNode json = reply.addObject();
            json.put("id", collection.id());
            json.put("name", collection.name());
            json.put("documents", collection.size());
            json.put("created", totals.created());
            json.put("updated", totals.updated());
            json.put("deleted", totals.deleted());
            json.put("locked", collection.locked());
            json.put("syncEnabled", collection.syncEnabled());
            json.set("schema", collection.schema());
        }
        return Reply.json(reply);
    }

    private Reply documents(Request request) {
        int limit = request.limit(MOST, MOST);
        ArrayNode reply = Json.array();
        appDb.get(request.path("id")).all().stream()
                .skip(request.number("offset", 0))
                .limit(limit)
                .forEach(document -> {
                    ObjectNode json = reply.addObject();
                    json.put("id", document.id());
                    json.put("createdOn", document.createdOn().toString());
                    json.put("updatedOn", document.updatedOn().toString());
                    json.set("content", document.content());
                });
        return Reply.json(reply);
    }

    private Reply counts(Request request) {
        String field = request.query("field");
        if (field == null) {
            throw DomoError.badRequest("'field' is required");
        }
        appDb.get(request.path("id"));
        return Reply.json(appDb.countsBy(request.path("id"), field));
    }

    /** {@code {"locked":true}}. */
    private Reply lock(Request request) {
        appDb.get(request.path("id")).lock(Json.flag(request.json(), "locked"));
        return Reply.empty(204);
    }

    /** {@code {"durationMs":5000}}. */
    private Reply exportTime(Request request) {
        appDb.exportTime(Duration.ofMillis(Json.number(request.json(), "durationMs", 0)));
        return Reply.empty(204);
    }

    private Reply fileSets() {
        ArrayNode reply = Json.array();
        for (FileSet fileSet : fileSets.all()) {
            ObjectNode json = reply.addObject();
            json.put("id", fileSet.id());
            json.put("name", fileSet.name());
            json.put("files", fileSet.files().size());
        }
        return Reply.json(reply);
    }

    private Reply fileSetFiles(Request request) {
        fileSets.get(request.path("id"));
        ArrayNode reply = Json.array();
        fileSets.files(request.path("id")).forEach(file -> reply.add(shown(file)));
        return Reply.json(reply);
    }

    /** {@code {"maxFileBytes":1000}}. */
    private Reply limits(Request request) {
        JsonNode json = request.json();
        fileSets.maxFileBytes(Json.number(json, "maxFileBytes", fileSets.maxFileBytes()));
        return Reply.empty(204);
    }

    private Reply files() {
        ArrayNode reply = Json.array();
        for (FileInfo file : files.files()) {
            reply.add(shown(file).put("public", files.isPublic(file.id())));
        }
        return Reply.json(reply);
    }

    /** {@code {"name":"other-","count":60000}}: files named {@code other-0} and so on, without their bytes. */
    private Reply fill(Request request) {
        JsonNode json = request.json();
        long count = Json.number(json, "count", 1);
        if (count < 1 || count > MOST_FILES) {
            throw DomoError.badRequest("'count' must be between 1 and " + MOST_FILES);
        }
        files.fill(name(json), (int) count);
        return Reply.empty(204);
    }

    private static ObjectNode shown(FileInfo file) {
        ObjectNode json = Json.object();
        json.put("id", file.id());
        json.put("path", file.path());
        json.put("contentType", file.contentType());
        json.put("size", file.size());
        json.put("sha256", file.sha256());
        json.put("writes", file.writes());
        return json;
    }

    private Reply sessions() {
        ArrayNode reply = Json.array();
        for (FileSessionInfo session : sessions.infos()) {
            ObjectNode json = reply.addObject();
            json.put("id", session.id());
            json.put("fileId", session.fileId());
            json.put("name", session.name());
            json.put("state", session.state());
            json.put("parts", session.parts());
            json.put("puts", session.puts());
        }
        return Reply.json(reply);
    }
}
