package io.connectdomo.sink.record;

/** {@code fileset.value.format}: what the bytes of a file are. */
public enum ValueFormat {
    /** Bytes and text as they are, everything else as JSON. */
    AUTO,
    /** The value must be bytes. */
    BYTES,
    /** The value must be text; it is written in UTF-8. */
    STRING,
    /** Any value, as JSON. */
    JSON
}
