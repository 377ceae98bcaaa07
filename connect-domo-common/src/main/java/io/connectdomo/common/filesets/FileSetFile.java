package io.connectdomo.common.filesets;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a FileSet as Domo holds it (filesets.md, "Get File by Path", "Upload File").
 *
 * @param id never null
 * @param path within the FileSet; empty where the reply has none
 * @param size in bytes
 * @param sha256 hexadecimal digits in lower case; empty where the reply has no hash, as filesets.md shows that of an upload, or another
 *     algorithm's
 */
public record FileSetFile(String id, Optional<String> path, OptionalLong size, Optional<String> sha256) {
    public FileSetFile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(sha256, "sha256");
    }

    /** False of a directory, which has neither size nor hash. */
    public boolean isFile() {
        return size.isPresent() || sha256.isPresent();
    }

    /** Whether Domo says that the file's SHA-256 is {@code hex}, in either case. False where it says nothing. */
    public boolean hasSha256(String hex) {
        return sha256.filter(hex::equalsIgnoreCase).isPresent();
    }
}
