package io.connectdomo.sink.record;

/** {@code nested.fields}: what becomes of a struct or map inside a record. Arrays are JSON text in both. */
public enum NestedFields {
    JSON,
    FLATTEN
}
