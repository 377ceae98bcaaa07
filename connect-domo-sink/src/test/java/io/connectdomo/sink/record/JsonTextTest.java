package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void nestedValuesAreStableJson() {
        Schema inner = SchemaBuilder.struct()
                .field("day", Date.SCHEMA)
                .field("amount", ConversionTest.decimal(3))
                .field("none", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .field(
                        "v",
                        SchemaBuilder.struct()
                                .field(
                                        "list",
                                        SchemaBuilder.array(Timestamp.SCHEMA).build())
                                .field(
                                        "map",
                                        SchemaBuilder.map(Schema.INT32_SCHEMA, inner)
                                                .build())
                                .field("raw", Schema.BYTES_SCHEMA)
                                .build())
                .build();
        Struct v = new Struct(schema.field("v").schema())
                .put("list", List.of(ConversionTest.moment("2024-02-29T10:00:00.5Z")))
                .put(
                        "map",
                        Map.of(
                                7,
                                new Struct(inner)
                                        .put("day", ConversionTest.moment("2024-02-29T00:00:00Z"))
                                        .put("amount", new BigDecimal("1000000.100"))))
                .put("raw", new byte[] {1, 2, 3});
        String line = Rows.appending("v STRING", "w STRING")
                .cells(new Struct(schema).put("v", v))
                .get(0);
        assertThat(line)
                .isEqualTo("{\"list\":[\"2024-02-29T10:00:00.500\"],\"map\":{\"7\":{\"day\":\"2024-02-29\","
                        + "\"amount\":1000000.100,\"none\":null}},\"raw\":\"AQID\"}");
    }

    @Test
    void equalMapsAreEqualJsonWhateverTheirOrder() {
        Map<String, Object> sorted = new TreeMap<>();
        Map<String, Object> hashed = new HashMap<>();
        for (int i = 40; i > 0; i--) {
            sorted.put("k" + i, i);
            hashed.put("k" + i, i);
        }
        Rows rows = Rows.appending("v STRING", "w STRING");
        assertThat(rows.line(ConversionTest.mapOf(hashed))).isEqualTo(rows.line(ConversionTest.mapOf(sorted)));
    }

    @Test
    void aFailureInsideJsonLeavesNothingBehind() {
        Rows rows = Rows.appending("v STRING", "w STRING");
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        for (Object bad : List.of(Double.NaN, new Thread(), Map.of(1.5, 1), deep)) {
            rows.failure(null, ConversionTest.mapOf(List.of("before", bad)));
            assertThat(rows.cells(ConversionTest.mapOf(List.of("x", 1L))).get(0))
                    .isEqualTo("[\"x\",1]");
        }
    }

    @Test
    void anyTextHasAFormInJson() {
        Rows rows = Rows.appending("v STRING", "w STRING");
        assertThat(rows.cells(ConversionTest.mapOf(List.of("🚀 é \"\n", "x\uD83D"))))
                .element(0)
                .isEqualTo("[\"🚀 é \\\"\\n\",\"x\\uD83D\"]");
    }
}
