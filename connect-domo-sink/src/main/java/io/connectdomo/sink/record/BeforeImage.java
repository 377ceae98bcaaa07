package io.connectdomo.sink.record;

/** {@code before.image}: how much of Debezium's {@code before} is what the database said. */
public enum BeforeImage {
    /**
     * PostgreSQL's holds its key fields and no others, because without REPLICA IDENTITY FULL the rest is missing and Debezium
     * puts something in the place of columns that are NOT NULL; all others' is the whole row.
     */
    AUTO,
    /** The whole row. */
    FULL,
    /** The key's fields alone. */
    KEY
}
