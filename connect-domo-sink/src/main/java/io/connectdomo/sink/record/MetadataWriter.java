package io.connectdomo.sink.record;

import org.apache.kafka.connect.sink.SinkRecord;

/** Cells of metadata columns. */
final class MetadataWriter {
    private final JsonText json = new JsonText();
    private final CoordinateKey coordinateKey;
    private String lastTopic;
    private String lastText;

    MetadataWriter(RecordOptions options) {
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
                    writeMoment(record.timestamp(), cell, out);
                }
            }
            case KEY -> {
                if (record.key() != null) {
                    cell.write(record.key(), record.keySchema(), out);
                }
            }
            case HEADERS -> {
                if (!record.headers().isEmpty()) {
                    json.write(record.headers(), out);
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

    private static void writeMoment(long epochMillis, CellWriter cell, CsvBuffer out) throws UnfitException {
        if (cell instanceof DateTimeCells moments) {
            moments.write(epochMillis, out);
        } else {
            TemporalText.putDateTime(epochMillis, true, out);
        }
    }
}
