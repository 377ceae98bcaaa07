package io.connectdomo.sink.record;

import org.apache.kafka.connect.sink.SinkRecord;

/** Cells of metadata columns. */
final class MetadataWriter {
    /** Of headers, in which nothing is refused. */
    private final JsonText json = new JsonText();

    private final CoordinateKey coordinateKey;
    private final Change change;
    private String lastTopic;
    private String lastText;

    /** @param change what was read of the record whose cells are written */
    MetadataWriter(RecordOptions options, Change change) {
        this.change = change;
        this.coordinateKey = options.coordinateKey().orElse(new CoordinateKey(""));
    }

    /** Appends the cell, nothing for NULL. */
    void write(MetadataColumn column, SinkRecord record, CellWriter cell, CsvBuffer out) throws UnfitException {
        switch (column) {
            case TOPIC -> cell.write(topic(Coordinates.topic(record)), null, out);
            case PARTITION -> writeWhole(Coordinates.partition(record), cell, out);
            case OFFSET -> writeWhole(Coordinates.offset(record), cell, out);
            case TIMESTAMP -> {
                if (record.timestamp() != null) {
                    cell.writeMoment(record.timestamp(), 0, out);
                }
            }
            case KEY -> {
                if (record.key() != null) {
                    SemanticCells.over(record.keySchema(), cell).write(record.key(), record.keySchema(), out);
                }
            }
            case HEADERS -> {
                if (!record.headers().isEmpty()) {
                    json.write(record.headers(), out);
                }
            }
            case CDC_OP -> {
                if (change.operation() != null) {
                    out.putAscii(change.operation());
                }
            }
            case CDC_TS -> {
                if (change.timestamp() != null) {
                    cell.writeMoment(change.timestamp(), 0, out);
                }
            }
        }
    }

    /** Remembered: a text made for each record would be garbage for each record. */
    private String topic(String topic) {
        if (!topic.equals(lastTopic)) {
            lastTopic = topic;
            lastText = coordinateKey.topic(topic);
        }
        return lastText;
    }

    private static void writeWhole(long value, CellWriter cell, CsvBuffer out) throws UnfitException {
        if (cell instanceof LongCells) {
            NumberText.putLong(value, out);
        } else {
            cell.write(value, null, out);
        }
    }
}
