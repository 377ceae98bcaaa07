package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

/** What becomes of NaN and infinite numbers before the sink sees them; docs/types.md says so. */
class ConverterFactsTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .field("d", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("f", Schema.FLOAT32_SCHEMA)
            .build();

    private static JsonConverter converter(boolean schemas) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", schemas, "replace.null.with.default", false), false);
        return converter;
    }

    /** The text {@code "NaN"} in JSON is no number to the reader, and so 0.0. */
    @Test
    void kafkasJsonConverterMakesZeroOfThem() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Struct row = new Struct(ROW).put("d", number).put("f", (float) number);
            byte[] json = converter(true).fromConnectData("t", ROW, row);
            assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"d\":\"" + number + "\"");
            Struct read = (Struct) converter(true).toConnectData("t", json).value();
            assertThat(read.get("d")).isEqualTo(0.0);
            assertThat(read.get("f")).isEqualTo(0.0f);
        }
    }

    @Test
    void withoutSchemasTheyAreTextAndSoAreTheyToTheSink() {
        Struct row = new Struct(ROW).put("d", Double.NaN).put("f", Float.NEGATIVE_INFINITY);
        byte[] json = converter(false).fromConnectData("t", ROW, row);
        SchemaAndValue read = converter(false).toConnectData("t", json);
        assertThat(read.value()).isEqualTo(Map.of("d", "NaN", "f", "-Infinity"));
        Rows rows = Rows.of(
                RecordOptions.defaults(WriteMode.APPEND)
                        .withUnrepresentableValueAction(UnrepresentableValueAction.NULL),
                "d DOUBLE",
                "f DOUBLE");
        rows.encode(Rows.record(new SchemaAndValue(null, null), read));
        assertThat(rows.rowLine()).isEqualTo(",");
    }
}
