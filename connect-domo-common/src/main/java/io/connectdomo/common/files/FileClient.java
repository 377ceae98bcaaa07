package io.connectdomo.common.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.config.DomoCompat;
import io.connectdomo.common.http.DomoException;
import io.connectdomo.common.http.DomoHttp;
import io.connectdomo.common.http.DomoRequest;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.http.MultipartForm;
import io.connectdomo.common.http.RequestBody;
import io.connectdomo.common.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Domo's files (files-and-multipart.md; product-apis.md, "Files API"; observed-behaviour.md 9), with the answers of
 * {@code domo.compat.file.*} to what these pages disagree about. Every method blocks, makes one attempt, and throws
 * {@link DomoException} where it did not succeed. Thread-safe.
 */
public final class FileClient {
    /** The last index that a part may have. */
    public static final int MOST_PARTS = 10_000;

    private static final String SESSION = "/multipart/{}";

    private final DomoHttp http;
    private final DomoCompat compat;
    private final FilePaths paths;
    private final Optional<Duration> deadline;

    /** Whether a part was ever answered with its checksum, which the pages leave open. */
    private volatile boolean checksumsShown;

    public FileClient(DomoHttp http, DomoCompat compat) {
        this(http, compat, Optional.empty());
    }

    private FileClient(DomoHttp http, DomoCompat compat, Optional<Duration> deadline) {
        this.http = http;
        this.compat = compat;
        this.paths = new FilePaths(compat);
        this.deadline = deadline;
    }

    /** The same client, each of whose attempts ends within {@code hardDeadline}, to the last byte of its reply. */
    public FileClient within(Duration hardDeadline) {
        return new FileClient(http, compat, Optional.of(hardDeadline));
    }

    /**
     * "Upload a File". Not repeatable: a second one makes a second file of the same name, so look with {@link #find} first.
     *
     * @param open whether everyone in the instance may see it
     * @param content written from where it is
     * @return the file's id
     */
    public long upload(FileDescription file, boolean open, RequestBody content) {
        DomoRequest request = paths.request("POST", "").withQuery("name", file.name());
        if (file.description().isPresent()) {
            request = request.withQuery("description", file.description().get());
        }
        return FileReplies.number(execute(withContent(request.withQuery("public", open), file, content)), "dataFileId");
    }

    /**
     * "Upload a File Revision". A second one makes a second revision with the same content.
     *
     * @param file its name goes with the body only, and only with {@code domo.compat.file.body=multipart}
     * @return the revision's id
     */
    public long uploadRevision(long fileId, FileDescription file, RequestBody content) {
        return FileReplies.number(
                execute(withContent(paths.request("PUT", "/{}", fileId), file, content)), "revisionId");
    }

    /**
     * "Get All Files Metadata", those called {@code name}; Domo's order. The page has no paging and no filter by name: the
     * whole list is read, of any length, with no more than one entry of it in memory. One that breaks off is
     * {@code UnknownOutcome}.
     */
    public List<FileInfo> find(String name) {
        return http.stream(bounded(paths.list()), list -> {
            List<FileInfo> named = new ArrayList<>();
            list.forEach(entry -> {
                FileInfo file = FileReplies.file(entry, list::unreadable);
                if (file.isNamed(name)) {
                    named.add(file);
                }
            });
            return List.copyOf(named);
        });
    }

    /** "Get File Metadata by ID", with its revisions. A file that does not exist is {@code Refused} with 404. */
    public FileInfo metadata(long fileId) {
        DomoResponse reply = execute(paths.request("GET", "/{}/details", fileId).withQuery("expand", "revisions"));
        return FileReplies.file(reply.object(), reply::unreadable);
    }

    /** "Get File Permissions". */
    public FilePermissions permissions(long fileId) {
        return FileReplies.permissions(execute(paths.request("GET", "/{}/permissions", fileId)));
    }

    /** "Update file permissions": replaces all of them. Repeatable. */
    public void updatePermissions(long fileId, FilePermissions permissions) {
        execute(paths.request("PUT", "/{}/permissions", fileId).withJson(permissions.document()));
    }

    /**
     * "Creating a Multi-part Upload Session" for a new file.
     *
     * @return the session's id; a session that is never committed makes no file
     */
    public String createSession(FileDescription file) {
        return FileReplies.session(execute(paths.request("POST", "/multipart").withJson(session(Json.object(), file))));
    }

    /**
     * "Creating a Multi-part Upload Update Session" for a new revision.
     *
     * @return the session's id
     */
    public String createUpdateSession(long fileId, FileDescription file) {
        ObjectNode body = session(Json.object().put("fileId", fileId), file);
        return FileReplies.session(
                execute(paths.request("POST", "/{}/multipart", fileId).withJson(body)));
    }

    /**
     * "Uploading File Parts". Repeatable: the same index overwrites. Where Domo answers with another SHA-256 than the part's,
     * the part is {@code Retriable}.
     *
     * @param index 1 to {@link #MOST_PARTS}, in the file's order
     * @param contentType of the file
     * @return the SHA-256 that Domo says it received, in hexadecimal digits; empty where it says none
     */
    public Optional<String> uploadPart(String sessionId, int index, RequestBody part, String contentType) {
        DomoRequest request =
                paths.request("PUT", SESSION + "/part/{}", sessionId, index).withBody(part, contentType);
        String parameter = checksum(part);
        DomoResponse reply = execute(parameter == null ? request : request.withQuery("checksum", parameter));
        Optional<String> received = FileReplies.checksum(reply);
        if (received.isPresent() && !received.get().equalsIgnoreCase(Sha256.hex(part))) {
            throw new DomoException.Retriable(
                    request + ": Domo received other bytes than were sent: its SHA-256 of part " + index + " is "
                            + received.get() + ".",
                    null,
                    true,
                    null);
        }
        checksumsShown |= received.isPresent();
        if (checksumsShown && received.isEmpty()) {
            throw reply.unreadable("no checksum, which Domo's replies to parts have here");
        }
        return received;
    }

    /** "Completing a Multi-part Upload". What is not a readable success is {@code UnknownOutcome}: look before sending again. */
    public FileCommit commit(String sessionId) {
        return FileReplies.commit(execute(paths.request("POST", SESSION + "/commit", sessionId)
                .withJson(Json.object().put("sessionId", sessionId))));
    }

    /** Gives the session and its parts up. A session that is gone already is {@code Refused} with 404. */
    public void abort(String sessionId) {
        execute(paths.request("POST", SESSION + "/abort", sessionId));
    }

    /**
     * "Delete a File", with all its revisions, for good.
     *
     * @return false where it did not exist
     */
    public boolean delete(long fileId) {
        DomoRequest request = paths.request("DELETE", "/{}", fileId);
        return http.find(deadline.map(request::withDeadline).orElse(request)).isPresent();
    }

    private ObjectNode session(ObjectNode body, FileDescription file) {
        body.put("name", file.name());
        file.description().ifPresent(text -> body.put("description", text));
        body.put("contentType", file.contentType());
        return paths.sessionsNameCaching() ? body.put("Cache-Control", "no-cache") : body;
    }

    private DomoRequest withContent(DomoRequest request, FileDescription file, RequestBody content) {
        if (compat.fileBody() == DomoCompat.FileBody.RAW) {
            return request.withBody(content, file.contentType());
        }
        MultipartForm form = new MultipartForm("file", file.name(), file.contentType(), content, Map.of());
        return request.withBody(form, form.contentType());
    }

    /** Null where the parameter is left out. */
    private String checksum(RequestBody part) {
        return switch (compat.fileChecksum()) {
            case NONE -> null;
            case SHA256 -> "sha256";
            case HEX -> Sha256.hex(part);
        };
    }

    private DomoResponse execute(DomoRequest request) {
        return http.execute(bounded(request));
    }

    private DomoRequest bounded(DomoRequest request) {
        return deadline.map(request::withDeadline).orElse(request);
    }
}
