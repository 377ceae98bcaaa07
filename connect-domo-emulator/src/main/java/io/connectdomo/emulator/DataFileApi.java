package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Files in one request each, their metadata and permissions (product-apis.md, "Files API"; files-and-multipart.md). The App
 * framework's names of things are known under its path, the product's under the other.
 */
final class DataFileApi {
    private static final String ALL = "/data/v1/data-files";
    private static final String ONE = ALL + "/{file}";
    /** No page has a bound; above it a client is expected to send parts. */
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final DataFiles files;
    private final Blobs blobs;
    private final Dialects dialects;
    private final Clock clock;

    DataFileApi(DataFiles files, Blobs blobs, Dialects dialects, Clock clock) {
        this.files = files;
        this.blobs = blobs;
        this.dialects = dialects;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", ALL, this::upload)
                .on("GET", ALL + "/details", this::list)
                .on("PUT", ONE, this::revise)
                .on("GET", ONE, this::download)
                .on("DELETE", ONE, this::delete)
                .on("GET", ONE + "/details", this::details)
                .on("GET", ONE + "/revisions/details", this::revisions)
                .on("GET", ONE + "/revisions/{revision}/details", this::revision)
                .on("GET", ONE + "/revision/{revision}", this::downloadRevision)
                .on("GET", ONE + "/revisions/{revision}", this::downloadRevision)
                .on("DELETE", ONE + "/revisions/{revision}", this::deleteRevision)
                .on("GET", ONE + "/permissions", this::permissions)
                .on("PUT", ONE + "/permissions", this::setPermissions);
    }

    private Reply upload(Request request) {
        String name = request.query("name");
        if (name == null || name.isBlank()) {
            throw DomoError.badRequest("'name' is required");
        }
        boolean isPublic = isPublic(request.query("public"));
        Body body = body(request);
        DataFile file = files.create(name, request.query("description", ""), isPublic, body.contentType(), body.blob());
        return Reply.json(Json.object().put("dataFileId", file.id()));
    }

    private boolean isPublic(String asked) {
        if (asked != null && !Set.of("true", "false").contains(asked)) {
            throw DomoError.badRequest("'public' is true or false");
        }
        if (dialects.speaks(Dialect.FILE_PUBLIC_ALWAYS)) {
            return true;
        }
        return asked == null ? dialects.speaks(Dialect.FILE_PUBLIC_UNLESS_TOLD) : asked.equals("true");
    }

    private Reply revise(Request request) {
        DataFile file = files.get(request.pathNumber("file"));
        Body body = body(request);
        return Reply.json(Json.object()
                .put(
                        "revisionId",
                        files.revise(file, body.contentType(), body.blob()).id()));
    }

    private record Body(String contentType, Blob blob) {}

    private Body body(Request request) {
        boolean form = request.mediaType().equals("multipart/form-data");
        if (form != dialects.speaks(Dialect.FILE_BODY_MULTIPART)) {
            throw new DomoError(
                    415, form ? "The body must be the file itself" : "The body must be multipart/form-data");
        }
        if (form) {
            return formBody(FormBody.of(request));
        }
        if (request.mediaType().isEmpty()) {
            throw new DomoError(415, "A file needs a Content-Type");
        }
        return new Body(request.mediaType(), blobs.store(request.body(), MAX_BYTES));
    }

    private Body formBody(FormBody form) {
        FormBody.Field field = form.next();
        if (field == null || !field.name().equals("file") || field.fileName() == null) {
            throw DomoError.badRequest("The form needs one field 'file' with a filename");
        }
        Blob blob = blobs.store(field.content(), MAX_BYTES);
        FormBody.Field second;
        try {
            second = form.next();
        } catch (RuntimeException e) {
            blobs.release(blob);
            throw e;
        }
        if (second != null) {
            blobs.release(blob);
            throw DomoError.badRequest("The form has a field '" + second.name() + "' that is one too many");
        }
        return new Body(field.contentType().isEmpty() ? "application/octet-stream" : field.contentType(), blob);
    }

    private Reply list(Request request) {
        Instant now = clock.instant();
        String ids = request.query(dialects.speaks(Dialect.FILE_PATH_APP) ? "ids" : "dataFileIds");
        Set<String> wanted = ids == null ? null : Arrays.stream(ids.split(",")).collect(Collectors.toSet());
        ArrayNode reply = Json.array();
        files.all().stream()
                .filter(file -> !file.shown(now).isEmpty())
                .filter(file -> wanted == null || wanted.contains(Long.toString(file.id())))
                .forEach(file -> reply.add(DataFileJson.file(file, now, expandsRevisions(request))));
        return Reply.json(reply);
    }

    private static boolean expandsRevisions(Request request) {
        return List.of(request.query("expand", "").split(",")).contains("revisions");
    }

    private Reply details(Request request) {
        DataFile file = files.shown(request.pathNumber("file"));
        return Reply.json(DataFileJson.file(file, clock.instant(), expandsRevisions(request)));
    }

    private Reply revisions(Request request) {
        DataFile file = files.shown(request.pathNumber("file"));
        ArrayNode reply = Json.array();
        file.shown(clock.instant()).forEach(revision -> reply.add(DataFileJson.revision(file, revision)));
        return Reply.json(reply);
    }

    private Reply revision(Request request) {
        DataFile file = files.shown(request.pathNumber("file"));
        return Reply.json(DataFileJson.revision(file, file.revision(request.pathNumber("revision"))));
    }

    private Reply download(Request request) {
        DataFile file = files.get(request.pathNumber("file"));
        return content(file.newest().orElseThrow());
    }

    private Reply downloadRevision(Request request) {
        return content(files.get(request.pathNumber("file")).revision(request.pathNumber("revision")));
    }

    private Reply content(DataFile.Revision revision) {
        return Reply.bytes(revision.contentType(), blobs.bytes(revision.blob()));
    }

    private Reply delete(Request request) {
        files.delete(request.pathNumber("file"));
        return Reply.empty(200);
    }

    private Reply deleteRevision(Request request) {
        files.deleteRevision(request.pathNumber("file"), request.pathNumber("revision"));
        return Reply.empty(200);
    }

    private Reply permissions(Request request) {
        return Reply.json(files.get(request.pathNumber("file")).permissions());
    }

    private Reply setPermissions(Request request) {
        DataFile file = files.get(request.pathNumber("file"));
        JsonNode body = request.json();
        file.permissions(DataFileJson.permissions(body));
        return Reply.empty(200);
    }
}
