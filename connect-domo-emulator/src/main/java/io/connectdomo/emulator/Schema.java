package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One version of a DataSet's schema.
 *
 * @param id counts up from 1
 * @param objects what the client sent beside the columns, given back as it came
 */
record Schema(int id, List<Column> columns, JsonNode objects, JsonNode views) {

    /** A column; {@code visible=false} hides it from the indexed schema's default reply. */
    record Column(String name, ColumnType type, boolean key, boolean visible) {}

    Schema {
        columns = List.copyOf(columns);
    }

    static Schema of(int id, List<ColumnSpec> specs) {
        List<Column> columns = specs.stream()
                .map(spec -> new Column(spec.name(), spec.type(), spec.upsertKey(), true))
                .toList();
        return checked(new Schema(id, columns, Json.array(), Json.array()));
    }

    /** Reads {@code {"columns":[{name,type,upsertKey?,visible?}],"objects":[],"views":[]}} (dataset.md, Alter DataSet Schema). */
    static Schema read(int id, JsonNode json) {
        if (!json.path("columns").isArray()) {
            throw DomoError.badRequest("The schema has no 'columns'");
        }
        List<Column> columns = new ArrayList<>();
        json.path("columns").forEach(column -> columns.add(readColumn(column)));
        return checked(new Schema(id, columns, orEmpty(json.path("objects")), orEmpty(json.path("views"))));
    }

    private static Column readColumn(JsonNode json) {
        String name = Json.text(json, "name");
        if (name == null || name.isBlank()) {
            throw DomoError.badRequest("A column has no name");
        }
        boolean visible = !json.has("visible") || Json.flag(json, "visible");
        return new Column(name, readType(json), Json.flag(json, "upsertKey"), visible);
    }

    private static ColumnType readType(JsonNode json) {
        String type = Json.text(json, "type");
        for (ColumnType known : ColumnType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw DomoError.badRequest("Unknown column type '" + type + "'");
    }

    private static JsonNode orEmpty(JsonNode node) {
        return node.isArray() ? node : Json.array();
    }

    private static Schema checked(Schema schema) {
        if (schema.columns.isEmpty()) {
            throw DomoError.badRequest("A schema needs at least one column");
        }
        Set<String> names = new HashSet<>();
        for (Column column : schema.columns) {
            // Names that differ only by case break DataSets (observed-behaviour.md 1.11).
            if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
                throw DomoError.badRequest("Column name '" + column.name() + "' is there twice");
            }
        }
        return schema;
    }

    List<Column> keys() {
        return columns.stream().filter(Column::key).toList();
    }

    boolean sameColumns(Schema other) {
        return columns.equals(other.columns);
    }

    /** Body of {@code schemas/latest} (observed-behaviour.md 3). */
    ObjectNode latestJson(boolean showKeys) {
        ObjectNode schema = Json.object();
        ArrayNode array = schema.putArray("columns");
        for (Column column : columns) {
            ObjectNode json = columnJson(array, column, showKeys);
            ObjectNode metadata = json.putObject("metadata");
            metadata.put("colLabel", column.name());
            metadata.putNull("colFormat");
            metadata.put("isEncrypted", false);
        }
        schema.set("objects", objects);
        schema.set("views", views);
        ObjectNode body = Json.object();
        body.put("schemaId", id);
        body.set("schema", schema);
        return body;
    }

    /** Body of {@code schema/indexed} (dataset.md, Get DataSet Schema). */
    ObjectNode indexedJson(String dataSetId, boolean includeHidden, boolean showKeys) {
        ObjectNode body = Json.object();
        body.put("name", "schema");
        ArrayNode array = body.putArray("tables").addObject().putArray("columns");
        for (Column column : columns) {
            if (column.visible() || includeHidden) {
                columnJson(array, column, showKeys);
            }
        }
        body.put("dataSourceId", dataSetId);
        return body;
    }

    private static ObjectNode columnJson(ArrayNode array, Column column, boolean showKeys) {
        ObjectNode json = array.addObject();
        json.put("name", column.name());
        json.put("id", column.name());
        json.put("type", column.type().name());
        json.put("visible", column.visible());
        // A captured reply shows 0 for every column.
        json.put("order", 0);
        if (showKeys) {
            json.put("upsertKey", column.key());
        }
        return json;
    }
}
