package io.connectdomo.common.filesets;

import java.util.Objects;

/** What Domo did with an upload to a path. */
public sealed interface UploadOutcome {
    /** It has the file. Where its reply has no hash, which older pages do not show, {@link FileSetClient#fileByPath} does. */
    record Stored(FileSetFile file) implements UploadOutcome {
        public Stored {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * 409: something is at that path, and the token's user may not overwrite it (docs/domo-facts.md, "FileSets").
     *
     * @param message for people: the request and Domo's words
     */
    record PathTaken(String message) implements UploadOutcome {
        public PathTaken {
            Objects.requireNonNull(message, "message");
        }
    }
}
