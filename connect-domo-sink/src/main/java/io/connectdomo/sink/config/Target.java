package io.connectdomo.sink.config;

/** What records become ({@code domo.target}). */
public enum Target {
    /** Rows of a DataSet. */
    DATASET,
    /** Documents of an AppDB collection. */
    APPDB,
    /** A file of a FileSet each. */
    FILESET,
    /** Many together a Domo file. */
    FILE
}
