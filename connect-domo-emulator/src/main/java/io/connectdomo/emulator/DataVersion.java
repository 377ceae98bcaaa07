package io.connectdomo.emulator;

import java.util.List;

/** What one commit added; its rows stay raw until they are indexed. The flags are guarded by the DataSet's monitor. */
final class DataVersion {
    private final CommitRecord commit;
    private final Schema schema;
    private final List<StoredPart> parts;
    private boolean indexed;
    private boolean deleted;
    private boolean purged;
    private boolean tagged = true;

    DataVersion(CommitRecord commit, Schema schema, List<StoredPart> parts) {
        this.commit = commit;
        this.schema = schema;
        this.parts = parts;
    }

    long id() {
        return commit.uploadId();
    }

    CommitRecord commit() {
        return commit;
    }

    /** The schema its parts were checked against. */
    Schema schema() {
        return schema;
    }

    List<StoredPart> parts() {
        return parts;
    }

    boolean indexed() {
        return indexed;
    }

    void markIndexed() {
        indexed = true;
    }

    boolean deleted() {
        return deleted;
    }

    void markDeleted() {
        deleted = true;
    }

    /** Deleted, and its rows are still in the index. */
    boolean awaitsPurge() {
        return deleted && indexed && !purged;
    }

    void markPurged() {
        purged = true;
    }

    /** The partition it is the content of, or null. */
    String partition() {
        return tagged ? commit.dataTag() : null;
    }

    void dropTag() {
        tagged = false;
    }
}
