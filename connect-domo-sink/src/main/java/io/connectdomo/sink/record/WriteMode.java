package io.connectdomo.sink.record;

/** {@code write.mode}: what a record does to the DataSet. */
public enum WriteMode {
    APPEND,
    REPLACE,
    UPSERT,
    DELETE;

    /** Whether records are told apart by key, so that a batch is collapsed to the last change of each key. */
    public boolean isKeyed() {
        return this == UPSERT || this == DELETE;
    }
}
