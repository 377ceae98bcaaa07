package io.connectdomo.sink.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;

/**
 * The forms that Debezium's placeholder of unavailable values has: those of its {@code UnchangedToastedPlaceholder}, of the three
 * {@code binary.handling.mode}s that make text of bytes, and of JSON converters, which write bytes as base64. Worked out once for
 * each text; immutable, and shared by all threads.
 */
final class Placeholder {
    /** Of a field's schema: the form that the placeholder has in this field (debezium/debezium#7934). */
    static final String PARAMETER = "__debezium.unavailable.value.placeholder";

    /** Debezium for PostgreSQL and MySQL takes a placeholder of any bytes after it. */
    private static final String HEX = "hex:";

    /** Fewer bytes have no encoded form: "78" may be x in hex, but is a number nearly always. */
    private static final int FEWEST_ENCODED = 4;

    /** Converters that make a parameter up for every record must not fill the memory. */
    private static final int MOST_DECLARED = 1000;

    private static final JsonFactory JSON = new JsonFactory();
    private static volatile Placeholder last = new Placeholder(RecordOptions.DEFAULT_PLACEHOLDER, List.of());

    private final String configured;
    private final String[] texts;
    private final byte[][] bytes;

    /** Whether any text has this length: tells nearly every other text at once. */
    private final boolean[] lengths;

    private final Map<String, Placeholder> declared = new ConcurrentHashMap<>();

    private Placeholder(String configured, List<String> others) {
        Set<String> forms = new LinkedHashSet<>();
        List<byte[]> binary = new ArrayList<>();
        add(configured, forms, binary);
        others.forEach(other -> add(other, forms, binary));
        this.configured = configured;
        this.texts = forms.toArray(new String[0]);
        this.bytes = binary.toArray(new byte[0][]);
        this.lengths = new boolean[forms.stream().mapToInt(String::length).max().orElse(0) + 1];
        forms.forEach(form -> lengths[form.length()] = true);
    }

    /** The forms of {@code unavailable.value.placeholder}. */
    static Placeholder of(String configured) {
        Placeholder known = last;
        if (!known.configured.equals(configured)) {
            known = new Placeholder(configured, List.of());
            last = known;
        }
        return known;
    }

    private static void add(String text, Set<String> forms, List<byte[]> binary) {
        addText(text, forms, binary);
        if (text.startsWith(HEX) && text.length() > HEX.length()) { // else every empty text would be it
            try {
                byte[] decoded = HexFormat.of().parseHex(text.substring(HEX.length()));
                addText(new String(decoded, StandardCharsets.UTF_8), forms, binary);
                addBytes(decoded, forms, binary);
            } catch (IllegalArgumentException noHex) {
                return; // the text is what it says, as it is for Oracle and SQL Server
            }
        }
    }

    private static void addText(String text, Set<String> forms, List<byte[]> binary) {
        String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(text));
        forms.add(text);
        forms.add("{\"" + quoted + "\":\"" + quoted + "\"}"); // hstore.handling.mode=json
        addBytes(text.getBytes(StandardCharsets.UTF_8), forms, binary);
    }

    private static void addBytes(byte[] form, Set<String> forms, List<byte[]> binary) {
        binary.add(form);
        forms.add(UUID.nameUUIDFromBytes(form).toString()); // in arrays of UUIDs
        if (form.length >= FEWEST_ENCODED) {
            for (Base64.Encoder base64 : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                forms.add(base64.encodeToString(form));
                forms.add(base64.withoutPadding().encodeToString(form));
            }
            forms.add(HexFormat.of().formatHex(form));
            forms.add(HexFormat.of().formatHex(form).toUpperCase(Locale.ROOT));
        }
    }

    /** The forms in a field of this schema, which may declare one; null for schemaless data. */
    Placeholder in(Schema schema) {
        Map<String, String> parameters = schema == null ? null : schema.parameters();
        String form = parameters == null ? null : parameters.get(PARAMETER);
        if (form == null || form.isEmpty() || form.equals(configured)) {
            return this;
        }
        Placeholder known = declared.get(form);
        if (known != null) {
            return known;
        }
        if (declared.size() >= MOST_DECLARED) {
            declared.clear();
        }
        return declared.computeIfAbsent(form, added -> new Placeholder(configured, meanings(added)));
    }

    /** As {@link #in}, null where no value of the schema can be it. */
    Placeholder ifPossibleIn(Schema schema) {
        return switch (schema.type()) {
            case STRING, BYTES, ARRAY, MAP -> in(schema);
            default -> null;
        };
    }

    /** What a declared form may stand for: itself, bytes as base64, an array or a map as JSON. */
    private static List<String> meanings(String form) {
        List<String> all = new ArrayList<>(List.of(form));
        try {
            byte[] decoded = Base64.getDecoder().decode(form);
            all.add(HEX + HexFormat.of().formatHex(decoded));
        } catch (IllegalArgumentException noBase64) {
            addJson(form, all);
        }
        return all;
    }

    private static void addJson(String form, List<String> all) {
        ByteArrayOutputStream numbers = new ByteArrayOutputStream();
        try (JsonParser parser = JSON.createParser(form)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && parser.getTextLength() > 0) {
                    all.add(parser.getText());
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    numbers.write(parser.getIntValue());
                }
            }
        } catch (IOException noJson) {
            return; // a text like any other
        }
        if (numbers.size() > 0) {
            all.add(HEX + HexFormat.of().formatHex(numbers.toByteArray()));
        }
    }

    /** Whether the value is the placeholder, or an array that has it. */
    boolean is(Object value) {
        return is(value, 0);
    }

    private boolean is(Object value, int depth) {
        if (value instanceof Number || value instanceof Boolean) {
            return false;
        } else if (value instanceof String text) {
            return isText(text);
        } else if (value instanceof ByteBuffer buffer) {
            return isBytes(buffer);
        } else if (value instanceof byte[] array) {
            return isBytes(array);
        } else if (value instanceof Collection<?> list) {
            return depth < Nesting.MAX && isList(list, depth);
        }
        return value instanceof Map<?, ?> map && map.size() == 1 && isMap(map);
    }

    private boolean isText(String text) {
        int length = text.length();
        if (length >= lengths.length || !lengths[length]) {
            return false;
        }
        for (String form : texts) {
            if (form.length() == length && form.equals(text)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBytes(byte[] array) {
        for (byte[] form : bytes) {
            if (Arrays.equals(form, array)) {
                return true;
            }
        }
        return false;
    }

    private boolean isBytes(ByteBuffer buffer) {
        for (byte[] form : bytes) {
            if (buffer.remaining() == form.length && buffer.equals(ByteBuffer.wrap(form))) {
                return true;
            }
        }
        return false;
    }

    /** Debezium's is its only element, or there is a number for each of its bytes; a converter or transformation may add to it. */
    private boolean isList(Collection<?> list, int depth) {
        if (!list.isEmpty() && list.iterator().next() instanceof Number) {
            return isNumbers(list);
        }
        for (Object element : list) {
            if (is(element, depth + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNumbers(Collection<?> list) {
        for (byte[] form : bytes) {
            if (isNumbers(list, form)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumbers(Collection<?> list, byte[] form) {
        if (list.size() != form.length) {
            return false;
        }
        int at = 0;
        for (Object element : list) {
            if (!(element instanceof Number number) || number.doubleValue() != form[at++]) {
                return false;
            }
        }
        return true;
    }

    /** An hstore: the placeholder is name and value of its only entry. */
    private boolean isMap(Map<?, ?> map) {
        Map.Entry<?, ?> entry = map.entrySet().iterator().next();
        return entry.getKey() instanceof String name && name.equals(entry.getValue()) && isText(name);
    }
}
