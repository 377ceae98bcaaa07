package io.connectdomo.common.files;

import java.util.Objects;
import java.util.Optional;

/**
 * What a file is to be called and said to be (files-and-multipart.md, "Upload a file", "Creating a Multi-part Upload Session").
 *
 * @param name in Domo; not unique there
 * @param contentType for example {@code text/csv}
 */
public record FileDescription(String name, Optional<String> description, String contentType) {
    public FileDescription {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(contentType, "contentType");
    }
}
