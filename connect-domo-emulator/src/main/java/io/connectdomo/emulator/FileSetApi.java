package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** FileSets themselves (filesets.md). */
final class FileSetApi {
    private static final String ALL = "/files/v1/filesets";
    private static final long USER = 1;
    private static final int SEARCH_LIMIT = 100;
    private static final int SEARCH_MOST = 1000;

    private final FileSets fileSets;
    private final Blobs blobs;
    private final Clock clock;

    FileSetApi(FileSets fileSets, Blobs blobs, Clock clock) {
        this.fileSets = fileSets;
        this.blobs = blobs;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", ALL + "/search", this::search)
                .on("POST", ALL, this::create)
                .on("GET", ALL + "/{fileSet}", this::get)
                .on("POST", ALL + "/{fileSet}", this::update)
                .on("DELETE", ALL + "/{fileSet}", this::delete);
    }

    private Reply create(Request request) {
        JsonNode body = request.json();
        String name = Json.text(body, "name");
        if (name == null || name.isBlank()) {
            throw DomoError.badRequest("'name' is required");
        }
        String description = Json.text(body, "description");
        return Reply.json(shown(fileSets.add(name, description == null ? "" : description)));
    }

    private Reply get(Request request) {
        return Reply.json(shown(fileSets.get(request.path("fileSet"))));
    }

    private Reply update(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        JsonNode body = request.json();
        fileSet.rename(Json.text(body, "name"), Json.text(body, "description"), clock.instant());
        return Reply.json(shown(fileSet));
    }

    private Reply delete(Request request) {
        fileSets.remove(request.path("fileSet")).files().forEach(file -> blobs.release(file.blob()));
        return Reply.json(deleted("FileSet"));
    }

    static ObjectNode deleted(String what) {
        return Json.object().put("status", "success").put("message", what + " deleted successfully.");
    }

    private Reply search(Request request) {
        int limit = request.limit(SEARCH_LIMIT, SEARCH_MOST);
        long offset = request.number("offset", 0);
        SearchBody<FileSet> wanted = SearchBody.read(request.json(), FileSetApi::value);
        List<FileSet> found = wanted.apply(fileSets.all());
        ObjectNode reply = Json.object();
        ArrayNode page = reply.putArray("fileSets");
        found.stream().skip(offset).limit(limit).forEach(fileSet -> page.add(shown(fileSet)));
        reply.putObject("pageContext").put("offset", offset).put("limit", limit).put("total", found.size());
        return Reply.json(reply);
    }

    private static Object value(FileSet fileSet, String field) {
        return switch (field) {
            case "name" -> fileSet.name();
            case "description" -> fileSet.description();
            case "created" -> fileSet.created();
            case "updated" -> fileSet.updated();
            default -> throw DomoError.badRequest("FileSets have no field '" + field + "' to search by");
        };
    }

    private static ObjectNode shown(FileSet fileSet) {
        List<FileSetFile> files = fileSet.files();
        Instant updated = fileSet.updated();
        ObjectNode json = Json.object();
        json.put("id", fileSet.id());
        json.put("name", fileSet.name());
        json.put("description", fileSet.description());
        json.put("created", Times.millis(fileSet.created()));
        json.put("createdBy", USER);
        json.put("updated", Times.millis(updated));
        json.put("updatedBy", USER);
        json.put("owner", Long.toString(USER));
        json.put("permission", "OWNER");
        json.put("size", files.stream().mapToLong(file -> file.blob().size()).sum());
        json.put("fileCount", files.size());
        return json;
    }
}
