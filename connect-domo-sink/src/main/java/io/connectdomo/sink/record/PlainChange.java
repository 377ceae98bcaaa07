package io.connectdomo.sink.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.sink.SinkRecord;

/** {@code record.format=plain}: the value is the row. */
final class PlainChange extends Change {
    private final HousekeepingLog skipped = new HousekeepingLog();
    private Schema lastSchema;
    private Housekeeping lastKind;
    private boolean lastIsEvent;

    @Override
    Kind read(SinkRecord record) throws UnfitException {
        Schema schema = record.valueSchema();
        Housekeeping own = schema == null ? Housekeeping.ofFields(record) : ofSchema(schema);
        if (own != null) {
            skipped.note(record, own);
            return Kind.NONE;
        }
        if (schema == null) {
            Misread.requirePlain(record);
        } else if (lastIsEvent) {
            throw Misread.changeEvent();
        }
        setImage(record.value(), schema);
        return Kind.WRITE;
    }

    private Housekeeping ofSchema(Schema schema) {
        if (schema != lastSchema) {
            lastSchema = schema;
            lastKind = Housekeeping.ofSchema(schema);
            lastIsEvent = Misread.isEvent(schema);
        }
        return lastKind;
    }
}
