package io.connectdomo.common.filesets;

import java.util.Objects;

/** What Domo did with an upload to a path. */
public sealed interface UploadOutcome {
    /** It has the file. Its reply need not have a hash: only {@link FileSetClient#fileByPath} shows what is stored. */
    record Stored(FileSetFile file) implements UploadOutcome {
        public Stored {
            Objects.requireNonNull(file, "file");
        }
    }

    /**
     * 409: something is at that path, and Domo didn't overwrite it (observed-behaviour.md 9).
     *
     * @param message for people: the request and Domo's words
     */
    record PathTaken(String message) implements UploadOutcome {
        public PathTaken {
            Objects.requireNonNull(message, "message");
        }
    }
}
