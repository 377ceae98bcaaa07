package io.connectdomo.emulator;

/** What a commit does to the rows of its DataSet. */
public enum WriteMode {
    APPEND,
    REPLACE,
    UPSERT,
    DELETE,
    /** Replaces the rows of one partition and no other. */
    REPLACE_PARTITION;

    boolean needsKeys() {
        return this == UPSERT || this == DELETE;
    }

    /** Whether an upload without rows makes sense. */
    boolean mayBeEmpty() {
        return this == REPLACE || this == REPLACE_PARTITION;
    }
}
