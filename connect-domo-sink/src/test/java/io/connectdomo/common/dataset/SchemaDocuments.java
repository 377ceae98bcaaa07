package io.connectdomo.common.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectdomo.common.json.Json;
import java.util.List;

/** Schemas as Domo would send and take them. */
public final class SchemaDocuments {
    private SchemaDocuments() {}

    public static SchemaDocument of(List<Column> columns) {
        ObjectNode empty = Json.object();
        empty.putArray("columns");
        SchemaDocument document = new SchemaDocument(empty, Schemas.parse(empty));
        for (Column column : columns) {
            document = document.plus(column);
        }
        return document;
    }

    /** As it is stored, which is as it was sent. */
    public static SchemaDocument sent(SchemaDocument document) {
        ObjectNode body = document.toRequest();
        return new SchemaDocument(body, Schemas.parse(body));
    }

    /** As a Domo shows it that does not show keys. */
    public static SchemaDocument withoutKeys(SchemaDocument document) {
        ObjectNode body = document.toRequest();
        for (JsonNode column : body.withArray("columns")) {
            ((ObjectNode) column).remove("upsertKey");
        }
        return new SchemaDocument(body, Schemas.parse(body));
    }
}
