package io.connectdomo.sink.delivery;

import io.connectdomo.emulator.RequestRecord;
import io.connectdomo.sink.harness.EmulatorTest;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Orders in two versions, of which the second has more fields, for a task that adds columns. */
abstract class EvolutionTest extends EmulatorTest {
    private static final Schema V1 = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.STRING_SCHEMA)
            .build();
    private static final Schema V2 = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("item", Schema.STRING_SCHEMA)
            .field("price", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    protected Map<String, String> adding(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.putIfAbsent("schema.evolution", "add");
        config.merge("commit.timeout.ms", "300", (given, shorter) -> given.equals("1000") ? shorter : given);
        return config;
    }

    protected static Struct v1(long id) {
        return new Struct(V1).put("id", id).put("item", "item " + id);
    }

    protected static Struct v2(long id, Double price) {
        return new Struct(V2).put("id", id).put("item", "item " + id).put("price", price);
    }

    protected List<RequestRecord> alterations() {
        return requests("POST", "/schemas");
    }

    protected List<RequestRecord> requests(String method, String end) {
        return domo.requests().stream()
                .filter(request ->
                        request.method().equals(method) && request.path().endsWith(end) && request.status() == 200)
                .toList();
    }

    protected Map<String, Object> row(String dataSetId, long id) {
        return domo.rows(dataSetId).stream()
                .filter(row -> row.get("id").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No row " + id + " yet"));
    }
}
