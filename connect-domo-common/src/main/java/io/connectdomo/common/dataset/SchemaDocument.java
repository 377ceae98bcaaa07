package io.connectdomo.common.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import java.util.Collection;
import java.util.List;

/**
 * A DataSet's schema with all that Domo keeps in it: hidden columns, labels, objects, views. Altering a schema replaces
 * it whole, so what was read is sent back with the change and nothing else (delivery.md 2.8). Immutable.
 */
public final class SchemaDocument {
    private final ObjectNode schema;
    private final DataSetSchema parsed;

    SchemaDocument(ObjectNode schema, DataSetSchema parsed) {
        this.schema = schema;
        this.parsed = parsed;
    }

    /** Names, types and keys, in the order of the parts. */
    public DataSetSchema schema() {
        return parsed;
    }

    /** With one more, visible column at the end. */
    public SchemaDocument plus(Column column) {
        ObjectNode changed = schema.deepCopy();
        changed.withArray("columns")
                .addObject()
                .put("name", column.name())
                .put("id", column.name())
                .put("type", column.type().name())
                .put("visible", true)
                .put("order", 0);
        return new SchemaDocument(changed, Schemas.parse(changed))
                .withUpsertKeys(column.upsertKey() ? List.of(column.name()) : List.of());
    }

    /** With the columns of these names marked as upsert keys; other columns keep their mark. */
    public SchemaDocument withUpsertKeys(Collection<String> names) {
        ObjectNode changed = schema.deepCopy();
        for (JsonNode column : changed.withArray("columns")) {
            if (column instanceof ObjectNode object
                    && names.contains(column.path("name").asText())) {
                object.put("upsertKey", true);
            }
        }
        return new SchemaDocument(changed, Schemas.parse(changed));
    }

    /** With the columns of these names marked as upsert keys, and no others. */
    public SchemaDocument withOnlyUpsertKeys(Collection<String> names) {
        ObjectNode changed = schema.deepCopy();
        for (JsonNode column : changed.withArray("columns")) {
            if (column instanceof ObjectNode object) {
                object.remove("upsertKey");
            }
        }
        return new SchemaDocument(changed, Schemas.parse(changed)).withUpsertKeys(names);
    }

    /** The body of "Alter DataSet Schema": objects and views are sent even where the reply had none. */
    ObjectNode toRequest() {
        ObjectNode body = Json.object();
        for (String field : List.of("columns", "objects", "views")) {
            body.set(field, schema.path(field) instanceof ArrayNode array ? array.deepCopy() : Json.array());
        }
        return body;
    }

    @Override
    public String toString() {
        return parsed.toString();
    }
}
