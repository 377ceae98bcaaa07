package io.connectdomo.emulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All FileSets, in the order in which they were made. Thread-safe. */
public final class FileSets {
    /** No page says how large a file may be; this is the connector's own bound. */
    private static final long MAX_FILE_BYTES = 100L * 1024 * 1024;

    private final Map<String, FileSet> fileSets = new LinkedHashMap<>();
    private final Blobs blobs;
    private final Clock clock;
    private long maxFileBytes = MAX_FILE_BYTES;

    FileSets(Blobs blobs, Clock clock) {
        this.blobs = blobs;
        this.clock = clock;
    }

    /** Makes an empty FileSet, as {@code POST /api/files/v1/filesets} does; its id. */
    public String create(String name) {
        return add(name, "").id();
    }

    /**
     * The files of a FileSet, in the order of their paths.
     *
     * @throws IllegalArgumentException for an unknown FileSet
     */
    public List<FileInfo> files(String fileSetId) {
        return known(fileSetId).files().stream()
                .map(file -> new FileInfo(
                        file.id(),
                        file.path(),
                        file.contentType(),
                        file.blob().size(),
                        file.blob().sha256(),
                        file.writes()))
                .toList();
    }

    /** The bytes of a file of at most 32 MB. */
    public byte[] content(String fileSetId, String path) {
        return blobs.bytes(known(fileSetId).at(path).blob());
    }

    /** All files of a FileSet as they were at one moment, by path; each of at most 32 MB. */
    public Map<String, byte[]> contents(String fileSetId) {
        return known(fileSetId).contents(blobs);
    }

    /** Larger files are answered 413; 100 MB unless set. */
    public synchronized FileSets maxFileBytes(long bytes) {
        this.maxFileBytes = bytes;
        return this;
    }

    synchronized long maxFileBytes() {
        return maxFileBytes;
    }

    synchronized FileSet add(String name, String description) {
        FileSet fileSet = new FileSet(name, description, clock.instant());
        fileSets.put(fileSet.id(), fileSet);
        return fileSet;
    }

    synchronized FileSet get(String id) {
        FileSet fileSet = fileSets.get(id);
        if (fileSet == null) {
            throw DomoError.notFound("FileSet could not be found: " + id);
        }
        return fileSet;
    }

    private FileSet known(String id) {
        try {
            return get(id);
        } catch (DomoError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    synchronized FileSet remove(String id) {
        FileSet fileSet = get(id);
        fileSets.remove(id);
        return fileSet;
    }

    synchronized List<FileSet> all() {
        return new ArrayList<>(fileSets.values());
    }
}
