package io.connectdomo.emulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** One FileSet: files by path. Directories are there as long as a file is in them. Thread-safe. */
final class FileSet {
    private final String id = UUID.randomUUID().toString();
    private final TreeMap<String, FileSetFile> files = new TreeMap<>();
    private final Instant created;
    private String name;
    private String description;
    private Instant updated;

    FileSet(String name, String description, Instant created) {
        this.name = name;
        this.description = description;
        this.created = created;
        this.updated = created;
    }

    String id() {
        return id;
    }

    synchronized String name() {
        return name;
    }

    synchronized String description() {
        return description;
    }

    Instant created() {
        return created;
    }

    synchronized Instant updated() {
        return updated;
    }

    /** Null leaves a text as it is. */
    synchronized void rename(String newName, String newDescription, Instant now) {
        name = newName == null ? name : newName;
        description = newDescription == null ? description : newDescription;
        updated = now;
    }

    /** What a refused upload would have changed; to be asked before its bytes are read. */
    synchronized void requirePlaceFor(String path, boolean overwrite) {
        if (files.containsKey(path) && !overwrite) {
            throw DomoError.conflict("A file with the path '" + path + "' exists already");
        }
        if (isDirectory(path)) {
            throw DomoError.conflict("'" + path + "' is a directory");
        }
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            if (files.containsKey(path.substring(0, slash))) {
                throw DomoError.conflict("'" + path.substring(0, slash) + "' is a file");
            }
        }
    }

    /** Writes a file and gives back what was there before. */
    synchronized Optional<FileSetFile> put(String path, String contentType, Blob blob, boolean overwrite, Instant now) {
        requirePlaceFor(path, overwrite);
        FileSetFile before = files.get(path);
        FileSetFile after = before == null
                ? new FileSetFile(UUID.randomUUID().toString(), path, contentType, blob, now, 1)
                : new FileSetFile(before.id(), path, contentType, blob, before.created(), before.writes() + 1);
        files.put(path, after);
        updated = now;
        return Optional.ofNullable(before);
    }

    synchronized FileSetFile at(String path) {
        FileSetFile file = files.get(path);
        if (file == null) {
            throw DomoError.notFound("No file has the path '" + path + "'");
        }
        return file;
    }

    synchronized FileSetFile byId(String fileId) {
        return files.values().stream()
                .filter(file -> file.id().equals(fileId))
                .findFirst()
                .orElseThrow(() -> DomoError.notFound("No file has the id " + fileId));
    }

    synchronized FileSetFile delete(String path, Instant now) {
        FileSetFile file = at(path);
        files.remove(path);
        updated = now;
        return file;
    }

    synchronized boolean isDirectory(String path) {
        String below = files.ceilingKey(path + '/');
        return below != null && below.startsWith(path + '/');
    }

    /** In the order of their paths. */
    synchronized List<FileSetFile> files() {
        return new ArrayList<>(files.values());
    }

    /** By path. Under the lock, for bytes are released once their file is gone. */
    synchronized Map<String, byte[]> contents(Blobs blobs) {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, file) -> contents.put(path, blobs.bytes(file.blob())));
        return contents;
    }
}
