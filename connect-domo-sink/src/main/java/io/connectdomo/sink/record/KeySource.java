package io.connectdomo.sink.record;

/** {@code key.source}: where the key columns' values come from in upsert and delete. */
public enum KeySource {
    RECORD_KEY,
    RECORD_VALUE
}
