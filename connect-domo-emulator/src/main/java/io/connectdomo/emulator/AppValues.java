package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Values of documents as a query sees them. */
final class AppValues {
    private static final String DATE = "$date";

    private AppValues() {}

    /** What lies under a dotted path: several values where arrays are on the way, none where there is nothing. */
    static List<Object> at(AppDocument document, String path) {
        if (path.equals("createdOn")) {
            return List.of(document.createdOn());
        }
        if (path.equals("updatedOn")) {
            return List.of(document.updatedOn());
        }
        if (path.equals("id")) {
            return List.of(document.id());
        }
        List<Object> found = new ArrayList<>(1);
        if (path.startsWith("content.")) {
            collect(document.content(), path.substring("content.".length()), found);
        }
        return found;
    }

    private static void collect(JsonNode node, String path, List<Object> found) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, path, found));
            return;
        }
        JsonNode whole = node.path(path);
        int dot = path.indexOf('.');
        if (!whole.isMissingNode() || dot < 0) {
            add(whole, found);
            return;
        }
        collect(node.path(path.substring(0, dot)), path.substring(dot + 1), found);
    }

    private static void add(JsonNode value, List<Object> found) {
        if (value.isMissingNode()) {
            return;
        }
        found.add(comparable(value));
        if (value.isArray()) {
            value.forEach(element -> found.add(comparable(element)));
        }
    }

    /** Equal for equal values, whatever way a number is written: BigDecimal, String, Boolean, Instant, null or a tree. */
    static Object comparable(JsonNode value) {
        if (value.isNull()) {
            return Null.NULL;
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue().stripTrailingZeros();
            return number.signum() == 0 ? BigDecimal.ZERO : number;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isObject() && value.size() == 1 && value.has(DATE)) {
            return date(value.get(DATE));
        }
        return value;
    }

    /** JSON's null, which is a value. */
    enum Null {
        NULL
    }

    private static Instant date(JsonNode date) {
        try {
            return date.isNumber() ? Instant.ofEpochMilli(date.longValue()) : Instant.parse(date.asText());
        } catch (DateTimeParseException e) {
            throw new DomoError(400, "'$date' is not an ISO time", e);
        }
    }

    /** Negative, 0 or positive; null where the two are of different kinds, which no comparison finds. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Integer compare(Object left, Object right) {
        if (left instanceof Comparable one && left.getClass() == right.getClass()) {
            return one.compareTo(right);
        }
        return null;
    }
}
