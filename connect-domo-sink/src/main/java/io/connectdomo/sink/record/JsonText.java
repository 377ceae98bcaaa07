package io.connectdomo.sink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.connectdomo.common.dataset.ColumnType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.header.Headers;

/**
 * Structs, maps, arrays and headers as JSON text in a cell. Equal data is equal text: the entries of maps are sorted by
 * name, a struct's fields come in the order of its schema. Dates, times and bytes are the text that they would be in a
 * STRING column; decimals are plain numbers; half a surrogate pair is written as its escape, but refused in names, where
 * readers refuse the escape. A value without such a form costs itself, not what stands around it, where
 * {@code unrepresentable.value.action} says so.
 */
final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Nesting.MAX)
                    .build())
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final CsvBuffer json = new CsvBuffer();
    private final CsvBuffer text = new CsvBuffer();

    /** For what is never text that CSV would quote: dates, times, numbers. */
    private final StringCells textCells = new StringCells(new CsvText(), this);

    /** Whether moments say that they are of UTC, as JSON's readers expect; in columns they all are. */
    private final boolean zoned;

    private final Unrepresentable unrepresentable;

    private JsonGenerator generator;
    private boolean inHeaders;

    /** The field that the text written last failed at, empty where it was none. */
    private String brokenAt = "";

    /** Where no value is replaced by another. */
    JsonText() {
        this(Unrepresentable.REFUSED);
    }

    JsonText(Unrepresentable unrepresentable) {
        this(false, unrepresentable);
    }

    JsonText(boolean zoned, Unrepresentable unrepresentable) {
        this.zoned = zoned;
        this.unrepresentable = unrepresentable;
    }

    /** For keys: no value is replaced by another, and equal values are equal text. */
    static JsonText ofKeys() {
        JsonText json = new JsonText();
        json.textCells.setOfKey(true);
        return json;
    }

    void write(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        write(out, () -> put(value, schema));
    }

    /** As JSON for its own sake, which no CSV quotes. */
    void writeBare(Object value, Schema schema, CsvBuffer out) throws UnfitException {
        generate(() -> put(value, schema));
        out.put(json.bytes, 0, json.length);
    }

    /** Name to the list of its values; names in the order of their first appearance. */
    void write(Headers headers, CsvBuffer out) throws UnfitException {
        write(out, () -> put(headers));
    }

    /** A header is no reason to refuse a record: what has no form in JSON is its text. */
    private void put(Headers headers) throws IOException, UnfitException {
        inHeaders = true;
        try {
            putAll(headers);
        } finally {
            inHeaders = false;
        }
    }

    private void putAll(Headers headers) throws IOException, UnfitException {
        generator.writeStartObject();
        Set<String> written = new HashSet<>();
        for (Header header : headers) {
            if (written.add(header.key())) {
                name(header.key());
                generator.writeStartArray();
                Iterator<Header> same = headers.allWithName(header.key());
                while (same.hasNext()) {
                    Header next = same.next();
                    put(next.value(), next.schema());
                }
                generator.writeEndArray();
            }
        }
        generator.writeEndObject();
    }

    /** What stands in an object, or in place of a value. */
    interface Body {
        void write() throws IOException, UnfitException;
    }

    // ---- objects that are put together field by field

    /** One object whose fields {@code fields} writes with the methods that follow. */
    void writeObject(Body fields, CsvBuffer out) throws UnfitException {
        generate(() -> {
            generator.writeStartObject();
            fields.write();
            generator.writeEndObject();
        });
        out.put(json.bytes, 0, json.length);
    }

    void field(String name, Object value, Schema schema) throws IOException, UnfitException {
        name(name);
        put(value, schema);
    }

    void field(String name, Headers headers) throws IOException, UnfitException {
        name(name);
        put(headers);
    }

    /** A value that is JSON already. */
    void fieldOfJson(String name, String value) throws IOException, UnfitException {
        name(name);
        generator.writeRawValue(value);
    }

    // ---- the generator

    private void write(CsvBuffer out, Body body) throws UnfitException {
        generate(body);
        CsvText.writeUtf8(json.bytes, json.length, out);
    }

    private void generate(Body body) throws UnfitException {
        json.clear();
        boolean whole = false;
        try {
            if (generator == null) {
                generator = FACTORY.createGenerator(new BufferStream(json)).setRootValueSeparator(null);
            }
            body.write();
            generator.flush();
            whole = true;
        } catch (StreamConstraintsException e) {
            throw Nesting.ofCell();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory refused a byte, or our calls were out of order", e);
        } finally {
            brokenAt = whole || generator == null ? "" : fieldAtHand();
            if (!whole) {
                generator = null;
            }
        }
    }

    boolean isOfKeys() {
        return textCells.isOfKey();
    }

    /** Why the text written last failed, in whole sentences, where nothing else says it better. */
    String why(UnfitException e) {
        if (!e.ofCell) {
            return e.field == null ? e.getMessage() : "field '" + e.field + "': " + e.getMessage();
        }
        String field = brokenAt.isEmpty() ? "" : "field '" + brokenAt + "': ";
        return field + e.getMessage() + e.cure(false, ".");
    }

    /** The record's field that is being written. Names further inside may be those of a map's entries, which are data. */
    private String fieldAtHand() {
        String name = unrepresentable.around().get();
        if (!name.isEmpty()) {
            return name;
        }
        for (JsonStreamContext at = generator.getOutputContext(); at != null; at = at.getParent()) {
            name = at.getCurrentName() == null ? name : at.getCurrentName();
        }
        return name;
    }

    /** The generator would write an escape, and readers refuse it in names. */
    private void name(String name) throws IOException, UnfitException {
        if (!WholeText.is(name)) {
            throw UnfitException.cell("a field's name inside holds half a surrogate pair, which has no UTF-8 form");
        }
        generator.writeFieldName(name);
    }

    private void put(Object value, Schema schema) throws IOException, UnfitException {
        SemanticType type = value == null ? null : SemanticType.of(schema);
        if (type == null || type.isPlain()) {
            putPlain(value, schema);
        } else {
            putSemantic(type, value, schema);
        }
    }

    private void putSemantic(SemanticType type, Object value, Schema schema) throws IOException, UnfitException {
        text.clear();
        try {
            type.write(value, schema, textCells, text);
        } catch (UnfitException e) {
            text.clear();
            if (!replace(value, e)) {
                return;
            }
        }
        if (type.columnType() == ColumnType.DECIMAL || type.columnType() == ColumnType.LONG) {
            generator.writeNumber(new String(text.bytes, 0, text.length, StandardCharsets.US_ASCII));
        } else {
            if (zoned && type.columnType() == ColumnType.DATETIME) {
                text.put('Z');
            }
            generator.writeUTF8String(text.bytes, 0, text.length);
        }
    }

    /** Whether {@link #text} has now what is to be written; else what stands for the value was written, or it is refused. */
    private boolean replace(Object value, UnfitException why) throws IOException, UnfitException {
        if (inHeaders && why.kind == UnfitException.Kind.BEYOND) {
            generator.writeString(
                    why.beyond == Beyond.NUMBER ? value.toString() : why.beyond.isLate() ? "infinity" : "-infinity");
            return false;
        }
        if (!unrepresentable.replaces(why)) {
            throw why;
        }
        unrepresentable.write(fieldAtHand(), why, textCells, text);
        if (text.length == 0) {
            generator.writeNull();
        }
        return text.length > 0;
    }

    private void putPlain(Object value, Schema schema) throws IOException, UnfitException {
        if (value == null) {
            generator.writeNull();
        } else if (value instanceof String string) {
            generator.writeString(textCells.isOfKey() ? textCells.ofKey(string, schema) : string);
        } else if (value instanceof Number number) {
            putNumber(number);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof Struct struct) {
            putStruct(struct);
        } else if (value instanceof Map<?, ?> map) {
            putMap(map, schema == null ? null : schema.valueSchema());
        } else if (value instanceof Collection<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                put(element, schema == null ? null : schema.valueSchema());
            }
            generator.writeEndArray();
        } else if (value instanceof java.util.Date date) {
            putSemantic(SemanticType.TIMESTAMP, date, null);
        } else if (value instanceof byte[] bytes) {
            generator.writeBinary(bytes);
        } else if (value instanceof ByteBuffer buffer) {
            generator.writeBinary(CellWriter.bytesOf(buffer));
        } else {
            throw CellWriter.unknown(value);
        }
    }

    private void putNumber(Number number) throws IOException, UnfitException {
        try {
            putFinite(number);
        } catch (UnfitException e) {
            text.clear();
            replace(number, e);
        }
    }

    private void putFinite(Number number) throws IOException, UnfitException {
        if (number instanceof Double value) {
            NumberText.requireFinite(value);
            generator.writeNumber(isOfKeys() ? value + 0.0 : value); // -0.0 and 0.0 are one key
        } else if (number instanceof Float value) {
            NumberText.requireFinite(value);
            generator.writeNumber(isOfKeys() ? value + 0.0f : value);
        } else if (number instanceof BigDecimal value) {
            generator.writeNumber(NumberText.plain(value, false));
        } else if (number instanceof BigInteger value) {
            generator.writeNumber(value);
        } else if (CellWriter.isWhole(number)) {
            generator.writeNumber(number.longValue());
        } else {
            throw CellWriter.unknown(number);
        }
    }

    private void putStruct(Struct struct) throws IOException, UnfitException {
        generator.writeStartObject();
        for (Field field : struct.schema().fields()) {
            name(field.name());
            put(struct.getWithoutDefault(field.name()), field.schema());
        }
        generator.writeEndObject();
    }

    private void putMap(Map<?, ?> map, Schema valueSchema) throws IOException, UnfitException {
        generator.writeStartObject();
        for (Map.Entry<String, Object> entry : (inHeaders ? sortedAsText(map) : sorted(map)).entrySet()) {
            name(entry.getKey());
            put(entry.getValue(), valueSchema);
        }
        generator.writeEndObject();
    }

    static Map<String, Object> sorted(Map<?, ?> map) throws UnfitException {
        Map<String, Object> sorted = new TreeMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            sorted.put(nameOf(entry.getKey()), entry.getValue());
        }
        if (sorted.size() != map.size()) {
            throw UnfitException.cell("a map inside has two keys with the same text");
        }
        return sorted;
    }

    /** Headers are parsed from text that may look like a map of anything. */
    private static Map<String, Object> sortedAsText(Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
        return sorted;
    }

    /** JSON has names only; whole numbers and booleans become one, as in Protobuf's JSON. */
    private static String nameOf(Object key) throws UnfitException {
        if (key instanceof String name) {
            return name;
        }
        if (CellWriter.isWhole(key) || key instanceof Boolean) {
            return key.toString();
        }
        throw UnfitException.cell("a map inside has keys that are neither text nor whole numbers");
    }
}
