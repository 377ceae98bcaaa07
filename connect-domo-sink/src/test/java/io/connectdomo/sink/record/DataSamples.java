package io.connectdomo.sink.record;

import static io.connectdomo.common.dataset.ColumnType.DATETIME;
import static io.connectdomo.common.dataset.ColumnType.DECIMAL;
import static io.connectdomo.common.dataset.ColumnType.DOUBLE;
import static io.connectdomo.common.dataset.ColumnType.LONG;
import static io.connectdomo.common.dataset.ColumnType.STRING;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;

/** Plain values, Connect's logical types, and Debezium's types of data. What is expected is written by hand. */
final class DataSamples extends SampleTable {
    DataSamples() {
        plain();
        connect();
        decimals();
        data();
        containers();
    }

    private void plain() {
        add("INT8, INT16, INT32, INT64", "-7", Schema.INT32_SCHEMA, -7, LONG, "-7", "-7", "-7.0", "-7", X, X);
        add(
                "INT64",
                "",
                Schema.INT64_SCHEMA,
                Long.MIN_VALUE,
                LONG,
                least(),
                least(),
                "-9223372036854776000.0",
                least(),
                X,
                X);
        add("FLOAT32, FLOAT64", "1.5", Schema.FLOAT64_SCHEMA, 1.5, DOUBLE, "1.5", X, "1.5", "1.5", X, X);
        errant("FLOAT64", "NaN", Schema.FLOAT64_SCHEMA, Double.NaN, DOUBLE);
        add("BOOLEAN", "true", Schema.BOOLEAN_SCHEMA, true, STRING, "true", "1", X, X, X, X);
        onlyText("STRING", "abc", Schema.STRING_SCHEMA, "abc", "abc");
        add("STRING", "12.50", Schema.STRING_SCHEMA, "12.50", STRING, "12.50", X, "12.5", "12.5", X, X);
        onlyText("BYTES", "01 02 03", Schema.BYTES_SCHEMA, new byte[] {1, 2, 3}, "AQID");
    }

    private void connect() {
        String decimal = Decimal.LOGICAL_NAME;
        add(decimal, "12.50", Decimal.schema(2), new BigDecimal("12.50"), DECIMAL, "12.50", X, "12.5", "12.5", X, X);
        add(decimal, "", Decimal.schema(0), new BigDecimal("-3"), DECIMAL, "-3", "-3", "-3.0", "-3", X, X);
        add(
                decimal,
                "",
                Decimal.schema(-3),
                new BigDecimal("12E+3"),
                DECIMAL,
                "12000",
                "12000",
                "12000.0",
                "12000",
                X,
                X);
        String max = "18446744073709551615";
        add(decimal, max + " (unsigned 64-bit)", Decimal.schema(0), new BigDecimal(max), DECIMAL, max, X, X, max, X, X);
        String fine = "0." + "0".repeat(29) + "1";
        add(decimal, "", Decimal.schema(30), new BigDecimal(fine), DECIMAL, fine, X, "1.0E-30", fine, X, X);
        date(Date.LOGICAL_NAME, "2024-02-29", Date.SCHEMA, date("2024-02-29T00:00:00Z"), "2024-02-29");
        date(Date.LOGICAL_NAME, "", Date.SCHEMA, date("1969-12-31T00:00:00Z"), "1969-12-31");
        onlyText(Time.LOGICAL_NAME, "10:15:30.007", Time.SCHEMA, date("1970-01-01T10:15:30.007Z"), "10:15:30.007");
        add(
                Timestamp.LOGICAL_NAME,
                "2024-02-29T10:15:30.007Z",
                Timestamp.SCHEMA,
                date("2024-02-29T10:15:30.007Z"),
                DATETIME,
                "2024-02-29T10:15:30.007",
                X,
                X,
                X,
                X,
                "2024-02-29T10:15:30.007");
        add(
                Timestamp.LOGICAL_NAME,
                "",
                Timestamp.SCHEMA,
                date("1969-12-31T23:59:59.999Z"),
                DATETIME,
                "1969-12-31T23:59:59.999",
                X,
                X,
                X,
                X,
                "1969-12-31T23:59:59.999");
    }

    private void decimals() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        add(
                schema.name(),
                "{scale 2, value 04 E2}",
                schema,
                decimal(schema, "12.50"),
                DECIMAL,
                "12.50",
                X,
                "12.5",
                "12.5",
                X,
                X);
        add(schema.name(), "", schema, decimal(schema, "-7"), DECIMAL, "-7", "-7", "-7.0", "-7", X, X);
        add(schema.name(), "", schema, decimal(schema, "5E+4"), DECIMAL, "50000", "50000", "50000.0", "50000", X, X);
        String digits = "12345678901234567890.123456789012345678";
        add(schema.name(), "", schema, decimal(schema, digits), DECIMAL, digits, X, X, digits, X, X);
    }

    private void data() {
        String bits = "io.debezium.data.Bits";
        onlyText(
                bits,
                "01 02 (little-endian)",
                SchemaBuilder.bytes().name(bits).parameter("length", "10").build(),
                ByteBuffer.wrap(new byte[] {1, 2}),
                "AQI=");
        String json = "io.debezium.data.Json";
        onlyText(json, "{\"a\":[1]}", string(json), "{\"a\":[1]}", "\"{\"\"a\"\":[1]}\"");
        opaque("io.debezium.data.Xml", "<a>1</a>");
        opaque("io.debezium.data.Uuid", "c0ffee00-0000-4000-8000-000000000001");
        opaque("io.debezium.data.Enum", "small");
        String set = "io.debezium.data.EnumSet";
        onlyText(set, "a,c", string(set), "a,c", "\"a,c\"");
        opaque("io.debezium.data.Ltree", "Top.Science");
        opaque("io.debezium.data.Tsvector", "'a':1 'cat':3");
    }

    private void containers() {
        String floats = "io.debezium.data.FloatVector";
        onlyText(floats, "[0.1, 2]", array(Schema.FLOAT32_SCHEMA, floats), List.of(0.1f, 2f), "\"[0.1,2.0]\"");
        String doubles = "io.debezium.data.DoubleVector";
        onlyText(doubles, "[0.1, 2]", array(Schema.FLOAT64_SCHEMA, doubles), List.of(0.1, 2.0), "\"[0.1,2.0]\"");
        Schema sparse = SchemaBuilder.struct()
                .name("io.debezium.data.SparseDoubleVector")
                .field("dimensions", Schema.INT16_SCHEMA)
                .field(
                        "vector",
                        SchemaBuilder.map(Schema.INT16_SCHEMA, Schema.FLOAT64_SCHEMA)
                                .build())
                .build();
        onlyText(
                sparse.name(),
                "{dimensions 9, vector {2: 0.5}}",
                sparse,
                new Struct(sparse).put("dimensions", (short) 9).put("vector", Map.of((short) 2, 0.5)),
                "\"{\"\"dimensions\"\":9,\"\"vector\"\":{\"\"2\"\":0.5}}\"");
        Schema point = geometry("Point", "x", "y");
        onlyText(
                point.name(),
                "{x 1, y 2, wkb …, srid null}",
                point,
                new Struct(point).put("x", 1.0).put("y", 2.0).put("wkb", new byte[] {1, 1}),
                "\"{\"\"x\"\":1.0,\"\"y\"\":2.0,\"\"wkb\"\":\"\"AQE=\"\",\"\"srid\"\":null}\"");
        for (String name : List.of("Geometry", "Geography")) {
            Schema shape = geometry(name);
            onlyText(
                    shape.name(),
                    "{wkb …, srid 4326}",
                    shape,
                    new Struct(shape).put("wkb", new byte[] {1, 1}).put("srid", 4326),
                    "\"{\"\"wkb\"\":\"\"AQE=\"\",\"\"srid\"\":4326}\"");
        }
        Schema circle = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Circle")
                .field("center", point)
                .field("radius", Schema.FLOAT64_SCHEMA)
                .build();
        onlyText(
                circle.name(),
                "{center …, radius 2}",
                circle,
                new Struct(circle)
                        .put("center", new Struct(point).put("x", 1.0).put("y", 2.0))
                        .put("radius", 2.0),
                "\"{\"\"center\"\":{\"\"x\"\":1.0,\"\"y\"\":2.0,\"\"wkb\"\":null,\"\"srid\"\":null},\"\"radius\"\":2.0}\"");
        Schema line = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Line")
                .field("a", Schema.FLOAT64_SCHEMA)
                .field("b", Schema.FLOAT64_SCHEMA)
                .field("c", Schema.FLOAT64_SCHEMA)
                .build();
        onlyText(
                line.name(),
                "{a 1, b 2, c 3}",
                line,
                new Struct(line).put("a", 1.0).put("b", 2.0).put("c", 3.0),
                "\"{\"\"a\"\":1.0,\"\"b\"\":2.0,\"\"c\"\":3.0}\"");
        onlyText(
                "ARRAY",
                "[\"a\", null]",
                array(Schema.OPTIONAL_STRING_SCHEMA, null),
                Arrays.asList("a", null),
                "\"[\"\"a\"\",null]\"");
        onlyText(
                "ARRAY",
                "[-1] of io.debezium.time.Date",
                array(int32("io.debezium.time.Date"), null),
                List.of(-1),
                "\"[\"\"1969-12-31\"\"]\"");
        onlyText(
                "ARRAY",
                "",
                array(int64("io.debezium.time.MicroTimestamp"), null),
                List.of(-1L),
                "\"[\"\"1969-12-31T23:59:59.999999\"\"]\"");
        onlyText(
                "ARRAY",
                "",
                array(string("io.debezium.time.IsoTime"), null),
                List.of("10:00:00Z"),
                "\"[\"\"10:00:00\"\"]\"");
        onlyText("ARRAY", "", array(Decimal.schema(2), null), List.of(new BigDecimal("1.10")), "[1.10]");
        Schema variable = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        onlyText(
                "ARRAY",
                "",
                array(variable, null),
                List.of(decimal(variable, "1.10"), decimal(variable, "5E+4")),
                "\"[1.10,50000]\"");
        onlyText(
                "MAP",
                "{b: 2, a: 1}",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build(),
                Map.of("b", 2, "a", 1),
                "\"{\"\"a\"\":1,\"\"b\"\":2}\"");
        Schema struct = SchemaBuilder.struct()
                .field("b", Schema.INT32_SCHEMA)
                .field("a", int32("io.debezium.time.Date"))
                .build();
        onlyText(
                "STRUCT",
                "{b 2, a 0 (a Date)}",
                struct,
                new Struct(struct).put("b", 2).put("a", 0),
                "\"{\"\"b\"\":2,\"\"a\"\":\"\"1970-01-01\"\"}\"");
    }
}
