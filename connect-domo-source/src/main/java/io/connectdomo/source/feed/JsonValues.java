package io.connectdomo.source.feed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Domo's JSON as schemaless Connect values: maps, lists, long, double, text, boolean, null. */
public final class JsonValues {
    private JsonValues() {}

    /** The reply's object as it came, its fields in their order. */
    public static Map<String, Object> map(JsonNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT, POJO -> map(node);
            case ARRAY -> list(node);
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case STRING, BINARY -> node.asText();
            case NULL, MISSING -> null;
        };
    }

    private static List<Object> list(JsonNode array) {
        List<Object> list = new ArrayList<>(array.size());
        array.forEach(element -> list.add(value(element)));
        return list;
    }

    /** Connect's schemaless values know no decimals. */
    private static Object number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong()
                ? (Object) node.longValue()
                : (Object) node.doubleValue();
    }
}
