package io.connectdomo.sink.task;

import java.util.List;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Which record of a list is being delivered. Timestamps are looked up here when a batch needs one, so that the other records cost
 * no more than a number. Of the thread that delivers.
 */
final class Position {
    private List<SinkRecord> records = List.of();
    private int at;

    void begins(List<SinkRecord> list) {
        records = list;
        at = 0;
    }

    void at(int index) {
        at = index;
    }

    /** Keeps no record. */
    void ends() {
        records = List.of();
    }

    /** Of the record that is being delivered; null where it has none, and between lists. */
    Long timestamp() {
        return timestampOf(at);
    }

    /** Of the one before it. */
    Long timestampBefore() {
        return timestampOf(at - 1);
    }

    private Long timestampOf(int index) {
        return index < 0 || index >= records.size() ? null : records.get(index).timestamp();
    }
}
