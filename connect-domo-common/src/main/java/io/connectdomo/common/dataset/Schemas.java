package io.connectdomo.common.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectdomo.common.http.DomoResponse;
import io.connectdomo.common.json.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the schemas of Domo's replies. */
final class Schemas {
    private Schemas() {}

    /**
     * @param schema has {@code columns}
     * @throws IllegalArgumentException where it has none, or a column without name or of a type that Domo does not have
     */
    static DataSetSchema parse(JsonNode schema) {
        JsonNode columns = schema.path("columns");
        if (!columns.isArray()) {
            throw new IllegalArgumentException("no list of columns");
        }
        List<Column> parsed = new ArrayList<>(columns.size());
        boolean keysShown = !columns.isEmpty();
        for (JsonNode column : columns) {
            parsed.add(column(column));
            keysShown &= column.path("upsertKey").isBoolean();
        }
        return new DataSetSchema(parsed, keysShown);
    }

    /** As {@link #parse(JsonNode)}; a schema that can't be read is an unreadable reply. */
    static DataSetSchema parse(JsonNode schema, DomoResponse reply) {
        try {
            return parse(schema);
        } catch (IllegalArgumentException e) {
            throw reply.unreadable("a schema that has " + e.getMessage());
        }
    }

    private static Column column(JsonNode column) {
        Optional<String> name = Lenient.text(column, "name").or(() -> Lenient.text(column, "id"));
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column without a name");
        }
        return new Column(name.get(), type(name.get(), column), Lenient.flag(column, "upsertKey"));
    }

    private static ColumnType type(String name, JsonNode column) {
        String written = Lenient.text(column, "type").orElse("");
        for (ColumnType type : ColumnType.values()) {
            if (type.name().equals(written.toUpperCase(Locale.ROOT))) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "the column '" + name + "' with the type '" + written + "', which this connector does not know");
    }
}
