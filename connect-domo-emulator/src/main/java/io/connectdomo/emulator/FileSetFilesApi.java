package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/** The files of a FileSet (filesets.md; observed-behaviour.md 9). */
final class FileSetFilesApi {
    private static final String FILE_SET = "/files/v1/filesets/{fileSet}";
    private static final int SEARCH_LIMIT = 100;
    private static final int SEARCH_MOST = 1000;
    private static final int MAX_REQUEST_BYTES = 64 * 1024;

    private final FileSets fileSets;
    private final Blobs blobs;
    private final Dialects dialects;
    private final Clock clock;

    FileSetFilesApi(FileSets fileSets, Blobs blobs, Dialects dialects, Clock clock) {
        this.fileSets = fileSets;
        this.blobs = blobs;
        this.dialects = dialects;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", FILE_SET + "/files", this::upload)
                .on("POST", FILE_SET + "/files/search", this::search)
                .on("GET", FILE_SET + "/path", this::getByPath)
                .on("DELETE", FILE_SET + "/path", this::deleteByPath)
                .on("GET", FILE_SET + "/files/{file}", this::get)
                .on("DELETE", FILE_SET + "/files/{file}", this::delete)
                .on("GET", FILE_SET + "/files/{file}/download", this::download);
    }

    /** The two fields come in either order, so where the file goes may be known after its bytes. */
    private Reply upload(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        FormBody form = FormBody.of(request);
        Blob blob = null;
        try {
            String fileName = null;
            String contentType = null;
            JsonNode createRequest = null;
            FormBody.Field field;
            while ((field = form.next()) != null) {
                if (field.name().equals("file") && blob == null) {
                    fileName = FileSetPath.fileName(field.fileName());
                    contentType = field.contentType().isEmpty() ? "application/octet-stream" : field.contentType();
                    blob = blobs.store(field.content(), fileSets.maxFileBytes());
                } else if (field.name().equals("createFileRequest") && createRequest == null) {
                    createRequest = createRequest(field);
                } else {
                    throw DomoError.badRequest("The form has a field '" + field.name() + "' that is one too many");
                }
            }
            if (blob == null || createRequest == null) {
                throw DomoError.badRequest("The form needs the fields 'file' and 'createFileRequest'");
            }
            String path = FileSetPath.of(Json.text(createRequest, "directoryPath"), fileName);
            FileSetFile written = write(fileSet, path, contentType, blob);
            blob = null;
            return uploaded(fileSet, written);
        } finally {
            if (blob != null) {
                blobs.release(blob);
            }
        }
    }

    private FileSetFile write(FileSet fileSet, String path, String contentType, Blob blob) {
        boolean overwrite = dialects.speaks(Dialect.FILESET_EXISTING_OVERWRITTEN);
        fileSet.requirePlaceFor(path, overwrite);
        fileSet.put(path, contentType, blobs.keep(blob), overwrite, clock.instant())
                .ifPresent(before -> blobs.release(before.blob()));
        return fileSet.at(path);
    }

    private Reply uploaded(FileSet fileSet, FileSetFile file) {
        ObjectNode json = FileSetJson.head(file);
        if (dialects.speaks(Dialect.FILESET_HASH_PRESENT)) {
            json = FileSetJson.whole(fileSet, file);
        }
        return Reply.json(dialects.speaks(Dialect.FILESET_UPLOAD_CREATED) ? 201 : 200, json);
    }

    private static JsonNode createRequest(FormBody.Field field) {
        try {
            byte[] bytes = field.content().readNBytes(MAX_REQUEST_BYTES + 1);
            if (bytes.length > MAX_REQUEST_BYTES) {
                throw new DomoError(413, "'createFileRequest' is larger than " + MAX_REQUEST_BYTES + " bytes");
            }
            JsonNode json = Json.parse(bytes);
            if (!json.isObject()) {
                throw DomoError.badRequest("'createFileRequest' must be a JSON object");
            }
            return json;
        } catch (IOException e) {
            throw new UncheckedIOException("A form broke off", e);
        }
    }

    private Reply getByPath(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        String path = path(request);
        if (fileSet.isDirectory(path)) {
            return Reply.json(FileSetJson.directory(path));
        }
        return Reply.json(FileSetJson.whole(fileSet, fileSet.at(path)));
    }

    private Reply deleteByPath(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        String path = path(request);
        if (fileSet.isDirectory(path)) {
            throw DomoError.badRequest("'" + path + "' is a directory; the emulator deletes files only");
        }
        return deleted(fileSet, path);
    }

    private static String path(Request request) {
        String path = request.query("path");
        if (path == null || path.isEmpty()) {
            throw DomoError.badRequest("'path' is required");
        }
        return path;
    }

    private Reply get(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        return Reply.json(FileSetJson.whole(fileSet, fileSet.byId(request.path("file"))));
    }

    private Reply delete(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        return deleted(fileSet, fileSet.byId(request.path("file")).path());
    }

    private Reply deleted(FileSet fileSet, String path) {
        blobs.release(fileSet.delete(path, clock.instant()).blob());
        return Reply.json(FileSetApi.deleted("File"));
    }

    private Reply download(Request request) {
        FileSetFile file = fileSets.get(request.path("fileSet")).byId(request.path("file"));
        return Reply.bytes(file.contentType(), blobs.bytes(file.blob()));
    }

    private Reply search(Request request) {
        FileSet fileSet = fileSets.get(request.path("fileSet"));
        int limit = request.limit(SEARCH_LIMIT, SEARCH_MOST);
        String directory = request.query("directoryPath", "");
        boolean childrenOnly = "true".equals(request.query("immediateChildren"));
        int from = offset(request.query("next"));
        SearchBody<FileSetFile> wanted = SearchBody.read(request.json(), FileSetJson::value);
        List<FileSetFile> found = wanted.apply(fileSet.files().stream()
                .filter(file -> childrenOnly
                        ? file.directory().equals(directory)
                        : directory.isEmpty() || file.path().startsWith(directory + '/'))
                .toList());
        ObjectNode reply = Json.object();
        ArrayNode page = reply.putArray("files");
        found.stream().skip(from).limit(limit).forEach(file -> page.add(FileSetJson.whole(fileSet, file)));
        String next = from + limit < found.size() ? token(from + limit) : null;
        reply.putObject("pageContext").put("next", next);
        return Reply.json(reply);
    }

    private static String token(int offset) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("from:" + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static int offset(String next) {
        if (next == null) {
            return 0;
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.UTF_8);
            return Integer.parseInt(text.substring("from:".length()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new DomoError(400, "'next' is not from an earlier reply", e);
        }
    }
}
