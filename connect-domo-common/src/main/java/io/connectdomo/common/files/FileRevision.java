package io.connectdomo.common.files;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One version of a file's content (files-and-multipart.md, "Get all files metadata").
 *
 * @param size in bytes
 * @param sha256 hexadecimal digits in lower case (Domo writes upper case); empty where the reply has none
 * @param scanState {@code PENDING}, {@code MISSING}, {@code QUARANTINED} or {@code SAFE}
 */
public record FileRevision(OptionalLong id, OptionalLong size, Optional<String> sha256, Optional<String> scanState) {
    public FileRevision {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(scanState, "scanState");
    }

    /** Whether Domo says that the content's SHA-256 is {@code hex}, in either case. False where it says nothing. */
    public boolean hasSha256(String hex) {
        return sha256.filter(hex::equalsIgnoreCase).isPresent();
    }
}
