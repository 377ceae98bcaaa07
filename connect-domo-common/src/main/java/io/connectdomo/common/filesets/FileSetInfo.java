package io.connectdomo.common.filesets;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A FileSet (filesets.md, "Get FileSet by Id").
 *
 * @param permission of the token's user, for example {@code OWNER}; empty where the reply has none
 */
public record FileSetInfo(String id, Optional<String> name, Optional<String> permission, OptionalLong fileCount) {
    public FileSetInfo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(permission, "permission");
        Objects.requireNonNull(fileCount, "fileCount");
    }
}
