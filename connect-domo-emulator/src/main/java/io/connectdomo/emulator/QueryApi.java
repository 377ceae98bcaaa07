package io.connectdomo.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;

/** The two endpoints that execute SQL: dataset.md "Query with SQL" and product-apis.md "Query Dataset". */
final class QueryApi {
    /** Captured: {@code 2022-11-02T21:00:00}; milliseconds where there are some. */
    private static final DateTimeFormatter DATETIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.MILLI_OF_SECOND, 0, 3, true)
            .toFormatter(java.util.Locale.ROOT);

    private final Catalog catalog;
    private final Queries queries;

    QueryApi(Catalog catalog, Queries queries) {
        this.catalog = catalog;
        this.queries = queries;
    }

    void routes(Router router) {
        router.on("POST", "/query/v1/execute/export/{id}", this::export)
                .on("POST", "/query/v1/execute/{id}", this::execute);
    }

    /** A list of objects. */
    private Reply execute(Request request) {
        Queries.Result result = select(request);
        ArrayNode reply = Json.array();
        for (List<Object> row : result.rows()) {
            ObjectNode object = reply.addObject();
            for (int i = 0; i < row.size(); i++) {
                object.putPOJO(result.columns().get(i), shown(row.get(i)));
            }
        }
        return Reply.json(reply);
    }

    /** Columns and rows apart. */
    private Reply export(Request request) {
        Queries.Result result = select(request);
        ObjectNode reply = Json.object();
        reply.put("datasource", request.path("id"));
        ArrayNode columns = reply.putArray("columns");
        result.columns().forEach(columns::add);
        ArrayNode metadata = reply.putArray("metadata");
        result.types().forEach(type -> metadata.addObject().put("type", type));
        reply.put("numColumns", result.columns().size());
        ArrayNode rows = reply.putArray("rows");
        for (List<Object> row : result.rows()) {
            ArrayNode array = rows.addArray();
            row.forEach(value -> array.addPOJO(shown(value)));
        }
        reply.put("numRows", result.rows().size());
        return Reply.json(reply);
    }

    private Queries.Result select(Request request) {
        DataSet dataSet = catalog.get(request.path("id"));
        String sql = Json.text(request.json(), "sql");
        if (sql == null) {
            throw DomoError.badRequest("'sql' is required");
        }
        return queries.select(dataSet, sql);
    }

    static Object shown(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        return value instanceof LocalDateTime time ? DATETIME.format(time) : value.toString();
    }
}
