package io.connectdomo.doctor.schema;

import java.util.function.Consumer;

/** Where records come from. */
interface RecordSource {
    /**
     * Hands out the first records, in order.
     *
     * @param to may throw, which ends the reading
     * @throws SchemaException where they can't be read
     */
    void read(int atMost, Consumer<RawRecord> to);

    /**
     * A record as it is stored.
     *
     * @param key null where there is none
     * @param value null for a tombstone
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record RawRecord(int partition, long offset, byte[] key, byte[] value) {}
}
