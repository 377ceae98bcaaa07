package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row per source: what each column type makes of it. {@code X} is errant. */
class ConversionTest {
    private static final String X = "errant";
    private static final List<String> TYPES = List.of("STRING", "LONG", "DOUBLE", "DECIMAL", "DATE", "DATETIME");

    static Stream<Arguments> table() {
        return Stream.of(
                //  schema, value,                     STRING, LONG, DOUBLE, DECIMAL, DATE, DATETIME
                row(Schema.INT8_SCHEMA, (byte) -7, "-7", "-7", "-7.0", "-7", X, X),
                row(Schema.INT16_SCHEMA, (short) 300, "300", "300", "300.0", "300", X, X),
                row(Schema.INT32_SCHEMA, 70_000, "70000", "70000", "70000.0", "70000", X, X),
                row(Schema.INT64_SCHEMA, 5L, "5", "5", "5.0", "5", X, X),
                row(
                        Schema.INT64_SCHEMA,
                        9007199254740993L,
                        "9007199254740993",
                        "9007199254740993",
                        X,
                        "9007199254740993",
                        X,
                        X),
                row(Schema.INT64_SCHEMA, Long.MAX_VALUE, big(), big(), X, big(), X, X),
                row(Schema.FLOAT32_SCHEMA, 0.1f, "0.1", X, "0.1", "0.1", X, X),
                row(Schema.FLOAT32_SCHEMA, 3.0f, "3.0", "3", "3.0", "3", X, X),
                row(Schema.FLOAT32_SCHEMA, Float.NaN, X, X, X, X, X, X),
                row(Schema.FLOAT64_SCHEMA, 1.5, "1.5", X, "1.5", "1.5", X, X),
                row(Schema.FLOAT64_SCHEMA, 3.0, "3.0", "3", "3.0", "3", X, X),
                row(Schema.FLOAT64_SCHEMA, 1e25, "1.0E25", X, "1.0E25", "10000000000000000000000000", X, X),
                row(Schema.FLOAT64_SCHEMA, 0x1p63, "9223372036854776000.0", X, "9223372036854776000.0", null, X, X),
                row(Schema.FLOAT64_SCHEMA, Double.POSITIVE_INFINITY, X, X, X, X, X, X),
                row(Schema.BOOLEAN_SCHEMA, true, "true", "1", X, X, X, X),
                row(Schema.BOOLEAN_SCHEMA, false, "false", "0", X, X, X, X),
                row(Schema.BYTES_SCHEMA, new byte[] {1, 2, 3, -1}, "AQID/w==", X, X, X, X, X),
                row(Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {9, 1, 2}, 1, 2), "AQI=", X, X, X, X, X),
                row(Schema.BYTES_SCHEMA, new byte[0], "\"\"", X, X, X, X, X),
                row(decimal(2), new BigDecimal("1.10"), "1.10", X, "1.1", "1.1", X, X),
                row(decimal(2), new BigDecimal("3.00"), "3.00", "3", "3.0", "3", X, X),
                row(decimal(0), new BigDecimal("12345678901234567890"), ten(), X, X, ten(), X, X),
                row(null, new BigDecimal("1E+3"), "1000", "1000", "1000.0", "1000", X, X),
                row(null, new BigDecimal("1E+2000"), X, X, X, X, X, X),
                row(null, new BigInteger("42"), "42", "42", "42.0", "42", X, X),
                row(Date.SCHEMA, moment("2024-02-29T00:00:00Z"), "2024-02-29", X, X, X, "2024-02-29", midnight()),
                row(Time.SCHEMA, moment("1970-01-01T10:15:30Z"), "10:15:30", X, X, X, X, X),
                row(Time.SCHEMA, moment("1970-01-01T10:15:30.007Z"), "10:15:30.007", X, X, X, X, X),
                row(Timestamp.SCHEMA, moment("2024-02-29T00:00:00Z"), midnight(), X, X, X, "2024-02-29", midnight()),
                row(
                        Timestamp.SCHEMA,
                        moment("1969-12-31T23:59:59.999Z"),
                        "1969-12-31T23:59:59.999",
                        X,
                        X,
                        X,
                        X,
                        "1969-12-31T23:59:59.999"),
                row(null, moment("2024-02-29T08:00:00Z"), "2024-02-29T08:00:00", X, X, X, X, "2024-02-29T08:00:00"),
                text("abc", X, X, X, X, X),
                text("1", "1", "1.0", "1", X, X),
                text("-0012", "-12", "-12.0", "-12", X, X),
                text("+3.0", "3", "3.0", "3", X, X),
                text("1.5", X, "1.5", "1.5", X, X),
                text("1.50e00001", "15", "15.0", "15", X, X),
                text("0e99999", X, X, X, X, X),
                text("1.50e1", "15", "15.0", "15", X, X),
                text(".5", X, "0.5", "0.5", X, X),
                text("9223372036854775807", big(), X, big(), X, X),
                text("9223372036854775808", X, "9223372036854776000.0", "9223372036854775808", X, X),
                text("9007199254740993", "9007199254740993", X, "9007199254740993", X, X),
                text("0.10000000000000001", X, "0.1", "0.10000000000000001", X, X),
                text("3.14159265358979323846", X, X, "3.14159265358979323846", X, X),
                text("1e999", X, X, "1" + "0".repeat(999), X, X),
                text("1e99999", X, X, X, X, X),
                text("1e-999", X, X, "0." + "0".repeat(998) + "1", X, X),
                text(" 1", "\" 1\"", X, X, X, X, X),
                text("", "\"\"", X, X, X, X, X),
                text("0x10", X, X, X, X, X),
                text("1d", X, X, X, X, X),
                text("NaN", X, X, X, X, X),
                text("1.2.3", X, X, X, X, X),
                text("-", X, X, X, X, X),
                text("１", X, X, X, X, X),
                text("true", X, X, X, X, X),
                text("2024-02-29", X, X, X, "2024-02-29", midnight()),
                text("2024-02-29T01:00:00+01:00", X, X, X, "2024-02-29", midnight()),
                text("2024-02-29T10:15:30.1239Z", X, X, X, X, "2024-02-29T10:15:30.123"),
                text("2024-02-30", X, X, X, X, X),
                row(null, List.of(1L, "a"), "\"[1,\"\"a\"\"]\"", X, X, X, X, X),
                row(null, Map.of("b", 1L), "\"{\"\"b\"\":1}\"", X, X, X, X, X),
                row(null, new Thread(), X, X, X, X, X, X));
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyColumnType(Schema schema, Object value, List<String> expected) {
        for (int i = 0; i < TYPES.size(); i++) {
            if (expected.get(i) != null) {
                Rows rows = Rows.appending("v " + TYPES.get(i), "other STRING");
                if (!isToldBySchemaOnly(schema)) {
                    assertThat(outcome(rows, mapOf(value)))
                            .as("map to " + TYPES.get(i))
                            .isEqualTo(expected.get(i));
                }
                if (schema != null) {
                    assertThat(outcome(rows, structOf(schema, value)))
                            .as("struct to " + TYPES.get(i))
                            .isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void millisecondsCanBeLeftOut() {
        RecordOptions options = RecordOptions.defaults(WriteMode.APPEND).withDatetimeMillis(false);
        Rows rows = Rows.of(options, "v DATETIME", "w STRING");
        assertThat(rows.line(mapOf("2024-02-29T10:15:30.999Z"))).isEqualTo("2024-02-29T10:15:30,");
    }

    @Test
    void nullInADataSetOfOneColumnIsErrant() {
        Rows rows = Rows.appending("v STRING");
        assertThat(rows.failure(null, mapOf(null))).hasMessageContaining("empty line");
        assertThat(rows.line(mapOf(""))).isEqualTo("\"\"");
    }

    /** Without a schema a date or a time of day can't be told from a moment. */
    private static boolean isToldBySchemaOnly(Schema schema) {
        return schema != null && (schema.equals(Date.SCHEMA) || schema.equals(Time.SCHEMA));
    }

    private static String outcome(Rows rows, Object value) {
        try {
            String line = rows.line(value);
            return line.substring(0, line.length() - 1);
        } catch (BadRecordException e) {
            return X;
        }
    }

    private static Arguments row(Schema schema, Object value, String... expected) {
        List<String> all = new ArrayList<>();
        for (String one : expected) {
            all.add(one);
        }
        assertThat(all).hasSize(TYPES.size());
        return Arguments.of(schema, value, all);
    }

    /** Text into STRING is itself unless said otherwise. */
    private static Arguments text(String value, String... expected) {
        List<String> all = new ArrayList<>(List.of(expected));
        if (all.size() < TYPES.size()) {
            all.add(0, value);
        }
        return row(Schema.STRING_SCHEMA, value, all.toArray(new String[0]));
    }

    static Map<String, Object> mapOf(Object value) {
        Map<String, Object> map = new HashMap<>();
        map.put("v", value);
        return map;
    }

    private static Struct structOf(Schema schema, Object value) {
        return new Struct(SchemaBuilder.struct().field("v", schema).build()).put("v", value);
    }

    static Schema decimal(int scale) {
        return Decimal.schema(scale);
    }

    static java.util.Date moment(String iso) {
        return java.util.Date.from(Instant.parse(iso));
    }

    private static String midnight() {
        return "2024-02-29T00:00:00";
    }

    private static String big() {
        return "9223372036854775807";
    }

    private static String ten() {
        return "12345678901234567890";
    }

    @Test
    void aDecimalBeyondAllScalesIsOneBadRecord() {
        Rows rows = Rows.appending("d DECIMAL");
        for (int scale : new int[] {Integer.MIN_VALUE, Integer.MIN_VALUE + 1, Integer.MAX_VALUE}) {
            assertThat(rows.failure(null, Map.of("d", new BigDecimal(BigInteger.TEN, scale))))
                    .hasMessageContaining("digits in plain notation");
        }
    }

    @Test
    void aDateBeyondAllMillisecondsIsOneBadRecord() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.time.StructuredTimestamp")
                .field("year", Schema.INT32_SCHEMA)
                .field("month", Schema.INT32_SCHEMA)
                .field("day", Schema.INT32_SCHEMA)
                .build();
        Schema value = SchemaBuilder.struct().field("t", schema).build();
        Struct far = new Struct(schema).put("year", 999_999_999).put("month", 1).put("day", 1);
        assertThat(Rows.appending("t DATETIME").failure(null, new Struct(value).put("t", far)))
                .hasMessageContaining("'t'");
    }
}
