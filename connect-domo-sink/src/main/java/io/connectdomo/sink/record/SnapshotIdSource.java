package io.connectdomo.sink.record;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record says which snapshot it belongs to ({@code replace.snapshot.id}).
 *
 * @param header whether {@code name} is a header, otherwise a field of the value
 */
public record SnapshotIdSource(boolean header, String name) {
    /**
     * Reads {@code header:NAME} or {@code field:NAME}.
     *
     * @throws ConfigException for anything else
     */
    public static SnapshotIdSource of(String key, String text) {
        int colon = text == null ? -1 : text.indexOf(':');
        String where = colon < 0 ? "" : text.substring(0, colon);
        String name = colon < 0 ? "" : text.substring(colon + 1);
        if (name.isEmpty() || !(where.equals("header") || where.equals("field"))) {
            throw new ConfigException(key, text, "must be header:NAME or field:NAME");
        }
        return new SnapshotIdSource(where.equals("header"), name);
    }

    /**
     * The snapshot's id.
     *
     * @throws BadRecordException if the record has none
     */
    public String of(SinkRecord record) {
        try {
            return header ? RecordText.header(record, name) : RecordText.field(record, name);
        } catch (UnfitException e) {
            throw RecordText.bad(record, e);
        }
    }
}
