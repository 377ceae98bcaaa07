package io.connectdomo.sink.record;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * {@link FileFormat#JSONL}: the value as JSON and a line feed. With {@code metadata.columns} each line is an object: their columns
 * stand behind the value's fields, and win over fields of the same name; a value without fields becomes the field
 * {@value #VALUE}.
 */
final class JsonLines implements LineEncoder {
    static final String VALUE = "_value";

    private static final byte[] NOTHING = {};

    private final FileOptions options;
    private final Set<String> metadataNames;
    private final JsonText json;
    private final FileFields fields;
    private final HousekeepingLog housekeeping = new HousekeepingLog();

    JsonLines(FileOptions options, ReplacedValues replaced) {
        this.options = options;
        this.json = new JsonText(true, new Unrepresentable(options.unrepresentableValueAction(), replaced));
        this.fields = new FileFields(json, options.unavailable());
        this.metadataNames = options.metadataColumns().stream()
                .map(MetadataColumn::columnName)
                .collect(Collectors.toSet());
    }

    @Override
    public byte[] header() {
        return NOTHING;
    }

    @Override
    public Line encode(SinkRecord record, CsvBuffer out) {
        out.clear();
        if (Tombstones.passesOver(record, options.tombstoneAction()) || isHousekeeping(record)) {
            return Line.SKIPPED;
        }
        try {
            if (metadataNames.isEmpty() && !FileFields.has(record.value(), record.valueSchema())) {
                json.writeBare(record.value(), record.valueSchema(), out);
            } else {
                json.writeObject(() -> putFields(record), out);
            }
        } catch (UnfitException e) {
            throw BadRecordException.of(record, WHAT, json.why(e), e);
        } catch (StackOverflowError e) {
            throw BadRecordException.of(record, WHAT, Nesting.ofRecord());
        }
        out.put('\n');
        return Line.WRITTEN;
    }

    private boolean isHousekeeping(SinkRecord record) {
        Housekeeping kind = Housekeeping.of(record).orElse(null);
        if (kind != null) {
            housekeeping.note(record, kind);
        }
        return kind != null;
    }

    private void putFields(SinkRecord record) throws IOException, UnfitException {
        if (FileFields.has(record.value(), record.valueSchema())) {
            fields.write(record.value(), record.valueSchema(), metadataNames);
        } else {
            json.field(VALUE, record.value(), record.valueSchema());
        }
        for (MetadataColumn column : options.metadataColumns()) {
            putMetadata(column, record);
        }
    }

    @SuppressWarnings("JavaUtilDate") // Connect's Timestamp is one
    private void putMetadata(MetadataColumn column, SinkRecord record) throws IOException, UnfitException {
        String name = column.columnName();
        switch (column) {
            case TOPIC -> json.field(name, Coordinates.topic(record), null);
            case PARTITION -> json.field(name, Coordinates.partition(record), null);
            case OFFSET -> json.field(name, Coordinates.offset(record), null);
            case TIMESTAMP -> {
                Long millis = record.timestamp();
                json.field(name, millis == null ? null : new java.util.Date(millis), Timestamp.SCHEMA);
            }
            case KEY -> json.field(name, record.key(), record.keySchema());
            case HEADERS -> json.field(name, record.headers());
            case CDC_OP, CDC_TS -> throw new IllegalStateException(column + " needs Debezium's envelope");
        }
    }

    @Override
    public void adopt(SinkRecord record) {
        throw new IllegalStateException("JSON lines have no header");
    }

    @Override
    public void forget() {}
}
