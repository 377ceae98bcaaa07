package io.connectdomo.sink.record;

import org.apache.kafka.connect.sink.SinkRecord;

/** What a file has of records without a value: nothing. */
final class Tombstones {
    private Tombstones() {}

    /**
     * Whether the record has no value and is passed over.
     *
     * @throws BadRecordException if it has none and {@code tombstone.action} is {@code fail}
     */
    static boolean passesOver(SinkRecord record, TombstoneAction action) {
        if (record.value() != null) {
            return false;
        }
        if (action == TombstoneAction.FAIL) {
            throw BadRecordException.of(
                    record,
                    LineEncoder.WHAT,
                    "it has no value, and tombstone.action is fail. Set tombstone.action=ignore to pass over such records.",
                    null);
        }
        return true;
    }
}
