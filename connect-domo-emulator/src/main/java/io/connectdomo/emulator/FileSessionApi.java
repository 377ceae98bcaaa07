package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Files in parts (files-and-multipart.md, "Multi-part Files API"; observed-behaviour.md 9). */
final class FileSessionApi {
    private static final String ALL = "/data/v1/data-files/multipart";
    private static final String ONE = ALL + "/{session}";
    private static final int MAX_INDEX = 10_000;
    /** The upper end of what the page recommends. */
    private static final long MAX_PART_BYTES = 100L * 1024 * 1024;

    private final FileSessions sessions;
    private final DataFiles files;
    private final Blobs blobs;
    private final Dialects dialects;
    private final Clock clock;

    FileSessionApi(FileSessions sessions, DataFiles files, Blobs blobs, Dialects dialects, Clock clock) {
        this.sessions = sessions;
        this.files = files;
        this.blobs = blobs;
        this.dialects = dialects;
        this.clock = clock;
    }

    void routes(Router router) {
        router.on("POST", ALL, request -> open(request, null))
                .on("POST", "/data/v1/data-files/{file}/multipart", this::openRevision)
                .on("PUT", ONE + "/part/{index}", this::part)
                .on("POST", ONE + "/commit", this::commit)
                .on("POST", ONE + "/abort", this::abort);
    }

    private Reply openRevision(Request request) {
        return open(request, files.get(request.pathNumber("file")).id());
    }

    private Reply open(Request request, Long fileId) {
        JsonNode body = request.json();
        String name = required(body, "name");
        String contentType = required(body, "contentType");
        long told = Json.number(body, "fileId", fileId == null ? 0 : fileId);
        if (fileId != null && told != fileId) {
            throw DomoError.badRequest("'fileId' is not the file of the path");
        }
        String description = Json.text(body, "description");
        FileSession session = new FileSession(
                UUID.randomUUID().toString(),
                fileId,
                name,
                description == null ? "" : description,
                contentType,
                clock.instant());
        sessions.add(session);
        return Reply.json(Json.object().put("sessionId", session.id()));
    }

    private static String required(JsonNode body, String field) {
        String text = Json.text(body, field);
        if (text == null || text.isBlank()) {
            throw DomoError.badRequest("'" + field + "' is required");
        }
        return text;
    }

    private Reply part(Request request) {
        FileSession session = session(request);
        int index = index(request.path("index"));
        if (request.mediaType().isEmpty() || request.mediaType().equals("multipart/form-data")) {
            throw new DomoError(415, "A part is sent as it is, with a Content-Type");
        }
        String checksum = checksum(request);
        requireOpen(session);
        Blob part = blobs.store(request.body(), MAX_PART_BYTES);
        boolean taken = false;
        try {
            if (part.size() == 0) {
                throw DomoError.badRequest("The part is empty");
            }
            if (checksum != null && !checksum.equals(part.sha256())) {
                throw DomoError.badRequest("The checksum of part " + index + " does not fit what came");
            }
            session.put(index, part).ifPresent(blobs::release);
            taken = true;
        } finally {
            if (!taken) {
                blobs.release(part);
            }
        }
        return dialects.speaks(Dialect.FILE_PART_REPLY_CHECKSUM)
                ? Reply.json(Json.object().put("checksum", part.sha256()))
                : Reply.empty(200);
    }

    private static int index(String text) {
        int index = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        if (index < 1 || index > MAX_INDEX) {
            throw DomoError.badRequest("A part's index is from 1 to " + MAX_INDEX);
        }
        return index;
    }

    /** What the part's SHA-256 must be, or null where that is not told. */
    private String checksum(Request request) {
        String checksum = request.query("checksum");
        if (dialects.speaks(Dialect.FILE_CHECKSUM_NONE)) {
            if (!request.rawQuery().isEmpty()) {
                throw DomoError.badRequest("A part takes no parameter");
            }
            return null;
        }
        if (dialects.speaks(Dialect.FILE_CHECKSUM_SHA256)) {
            if (!"sha256".equals(checksum)) {
                throw DomoError.badRequest("'checksum' must be sha256");
            }
            return null;
        }
        if (checksum == null || !checksum.matches("[0-9a-fA-F]{64}")) {
            throw DomoError.badRequest("'checksum' must be the part's SHA-256 in hex");
        }
        return checksum.toLowerCase(Locale.ROOT);
    }

    private Reply commit(Request request) {
        FileSession session = session(request);
        JsonNode body = request.json();
        if (!session.id().equals(Json.text(body, "sessionId"))) {
            throw DomoError.badRequest("'sessionId' of the body must be the path's");
        }
        boolean again = session.state() == FileSession.State.COMMITTED;
        if (again && !dialects.speaks(Dialect.SECOND_COMMIT_OK)) {
            requireOpen(session);
        }
        Optional<ObjectNode> earlier = session.beginCommit();
        return Reply.json(earlier.orElseGet(() -> write(session)));
    }

    private ObjectNode write(FileSession session) {
        boolean written = false;
        try {
            DataFile existing = session.fileId().map(files::get).orElse(null);
            Blob whole = blobs.join(session.parts());
            DataFile file = existing;
            if (existing == null) {
                // The multi-part pages have no 'public': what holds without it.
                boolean isPublic = !dialects.speaks(Dialect.FILE_PRIVATE_UNLESS_TOLD);
                file = files.create(session.name(), session.description(), isPublic, session.contentType(), whole);
            } else {
                files.revise(existing, session.contentType(), whole);
            }
            ObjectNode reply = reply(file.id(), file.newest().orElseThrow().id());
            session.committed(reply);
            written = true;
            return reply;
        } finally {
            if (!written) {
                session.refused();
            }
        }
    }

    private ObjectNode reply(long fileId, long revisionId) {
        ObjectNode reply = Json.object();
        if (dialects.speaks(Dialect.FILE_IDS_TEXT)) {
            return reply.put("dataFileId", Long.toString(fileId)).put("revisionId", Long.toString(revisionId));
        }
        return reply.put("dataFileId", fileId).put("revisionId", revisionId);
    }

    private Reply abort(Request request) {
        FileSession session = session(request);
        requireOpen(session);
        session.abort().forEach(blobs::release);
        return Reply.empty(200);
    }

    private void requireOpen(FileSession session) {
        boolean over = session.state() == FileSession.State.COMMITTED;
        if (over && dialects.speaks(Dialect.SECOND_COMMIT_NOT_FOUND)) {
            throw DomoError.notFound("Session could not be found: " + session.id());
        }
        session.requireOpen();
    }

    private FileSession session(Request request) {
        FileSession session = sessions.get(request.path("session"));
        Duration age = Duration.between(session.openedAt(), clock.instant());
        if (!dialects.speaks(Dialect.SESSION_LASTS) && age.compareTo(dialects.sessionLifetime()) > 0) {
            int status = dialects.speaks(Dialect.SESSION_EXPIRES_GONE) ? 410 : 404;
            throw new DomoError(status, "Session " + session.id() + " has expired");
        }
        return session;
    }
}
