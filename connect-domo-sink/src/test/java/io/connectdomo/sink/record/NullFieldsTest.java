package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A field that is null, without a schema, needs no column. */
class NullFieldsTest {
    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @ParameterizedTest
    @EnumSource(SchemaEvolution.class)
    void isNoUnknownFieldInAnyMode(SchemaEvolution evolution) {
        RecordOptions append = RecordOptions.defaults(WriteMode.APPEND).withSchemaEvolution(evolution);
        RecordOptions debezium = append.withFormat(RecordFormat.DEBEZIUM);
        for (RecordOptions each : Arrays.asList(append, append.withFlattening("_"))) {
            Rows rows = Rows.of(each, "id LONG", "ADDRESS_city STRING");
            assertThat(rows.line(map("id", 1L, "address", null))).isEqualTo("1,");
            assertThat(rows.line(map("id", 1L, "coupon", null, " ", null, "address_city", null)))
                    .isEqualTo("1,");
        }
        Rows nested = Rows.of(append.withFlattening("_"), "id LONG", "b STRING");
        assertThat(nested.line(map("id", 1L, "a", map("coupon", null), "b", null)))
                .isEqualTo("1,");
        Rows events = Rows.of(debezium, "id LONG", "b STRING");
        assertThat(events.line(map("op", "c", "after", map("id", 1L, "coupon", null))))
                .isEqualTo("1,");
        Rows metadata = Rows.of(append.withMetadata(MetadataColumn.OFFSET), "id LONG", "_kafka_offset LONG");
        assertThat(metadata.line(map("id", 1L, "_kafka_offset", null))).isEqualTo("1,1234");
    }

    @Test
    void aSchemaMakesItAFieldAllTheSame() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("coupon", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Rows rows = Rows.appending("id LONG", "b STRING");
        assertThat(rows.failure(null, new Struct(schema).put("id", 1L))).hasMessageContaining("'coupon'");
        Schema ofMap = SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        assertThat(rows.failure(null, new SchemaAndValue(ofMap, map("id", 1L, "coupon", null))))
                .hasMessageContaining("'coupon'");
    }

    @Test
    void makesNoOtherHeaderOfAFile() {
        LineEncoder csv = Rows.lines(FileFormat.CSV);
        CsvBuffer out = new CsvBuffer();
        csv.encode(Rows.record((Object) null, map("id", 1L, "b", "x")), out);
        assertThat(csv.encode(Rows.record((Object) null, map("id", 2L, "b", "x", "coupon", null)), out))
                .isEqualTo(LineEncoder.Line.WRITTEN);
        assertThat(new String(csv.header(), StandardCharsets.UTF_8)).doesNotContain("coupon");
        assertThat(csv.encode(Rows.record((Object) null, map("id", 2L, "b", "x", "coupon", 1L)), out))
                .isEqualTo(LineEncoder.Line.OTHER_HEADER);
    }
}
