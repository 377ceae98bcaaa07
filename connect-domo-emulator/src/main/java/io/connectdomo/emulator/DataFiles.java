package io.connectdomo.emulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Domo's files, and the multi-part uploads that become some. Thread-safe. */
public final class DataFiles {
    private static final long FIRST_FILE = 401;
    private static final long FIRST_REVISION = 430;

    private final Map<Long, DataFile> files = new LinkedHashMap<>();
    private final AtomicLong nextFile = new AtomicLong(FIRST_FILE);
    private final AtomicLong nextRevision = new AtomicLong(FIRST_REVISION);
    private final FileSessions sessions;
    private final Blobs blobs;
    private final Dialects dialects;
    private final Clock clock;

    DataFiles(FileSessions sessions, Blobs blobs, Dialects dialects, Clock clock) {
        this.sessions = sessions;
        this.blobs = blobs;
        this.dialects = dialects;
        this.clock = clock;
    }

    /** The files that were not deleted, oldest first, each as its newest revision, shown by Domo or not yet. */
    public List<FileInfo> files() {
        List<FileInfo> infos = new ArrayList<>();
        for (DataFile file : all()) {
            file.newest()
                    .ifPresent(newest -> infos.add(new FileInfo(
                            Long.toString(file.id()),
                            file.name(),
                            newest.contentType(),
                            newest.blob().size(),
                            newest.blob().sha256(),
                            file.writes())));
        }
        return infos;
    }

    /**
     * Adds files that others have put there, named {@code prefix} and a number from 0, of which no bytes are kept: lists show
     * them, downloads don't have them.
     */
    public void fill(String prefix, int count) {
        Blob nothing = new Blob(List.of(), 142_783, "0".repeat(64), "0".repeat(32));
        for (int number = 0; number < count; number++) {
            create(prefix + number, "", false, "application/pdf", nothing);
        }
    }

    /** The bytes of a file's newest revision, of at most 32 MB. */
    public byte[] content(String fileId) {
        DataFile file = get(Long.parseLong(fileId));
        return blobs.bytes(file.newest().orElseThrow().blob());
    }

    /** Whether everybody may read a file. */
    public boolean isPublic(String fileId) {
        return get(Long.parseLong(fileId)).permissions().path("publicAccess").asBoolean();
    }

    /** The multi-part uploads since the start, oldest first. */
    public List<FileSessionInfo> sessions() {
        return sessions.infos();
    }

    synchronized List<DataFile> all() {
        return new ArrayList<>(files.values());
    }

    synchronized DataFile get(long id) {
        DataFile file = files.get(id);
        if (file == null) {
            throw DomoError.notFound("File could not be found: " + id);
        }
        return file;
    }

    /** A file that Domo shows. */
    DataFile shown(long id) {
        DataFile file = get(id);
        if (file.shown(clock.instant()).isEmpty()) {
            throw DomoError.notFound("File could not be found: " + id);
        }
        return file;
    }

    /** Makes a file of bytes that the caller gives up. */
    DataFile create(String name, String description, boolean isPublic, String contentType, Blob blob) {
        DataFile file = new DataFile(nextFile.getAndIncrement(), name, description, isPublic, clock.instant());
        revise(file, contentType, blob);
        synchronized (this) {
            files.put(file.id(), file);
        }
        return file;
    }

    /** Makes a revision of bytes that the caller gives up. */
    DataFile.Revision revise(DataFile file, String contentType, Blob blob) {
        Instant now = clock.instant();
        Instant shown = dialects.speaks(Dialect.FILE_SHOWN_LATE) ? now.plus(dialects.versionDelay()) : now;
        DataFile.Revision revision =
                new DataFile.Revision(nextRevision.getAndIncrement(), contentType, blobs.keep(blob), now, shown);
        file.add(revision);
        return revision;
    }

    void delete(long id) {
        DataFile file;
        synchronized (this) {
            file = get(id);
            files.remove(id);
        }
        file.all().forEach(revision -> blobs.release(revision.blob()));
    }

    /** The revision before is the current one afterwards; without one the file is gone. */
    void deleteRevision(long id, long revisionId) {
        DataFile file = get(id);
        blobs.release(file.remove(revisionId).blob());
        if (file.newest().isEmpty()) {
            delete(id);
        }
    }
}
