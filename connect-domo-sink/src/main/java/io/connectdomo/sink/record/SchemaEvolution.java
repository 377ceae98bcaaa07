package io.connectdomo.sink.record;

/** {@code schema.evolution}: what becomes of a field that the DataSet has no column for. */
public enum SchemaEvolution {
    /** The record is errant. */
    FAIL,
    /** The field is dropped, with one warning per field name. */
    IGNORE,
    /** The DataSet gets a column for it, of the type that the field's schema or value asks for. */
    ADD
}
