package io.connectdomo.sink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes the content of one document and remembers which field it is at. */
final class DocumentText {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String NO_DATE = "appdb.date.fields names it, and the value is no date";

    private final RecordOptions options;
    private final DocumentOptions documents;
    private final Change change;
    private final KeyText keys;
    private final EarlierDocuments earlier;
    private final CoordinateKey coordinates;
    private final Placeholder placeholder;
    private final Unrepresentable unrepresentable;
    private final JsonText json;
    private final DateTimeCells dates = new DateTimeCells(true);
    private final CsvBuffer date = new CsvBuffer();

    /** Fields that are not the record's own. */
    private final Set<String> ours = new HashSet<>();

    private String key;
    private String field;

    /** @param change what was read of the record at hand */
    DocumentText(
            RecordOptions options,
            DocumentOptions documents,
            Change change,
            KeyText keys,
            EarlierDocuments earlier,
            ReplacedValues replaced) {
        this.options = options;
        this.unrepresentable = new Unrepresentable(options.unrepresentableValueAction(), replaced);
        this.json = new JsonText(true, unrepresentable);
        this.documents = documents;
        this.change = change;
        this.keys = keys;
        this.earlier = earlier;
        this.coordinates = options.coordinateKey().orElse(new CoordinateKey(""));
        this.placeholder = Placeholder.of(options.placeholder());
        options.metadataColumns().forEach(column -> ours.add(column.columnName()));
        if (options.writeMode().isKeyed()) {
            ours.add(documents.keyField());
            if (options.format() == RecordFormat.PLAIN) {
                ours.add(Columns.DELETED_MARK);
            }
        }
    }

    void begin() {
        field = null;
    }

    /** The field that was written last, or was being written; null before the first. */
    String field() {
        return field;
    }

    /** @param documentKey null in modes without keys */
    void write(SinkRecord record, Object image, Schema schema, String documentKey, CsvBuffer out)
            throws UnfitException {
        key = documentKey;
        json.writeObject(
                () -> {
                    putFields(image, schema);
                    putMetadata(record);
                    if (key != null) {
                        field = documents.keyField();
                        json.field(field, key, null);
                    }
                    field = null;
                },
                out);
    }

    private void putFields(Object image, Schema schema) throws IOException, UnfitException {
        if (image instanceof Struct struct) {
            for (Field each : struct.schema().fields()) {
                put(each.name(), struct.getWithoutDefault(each.name()), each.schema());
            }
            return;
        }
        Schema valueSchema = schema == null ? null : schema.valueSchema();
        Map<String, Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) image).entrySet()) {
            sorted.put(MapReader.nameOf(entry.getKey()), entry.getValue());
        }
        for (Map.Entry<String, Object> entry : sorted.entrySet()) {
            put(entry.getKey(), entry.getValue(), valueSchema);
        }
    }

    private void put(String name, Object value, Schema schema) throws IOException, UnfitException {
        field = name;
        if (ours.contains(name)) {
            requireSameKey(name, value, schema);
        } else if (value != null && placeholder.in(schema).is(value)) {
            putUnavailable(name);
        } else if (value != null && documents.dateFields().contains(name)) {
            putDate(name, value, schema);
        } else {
            json.field(name, value, schema);
        }
    }

    /** A record that has a field of that name must mean the same by it: else the next look-up would miss its document. */
    private void requireSameKey(String name, Object value, Schema schema) throws UnfitException {
        boolean isKey = key != null && name.equals(documents.keyField());
        if (isKey && value != null && !keys.ofValue(value, schema).equals(key)) {
            throw UnfitException.field(
                    name,
                    "the document keeps its key there (appdb.key.field), and the record has another value in it."
                            + " Name a field in appdb.key.field that the records do not have.");
        }
    }

    private void putDate(String name, Object value, Schema schema) throws IOException, UnfitException {
        date.clear();
        try {
            SemanticCells.over(schema, dates).write(value, schema, date);
        } catch (UnfitException noDate) {
            // Domo takes a document with such a field as it stands, and then refuses it: so that is judged here.
            UnfitException why = noDate.beyond == null ? UnfitException.beyond(Beyond.NUMBER, NO_DATE) : noDate;
            if (!unrepresentable.replaces(why)) {
                throw why;
            }
            date.clear();
            unrepresentable.write(name, why, dates, date);
        }
        if (date.length == 0) {
            json.field(name, null, null);
        } else {
            json.fieldOfJson(
                    name, "{\"$date\":\"" + new String(date.bytes, 0, date.length, StandardCharsets.US_ASCII) + "Z\"}");
        }
    }

    /** What Debezium did not send again: as the batch has it, or null where that is wanted. */
    private void putUnavailable(String name) throws IOException, UnfitException {
        byte[] document = key == null ? null : earlier.contentOf(key);
        String value = document == null ? null : valueOf(document, name);
        if (value != null) {
            json.fieldOfJson(name, value);
        } else if (options.unavailableValueAction() == UnavailableValueAction.NULL) {
            json.field(name, null, null);
        } else {
            throw UnavailableValues.notLogged(name);
        }
    }

    /** The value of a field as it stands in the document; null where it has none. */
    static String valueOf(byte[] document, String name) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(name);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                parser.finishToken();
                if (found) {
                    int end = (int) parser.currentLocation().getByteOffset();
                    return new String(document, start, end - start, StandardCharsets.UTF_8);
                }
            }
            return null;
        } catch (IOException ours) {
            throw new UncheckedIOException("A document that was written here can't be read", ours);
        }
    }

    private void putMetadata(SinkRecord record) throws IOException, UnfitException {
        for (MetadataColumn column : options.metadataColumns()) {
            field = column.columnName();
            switch (column) {
                case TOPIC -> json.field(field, coordinates.topic(Coordinates.topic(record)), null);
                case PARTITION -> json.field(field, Coordinates.partition(record), null);
                case OFFSET -> json.field(field, Coordinates.offset(record), null);
                case TIMESTAMP -> putMoment(field, record.timestamp());
                case KEY ->
                    json.field(
                            field, record.key() == null ? null : keys.ofValue(record.key(), record.keySchema()), null);
                case HEADERS -> json.field(field, record.headers());
                case CDC_OP -> json.field(field, change.operation(), null);
                case CDC_TS -> putMoment(field, change.timestamp());
            }
        }
    }

    @SuppressWarnings("JavaUtilDate")
    private void putMoment(String name, Long millis) throws IOException, UnfitException {
        if (millis != null && documents.dateFields().contains(name)) {
            putDate(name, new Date(millis), null);
        } else {
            json.field(name, millis == null ? null : new Date(millis), null);
        }
    }
}
