package io.connectdomo.sink.record;

/** What became of a record. */
public enum RowKind {
    /** Append and replace: the row buffer holds its line, the key buffer nothing. */
    ROW,
    /** Row and key buffer hold a line each. */
    UPSERT,
    /** The key buffer holds a line, the row buffer nothing. */
    DELETE,
    /** Deliberately nothing to write: both buffers are empty and the offset may pass. */
    SKIP,
    /**
     * {@link SchemaEvolution#ADD}: the record has fields without a column, see {@link RecordEncoder#missingColumns}; nothing
     * was written.
     */
    MISSING_COLUMNS,
    /** Debezium's truncate with {@code truncate.action=replace}: all rows go; both buffers are empty. */
    TRUNCATE
}
