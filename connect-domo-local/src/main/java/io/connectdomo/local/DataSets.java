package io.connectdomo.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * DataSets as a user of Domo's API sees them (dataset.md), on purpose without the connectors' client: what it wrote is
 * judged by someone else. The emulator takes its requests for an onlooker's: what it does wrong on demand does not happen to them.
 */
public final class DataSets {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JsonHttp http;

    DataSets(URI domo, String token) {
        this.http = new JsonHttp(domo, TIMEOUT, Map.of("X-DOMO-Developer-Token", token, "X-Emulator-Onlooker", "true"));
    }

    /**
     * One column to create.
     *
     * @param type one of Domo's six, such as {@code STRING}
     * @param key whether it is part of the upsert key
     */
    public record Column(String name, String type, boolean key) {
        public static Column of(String name, String type) {
            return new Column(name, type, false);
        }

        public static Column key(String name, String type) {
            return new Column(name, type, true);
        }
    }

    /**
     * One successful commit.
     *
     * @param rows that it wrote
     * @param at by Domo's clock
     */
    public record Commit(long version, long rows, Instant at) {}

    /** Creates an empty DataSet and gives back its id. */
    public String create(String name, List<Column> columns) {
        ObjectNode body = JsonHttp.object().put("userDefinedType", "api").put("dataSourceName", name);
        ArrayNode list = body.putObject("schema").putArray("columns");
        for (Column column : columns) {
            ObjectNode one = list.addObject().put("type", column.type()).put("name", column.name());
            if (column.key()) {
                one.put("upsertKey", true);
            }
        }
        return http.send("POST", "/api/data/v2/datasources", body)
                .path("dataSource")
                .path("dataSourceId")
                .asText();
    }

    /** From now on the DataSet's metadata say this too, as if it were of another kind. */
    public void pretend(String id, Map<String, ?> metadata) {
        http.send("PUT", "/emulator/datasets/" + id + "/metadata", metadata);
    }

    /**
     * Adds rows in one upload and commits it, which indexes them.
     *
     * @param tag of the partition that they replace; empty for none
     * @param csv without a header
     */
    public void load(String id, String tag, String csv) {
        String uploads = "/api/data/v3/datasources/" + id + "/uploads";
        ObjectNode stageOne = JsonHttp.object().putNull("action").putNull("appendId");
        String query = tag.isEmpty() ? "" : "?dataTag=" + tag;
        String upload = uploads + "/"
                + http.send("POST", uploads + query, stageOne).path("uploadId").asText();
        http.sendText("PUT", upload + "/parts/1", csv, "text/csv");
        ObjectNode commit = JsonHttp.object().put("action", "APPEND").put("index", true);
        http.send(
                "PUT",
                upload + "/commit",
                tag.isEmpty() ? commit : commit.put("appendId", "latest").put("dataTag", tag));
    }

    /** All queryable rows, as column to text; NULL is a null value. */
    public List<Map<String, String>> rows(String id) {
        return query(id, "SELECT * FROM table");
    }

    /** The answer's rows, as column to text; NULL is a null value. */
    public List<Map<String, String>> query(String id, String sql) {
        JsonNode answer = http.send(
                "POST", "/api/query/v1/execute/" + id, JsonHttp.object().put("sql", sql));
        return answer.isArray() ? listOfObjects(answer) : table(answer);
    }

    /** How many rows can be queried. */
    public long count(String id) {
        Map<String, String> row = query(id, "SELECT COUNT(*) AS n FROM table").get(0);
        return Long.parseLong(row.values().iterator().next());
    }

    /** The commits that succeeded, indexed or not, oldest first. */
    public List<Commit> commits(String id) {
        return commits(id, false);
    }

    /** Whether all that was committed can be queried. */
    public boolean isIndexed(String id) {
        return commits(id, true).size() == commits(id, false).size();
    }

    private List<Commit> commits(String id, boolean indexedOnly) {
        List<Commit> commits = new ArrayList<>();
        http.get("/api/data/v3/datasources/" + id + "/dataversions/details?limitToIndexed=" + indexedOnly)
                .ifPresent(versions -> versions.forEach(version -> {
                    if (version.path("status").asText().equalsIgnoreCase("success")) {
                        commits.add(new Commit(
                                version.path("dataVersionId").asLong(),
                                version.path("rowCount").asLong(),
                                Instant.ofEpochMilli(
                                        version.path("datetimeUploadCompleted").asLong())));
                    }
                }));
        commits.sort((a, b) -> Long.compare(a.version(), b.version()));
        return commits;
    }

    private static List<Map<String, String>> listOfObjects(JsonNode answer) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode object : answer) {
            Map<String, String> row = new LinkedHashMap<>();
            object.properties().forEach(field -> row.put(field.getKey(), text(field.getValue())));
            rows.add(row);
        }
        return rows;
    }

    private static List<Map<String, String>> table(JsonNode answer) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode values : answer.path("rows")) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                row.put(answer.path("columns").path(i).asText(), text(values.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static String text(JsonNode value) {
        return value.isNull() ? null : value.asText();
    }
}
