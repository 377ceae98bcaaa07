package io.connectdomo.common.files;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A file with its versions (files-and-multipart.md, "Get file metadata by ID").
 *
 * @param name as Domo shows it, which in the page's example is in quotes
 * @param current empty where the reply says nothing of it
 * @param revisions earlier and current ones where they were asked for; Domo's order
 */
public record FileInfo(long id, Optional<String> name, Optional<FileRevision> current, List<FileRevision> revisions) {
    public FileInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(current, "current");
        revisions = List.copyOf(revisions);
    }

    /** Whether the file is called {@code wanted}, with or without Domo's quotes around it. */
    public boolean isNamed(String wanted) {
        return name.filter(shown -> shown.equals(wanted) || shown.equals("\"" + wanted + "\""))
                .isPresent();
    }
}
