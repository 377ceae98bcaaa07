package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Which field goes to which column. */
class FieldsTest {
    private static final RecordOptions APPEND = RecordOptions.defaults(WriteMode.APPEND);

    @Test
    void columnsWithoutAFieldAreNullAndSchemaDefaultsAreNotTaken() {
        Schema schema = SchemaBuilder.struct()
                .field(
                        "c",
                        SchemaBuilder.string()
                                .optional()
                                .defaultValue("default")
                                .build())
                .field("a", Schema.INT32_SCHEMA)
                .build();
        Rows rows = Rows.appending("a LONG", "b STRING", "c STRING");
        assertThat(rows.line(new Struct(schema).put("a", 1).put("c", null))).isEqualTo("1,,");
        assertThat(rows.line(new Struct(schema).put("a", 1).put("c", "x"))).isEqualTo("1,,x");
    }

    @Test
    void manySchemasAndEqualInstances() {
        Rows rows = Rows.appending("a LONG", "b LONG");
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 40; i++) {
                String field = i % 2 == 0 ? "a" : "b";
                Schema schema = SchemaBuilder.struct()
                        .version(i)
                        .field(field, Schema.INT32_SCHEMA)
                        .build();
                assertThat(rows.line(new Struct(schema).put(field, i))).isEqualTo(i % 2 == 0 ? i + "," : "," + i);
            }
        }
    }

    @Test
    void aFieldWithoutAColumnIsErrant() {
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.INT32_SCHEMA)
                .field("extra", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Rows rows = Rows.appending("a LONG", "b LONG");
        for (Object value : List.of(new Struct(schema).put("a", 1), mapOf("a", 1L, "extra", "x"))) {
            BadRecordException failure = rows.failure(null, value);
            assertThat(failure).hasMessageContainingAll("orders-3@1234", "'extra'", "schema.evolution=ignore");
            assertThat(failure.field()).contains("extra");
        }
        assertThat(rows.line(mapOf("a", 2L, "b", null))).isEqualTo("2,");
    }

    @Test
    void aFieldWithoutAColumnCanBeDropped() {
        Rows rows = Rows.of(APPEND.withSchemaEvolution(SchemaEvolution.IGNORE), "a LONG", "b LONG");
        Schema schema = SchemaBuilder.struct()
                .field("extra", Schema.STRING_SCHEMA)
                .field("b", Schema.INT32_SCHEMA)
                .build();
        assertThat(rows.line(mapOf("a", 1L, "extra", "x"))).isEqualTo("1,");
        assertThat(rows.line(new Struct(schema).put("extra", "x").put("b", 2))).isEqualTo(",2");
    }

    @Test
    void aNameThatDiffersByCaseOnlyIsPointedOut() {
        assertThat(Rows.appending("Id LONG", "b LONG").failure(null, Map.of("ID", 1L)))
                .hasMessageContainingAll("'ID'", "'Id'", "case");
    }

    @Test
    void valuesWithoutFieldsAreErrant() {
        Rows rows = Rows.appending("a LONG", "b LONG");
        assertThat(rows.failure(null, "secret"))
                .hasMessageContaining("HoistField")
                .hasMessageNotContaining("secret");
        assertThat(rows.failure(null, new SchemaAndValue(Schema.INT64_SCHEMA, 5L)))
                .hasMessageContaining("INT64");
        assertThat(rows.failure(null, List.of(1L))).hasMessageContaining("not a struct or map");
        assertThat(rows.failure(null, Map.of(1, 2))).hasMessageContaining("a key that is no text");
    }

    @Test
    void theMessageSaysEverythingButTheValue() {
        BadRecordException failure =
                Rows.appending("a STRING", "price LONG").failure(null, Map.of("a", "x", "price", "top-secret"));
        assertThat(failure)
                .hasMessageContainingAll(
                        "orders-3@1234", "field 'price'", "column 'price'", "LONG", "no decimal number")
                .hasMessageContaining("Cast")
                .hasMessageNotContaining("top-secret");
        assertThat(failure.field()).contains("price");
        assertThat(failure.column())
                .hasValueSatisfying(column -> assertThat(column.name()).isEqualTo("price"));
        assertThat(failure.getCause()).hasMessageNotContaining("top-secret");
    }

    @Test
    void nestedFieldsAreFlattened() {
        Schema city = SchemaBuilder.struct()
                .field("name", Schema.STRING_SCHEMA)
                .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .optional()
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("city", city)
                .build();
        Rows rows = Rows.of(APPEND.withFlattening("."), "city.tags STRING", "id LONG", "city.name STRING");
        Struct struct = new Struct(schema)
                .put("id", 1L)
                .put("city", new Struct(city).put("name", "Kyoto").put("tags", List.of("a")));
        assertThat(rows.cells(struct)).containsExactly("[\"a\"]", "1", "Kyoto");
        assertThat(rows.cells(mapOf("id", 1L, "city", mapOf("name", "Kyoto", "tags", List.of("a")))))
                .containsExactly("[\"a\"]", "1", "Kyoto");
        assertThat(rows.line(new Struct(schema).put("id", 2L))).isEqualTo(",2,");
        assertThat(rows.failure(null, mapOf("id", 1L, "city", Map.of("zip", "1")))
                        .field())
                .contains("city.zip");
        assertThat(rows.line(mapOf("id", 1L, "city", null))).isEqualTo(",1,");
    }

    @Test
    void twoFieldsOfOneFlatNameAreErrant() {
        Rows rows = Rows.of(APPEND.withFlattening("_"), "a_b LONG", "c LONG");
        for (Object first : new Object[] {5L, null}) {
            assertThat(rows.failure(null, mapOf("a_b", first, "a", Map.of("b", 1L))))
                    .hasMessageContainingAll("'a_b'", "nested.delimiter");
        }
        assertThat(rows.line(mapOf("c", 3L, "a", Map.of("b", 1L)))).isEqualTo("1,3");
    }

    @Test
    void aKeyCanBeANestedField() {
        RecordOptions options = RecordOptions.defaults(WriteMode.UPSERT)
                .withKey(KeySource.RECORD_VALUE, "a_b")
                .withFlattening("_");
        Rows rows = Rows.of(options, "a_b LONG", "c LONG");
        rows.encode(null, Map.of("a", Map.of("b", 1L), "c", 2L));
        assertThat(rows.keyLine()).isEqualTo("1");
    }

    private static Map<String, Object> mapOf(String name, Object value, String other, Object otherValue) {
        Map<String, Object> map = new HashMap<>();
        map.put(name, value);
        map.put(other, otherValue);
        return map;
    }
}
