package io.connectdomo.common.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * Who may see a file, with all that Domo said, so that nothing is lost when it is sent back (files-and-multipart.md, "Get file
 * permissions").
 *
 * @param document as Domo sent it; not changed
 * @param publicAccess whether everyone in the instance may see the file
 */
public record FilePermissions(ObjectNode document, boolean publicAccess) {
    private static final String PUBLIC = "publicAccess";

    public FilePermissions {
        Objects.requireNonNull(document, "document");
    }

    /** The same entries; open to everyone, or not. */
    public FilePermissions withPublicAccess(boolean open) {
        return new FilePermissions(document.deepCopy().put(PUBLIC, open), open);
    }
}
