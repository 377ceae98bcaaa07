package io.connectdomo.common.filesets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.http.MultipartForm;
import io.connectdomo.common.http.RequestBody;
import io.connectdomo.common.json.Json;
import io.connectdomo.common.json.Lenient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of a FileSet, by their paths (filesets.md; product-apis.md, "FileSets API (BETA)"; observed-behaviour.md 9;
 * docs/domo-facts.md). Every
 * request may be repeated. Every method blocks, makes one attempt, and throws {@link DomoException} where it did not succeed.
 * Thread-safe.
 */
public final class FileSetClient {
    private static final String FILE_SET = "/files/v1/filesets/{}";
    private static final String FILES = FILE_SET + "/files";
    private static final String PATH = FILE_SET + "/path";
    private static final int CONFLICT = 409;

    private final DomoHttp http;
    private final Optional<Duration> deadline;

    public FileSetClient(DomoHttp http) {
        this(http, Optional.empty());
    }

    private FileSetClient(DomoHttp http, Optional<Duration> deadline) {
        this.http = http;
        this.deadline = deadline;
    }

    /** The same client, each of whose attempts ends within {@code hardDeadline}, to the last byte of its reply. */
    public FileSetClient within(Duration hardDeadline) {
        return new FileSetClient(http, Optional.of(hardDeadline));
    }

    /**
     * "Create FileSet": an empty one. Not repeatable: names are not unique.
     *
     * @return its id
     */
    public String create(String name, String description) {
        ObjectNode body = Json.object().put("name", name).put("description", description);
        DomoResponse reply = execute(DomoRequest.post("/files/v1/filesets").withJson(body));
        return Lenient.text(reply.object(), "id").orElseThrow(() -> reply.unreadable("no id of the new FileSet"));
    }

    /**
     * "Delete FileSet by Id", with its files.
     *
     * @return false where it did not exist
     */
    public boolean delete(String id) {
        return find(DomoRequest.of("DELETE", FILE_SET, id)).isPresent();
    }

    /** "Get FileSet by Id"; empty where it does not exist. */
    public Optional<FileSetInfo> fileSet(String id) {
        return find(DomoRequest.get(FILE_SET, id)).map(reply -> FileSetReplies.fileSet(id, reply));
    }

    /**
     * "Search FileSets" without a filter: the first of them.
     *
     * @param limit the page's default is 100
     */
    public List<FileSetInfo> fileSets(int limit) {
        return FileSetReplies.fileSets(execute(DomoRequest.post("/files/v1/filesets/search")
                .withQuery("limit", limit)
                .withQuery("offset", 0)
                .withJson(Json.object())));
    }

    /**
     * "Upload File": the same path overwrites, or is {@link UploadOutcome.PathTaken}. Too large a file is {@code Refused} with 413.
     *
     * @param path with {@code /} between directories, which Domo creates; none at its beginning or end
     * @param content written from where it is; repeatable
     */
    public UploadOutcome upload(String fileSet, String path, RequestBody content, String contentType) {
        int slash = path.lastIndexOf('/');
        ObjectNode request = Json.object().put("directoryPath", slash < 0 ? "" : path.substring(0, slash));
        MultipartForm form = new MultipartForm(
                "file",
                path.substring(slash + 1),
                contentType,
                content,
                Map.of("createFileRequest", new String(Json.bytes(request), StandardCharsets.UTF_8)));
        try {
            return new UploadOutcome.Stored(
                    FileSetReplies.file(execute(DomoRequest.post(FILES, fileSet).withBody(form, form.contentType()))));
        } catch (DomoException.Refused refused) {
            if (refused.status() == CONFLICT) {
                return new UploadOutcome.PathTaken(refused.getMessage());
            }
            throw refused;
        }
    }

    /** "Get File by Path", with its hash; empty where nothing is there. */
    public Optional<FileSetFile> fileByPath(String fileSet, String path) {
        return find(DomoRequest.get(PATH, fileSet).withQuery("path", path)).map(FileSetReplies::file);
    }

    /**
     * "Delete Files by Path".
     *
     * @return false where nothing was there
     */
    public boolean deleteByPath(String fileSet, String path) {
        return http.remove(timed(DomoRequest.of("DELETE", PATH, fileSet).withQuery("path", path)));
    }

    /**
     * "Delete File by Id".
     *
     * @return false where it did not exist
     */
    public boolean deleteById(String fileSet, String fileId) {
        return find(DomoRequest.of("DELETE", FILES + "/{}", fileSet, fileId)).isPresent();
    }

    private DomoResponse execute(DomoRequest request) {
        return http.execute(timed(request));
    }

    private Optional<DomoResponse> find(DomoRequest request) {
        return http.find(timed(request));
    }

    private DomoRequest timed(DomoRequest request) {
        return deadline.map(request::withDeadline).orElse(request);
    }
}
