package io.connectdomo.common.dataset;

/** What the commit of an upload does to the DataSet (observed-behaviour.md 1.4). */
public enum UploadMode {
    APPEND,
    REPLACE,
    UPSERT,
    DELETE
}
