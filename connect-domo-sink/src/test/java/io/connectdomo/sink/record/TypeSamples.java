package io.connectdomo.sink.record;

import static io.connectdomo.common.dataset.ColumnType.DATE;
import static io.connectdomo.common.dataset.ColumnType.DATETIME;
import static io.connectdomo.common.dataset.ColumnType.DECIMAL;
import static io.connectdomo.common.dataset.ColumnType.DOUBLE;
import static io.connectdomo.common.dataset.ColumnType.LONG;
import static io.connectdomo.common.dataset.ColumnType.STRING;

import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
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

/** Every source type, with the values that are hard. What is expected is written by hand. */
final class TypeSamples {
    private static final String X = TypeSample.ERRANT;
    private final List<TypeSample> samples = new ArrayList<>();

    private TypeSamples() {}

    static List<TypeSample> all() {
        TypeSamples table = new TypeSamples();
        table.plain();
        table.connect();
        table.daysAndTimes();
        table.moments();
        table.texts();
        table.durations();
        table.structured();
        table.decimals();
        table.data();
        table.containers();
        return table.samples;
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
        add("FLOAT64", "NaN", Schema.FLOAT64_SCHEMA, Double.NaN, DOUBLE, X, X, X, X, X, X);
        add("BOOLEAN", "true", Schema.BOOLEAN_SCHEMA, true, STRING, "true", "1", X, X, X, X);
        add("STRING", "abc", Schema.STRING_SCHEMA, "abc", STRING, "abc", X, X, X, X, X);
        add("STRING", "12.50", Schema.STRING_SCHEMA, "12.50", STRING, "12.50", X, "12.5", "12.5", X, X);
        add("BYTES", "01 02 03", Schema.BYTES_SCHEMA, new byte[] {1, 2, 3}, STRING, "AQID", X, X, X, X, X);
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
        add(
                Date.LOGICAL_NAME,
                "2024-02-29",
                Date.SCHEMA,
                date("2024-02-29T00:00:00Z"),
                DATE,
                "2024-02-29",
                X,
                X,
                X,
                "2024-02-29",
                "2024-02-29T00:00:00");
        add(
                Date.LOGICAL_NAME,
                "",
                Date.SCHEMA,
                date("1969-12-31T00:00:00Z"),
                DATE,
                "1969-12-31",
                X,
                X,
                X,
                "1969-12-31",
                "1969-12-31T00:00:00");
        add(
                Time.LOGICAL_NAME,
                "10:15:30.007",
                Time.SCHEMA,
                date("1970-01-01T10:15:30.007Z"),
                STRING,
                "10:15:30.007",
                X,
                X,
                X,
                X,
                X);
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

    private void daysAndTimes() {
        String date = "io.debezium.time.Date";
        add(date, "19782 (days)", int32(date), 19782, DATE, "2024-02-29", X, X, X, "2024-02-29", "2024-02-29T00:00:00");
        add(date, "", int32(date), -1, DATE, "1969-12-31", X, X, X, "1969-12-31", "1969-12-31T00:00:00");
        add(
                date,
                "",
                int32(date),
                (int) LocalDate.of(1, 1, 1).toEpochDay(),
                DATE,
                "0001-01-01",
                X,
                X,
                X,
                "0001-01-01",
                "0001-01-01T00:00:00");
        add(date, "", int32(date), (int) LocalDate.of(10_000, 1, 1).toEpochDay(), DATE, X, X, X, X, X, X);
        add(date, "", int32(date), Integer.MAX_VALUE, DATE, X, X, X, X, X, X);
        add(date, "", int32(date), Integer.MIN_VALUE, DATE, X, X, X, X, X, X);
        String milli = "io.debezium.time.Time";
        time(milli, "36930007 (ms)", int32(milli), 36_930_007, "10:15:30.007");
        time(milli, "", int32(milli), 0, "00:00:00");
        time(milli, "", int32(milli), 86_400_000, "24:00:00");
        String micro = "io.debezium.time.MicroTime";
        time(micro, "36930000000 (µs)", int64(micro), 36_930_000_000L, "10:15:30");
        time(micro, "36930123456 (µs)", int64(micro), 36_930_123_456L, "10:15:30.123456");
        time(micro, "", int64(micro), 86_399_999_999L, "23:59:59.999999");
        time(micro, "-5400000000 (µs; a TIME of MySQL)", int64(micro), -5_400_000_000L, "-01:30:00");
        time(micro, "", int64(micro), 3_020_399_000_000L, "838:59:59");
        time(micro, "", int64(micro), 3_020_400_000_000L, X);
        time(micro, "", int64(micro), Long.MAX_VALUE, X);
        time(micro, "", int64(micro), Long.MIN_VALUE, X);
        String nano = "io.debezium.time.NanoTime";
        time(nano, "36930123456789 (ns)", int64(nano), 36_930_123_456_789L, "10:15:30.123456789");
        time(nano, "", int64(nano), 36_930_120_000_000L, "10:15:30.120");
        time(nano, "", int64(nano), Long.MIN_VALUE, X);
        String year = "io.debezium.time.Year";
        add(year, "2024", int32(year), 2024, LONG, "2024", "2024", "2024.0", "2024", X, X);
    }

    private void moments() {
        String milli = "io.debezium.time.Timestamp";
        moment(milli, "1709201730007 (ms)", 1_709_201_730_007L, "2024-02-29T10:15:30.007", "2024-02-29T10:15:30.007");
        moment(milli, "", -1L, "1969-12-31T23:59:59.999", "1969-12-31T23:59:59.999");
        moment(milli, "", Long.MAX_VALUE, X, X);
        moment(milli, "", Long.MIN_VALUE, X, X);
        String micro = "io.debezium.time.MicroTimestamp";
        moment(
                micro,
                "1709201730123456 (µs)",
                1_709_201_730_123_456L,
                "2024-02-29T10:15:30.123456",
                "2024-02-29T10:15:30.123");
        moment(micro, "", 1_709_201_730_000_000L, "2024-02-29T10:15:30", "2024-02-29T10:15:30");
        moment(micro, "", -1L, "1969-12-31T23:59:59.999999", "1969-12-31T23:59:59.999");
        moment(micro, "", -1_000L, "1969-12-31T23:59:59.999", "1969-12-31T23:59:59.999");
        moment(micro, "", micros("1582-10-04T00:00:00.000001Z"), "1582-10-04T00:00:00.000001", "1582-10-04T00:00:00");
        moment(micro, "", micros("0001-01-01T00:00:00.000001Z"), "0001-01-01T00:00:00.000001", "0001-01-01T00:00:00");
        moment(
                micro,
                "",
                micros("9999-12-31T23:59:59.999999Z"),
                "9999-12-31T23:59:59.999999",
                "9999-12-31T23:59:59.999");
        moment(micro, "", 9_223_371_331_200_000_000L, X, X);
        add(
                micro,
                "",
                int64(micro),
                1_709_164_800_000_000L,
                DATETIME,
                "2024-02-29T00:00:00",
                X,
                X,
                X,
                "2024-02-29",
                "2024-02-29T00:00:00");
        add(
                micro,
                "",
                int64(micro),
                1_709_164_800_000_001L,
                DATETIME,
                "2024-02-29T00:00:00.000001",
                X,
                X,
                X,
                X,
                "2024-02-29T00:00:00");
        String nano = "io.debezium.time.NanoTimestamp";
        moment(
                nano,
                "1709201730123456789 (ns)",
                1_709_201_730_123_456_789L,
                "2024-02-29T10:15:30.123456789",
                "2024-02-29T10:15:30.123");
        moment(nano, "", -1L, "1969-12-31T23:59:59.999999999", "1969-12-31T23:59:59.999");
        moment(nano, "", Long.MAX_VALUE, "2262-04-11T23:47:16.854775807", "2262-04-11T23:47:16.854");
        moment(nano, "", Long.MIN_VALUE, "1677-09-21T00:12:43.145224192", "1677-09-21T00:12:43.145");
    }

    private void texts() {
        String zoned = "io.debezium.time.ZonedTimestamp";
        text(
                zoned,
                DATETIME,
                "2024-02-29T10:15:30.123456+02:00",
                "2024-02-29T10:15:30.123456+02:00",
                X,
                "2024-02-29T08:15:30.123");
        text(zoned, DATETIME, "", "2024-02-29T00:30:00+05:30", X, "2024-02-28T19:00:00");
        text(zoned, DATETIME, "", "2024-02-29T00:00:00Z", "2024-02-29", "2024-02-29T00:00:00");
        text(zoned, DATETIME, "", "infinity", X, X);
        String iso = "io.debezium.time.IsoTimestamp";
        text(iso, DATETIME, "2024-02-29T10:15:30Z", "2024-02-29T10:15:30Z", X, "2024-02-29T10:15:30");
        String time = "io.debezium.time.ZonedTime";
        text(time, STRING, "10:15:30+02:00", "10:15:30+02:00", X, X);
        String isoTime = "io.debezium.time.IsoTime";
        add(isoTime, "10:15:30.5Z", string(isoTime), "10:15:30.5Z", STRING, "10:15:30.5", X, X, X, X, X);
        String isoDate = "io.debezium.time.IsoDate";
        add(
                isoDate,
                "2024-02-29Z",
                string(isoDate),
                "2024-02-29Z",
                DATE,
                "2024-02-29",
                X,
                X,
                X,
                "2024-02-29",
                "2024-02-29T00:00:00");
        add(
                isoDate,
                "",
                string(isoDate),
                "2024-02-29+14:00",
                DATE,
                "2024-02-29",
                X,
                X,
                X,
                "2024-02-29",
                "2024-02-29T00:00:00");
        add(isoDate, "", string(isoDate), "2024-02-29T00", DATE, X, X, X, X, X, X);
        add(isoDate, "", string(isoDate), "2023-02-29Z", DATE, X, X, X, X, X, X);
        String interval = "io.debezium.time.Interval";
        text(interval, STRING, "P1Y2M3DT4H5M6.78S", "P1Y2M3DT4H5M6.78S", X, X);
    }

    private void durations() {
        for (String name : List.of("io.debezium.time.MicroDuration", "io.debezium.time.NanoDuration")) {
            add(
                    name,
                    "-90000000",
                    int64(name),
                    -90_000_000L,
                    LONG,
                    "-90000000",
                    "-90000000",
                    "-90000000.0",
                    "-90000000",
                    X,
                    X);
        }
    }

    private void structured() {
        Schema date = units("StructuredDate", "year", "month", "day", "specialValue");
        add(
                date.name(),
                "{year 2024, month 2, day 29}",
                date,
                struct(date, 2024, 2, 29),
                DATE,
                "2024-02-29",
                X,
                X,
                X,
                "2024-02-29",
                "2024-02-29T00:00:00");
        add(date.name(), "", date, struct(date, 2023, 2, 29), DATE, X, X, X, X, X, X);
        add(date.name(), "", date, struct(date, -44, 3, 15), DATE, X, X, X, X, X, X);
        add(date.name(), "", date, new Struct(date).put("specialValue", "POSITIVE_INFINITY"), DATE, X, X, X, X, X, X);
        Schema time = units("StructuredTime", "hour", "minute", "second", "nanos");
        add(
                time.name(),
                "{hour 10, minute 15, second 30, nanos 500000000}",
                time,
                struct(time, 10, 15, 30, 500_000_000),
                STRING,
                "10:15:30.500",
                X,
                X,
                X,
                X,
                X);
        Schema local = units(
                "StructuredTimestamp", "year", "month", "day", "hour", "minute", "second", "nanos", "specialValue");
        add(
                local.name(),
                "{year 1969, month 12, day 31, hour 23, minute 59, second 59, nanos 999999999}",
                local,
                struct(local, 1969, 12, 31, 23, 59, 59, 999_999_999),
                DATETIME,
                "1969-12-31T23:59:59.999999999",
                X,
                X,
                X,
                X,
                "1969-12-31T23:59:59.999");
        Schema zoned = units(
                "StructuredZonedTimestamp",
                "year",
                "month",
                "day",
                "hour",
                "minute",
                "second",
                "nanos",
                "offsetSeconds",
                "zoneId",
                "specialValue");
        add(
                zoned.name(),
                "{year 2024, month 2, day 29, hour 1, offsetSeconds 7200}",
                zoned,
                struct(zoned, 2024, 2, 29, 1, 0, 0, 0, 7200),
                DATETIME,
                "2024-02-28T23:00:00",
                X,
                X,
                X,
                X,
                "2024-02-28T23:00:00");
        add(
                zoned.name(),
                "",
                zoned,
                struct(zoned, 2024, 7, 1, 2, 0, 0, 0).put("zoneId", "Europe/Paris"),
                DATETIME,
                "2024-07-01T00:00:00",
                X,
                X,
                X,
                "2024-07-01",
                "2024-07-01T00:00:00");
        Schema zonedTime = units("StructuredZonedTime", "hour", "minute", "second", "nanos", "offsetSeconds");
        add(
                zonedTime.name(),
                "{hour 10, minute 15, offsetSeconds -3600}",
                zonedTime,
                struct(zonedTime, 10, 15, 0, 0, -3600),
                STRING,
                "10:15:00-01:00",
                X,
                X,
                X,
                X,
                X);
        Schema duration =
                units("StructuredDuration", "years", "months", "days", "hours", "minutes", "seconds", "nanos");
        add(
                duration.name(),
                "{years 1, seconds 6, nanos 780000000}",
                duration,
                struct(duration, 1, 0, 0, 0, 0, 6, 780_000_000),
                STRING,
                "P1Y0M0DT0H0M6.78S",
                X,
                X,
                X,
                X,
                X);
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
        add(
                bits,
                "01 02 (little-endian)",
                SchemaBuilder.bytes().name(bits).parameter("length", "10").build(),
                ByteBuffer.wrap(new byte[] {1, 2}),
                STRING,
                "AQI=",
                X,
                X,
                X,
                X,
                X);
        String json = "io.debezium.data.Json";
        add(json, "{\"a\":[1]}", string(json), "{\"a\":[1]}", STRING, "\"{\"\"a\"\":[1]}\"", X, X, X, X, X);
        opaque("io.debezium.data.Xml", "<a>1</a>");
        opaque("io.debezium.data.Uuid", "c0ffee00-0000-4000-8000-000000000001");
        opaque("io.debezium.data.Enum", "small");
        String set = "io.debezium.data.EnumSet";
        add(set, "a,c", string(set), "a,c", STRING, "\"a,c\"", X, X, X, X, X);
        opaque("io.debezium.data.Ltree", "Top.Science");
        opaque("io.debezium.data.Tsvector", "'a':1 'cat':3");
    }

    private void containers() {
        String floats = "io.debezium.data.FloatVector";
        add(
                floats,
                "[0.1, 2]",
                array(Schema.FLOAT32_SCHEMA, floats),
                List.of(0.1f, 2f),
                STRING,
                "\"[0.1,2.0]\"",
                X,
                X,
                X,
                X,
                X);
        String doubles = "io.debezium.data.DoubleVector";
        add(
                doubles,
                "[0.1, 2]",
                array(Schema.FLOAT64_SCHEMA, doubles),
                List.of(0.1, 2.0),
                STRING,
                "\"[0.1,2.0]\"",
                X,
                X,
                X,
                X,
                X);
        Schema sparse = SchemaBuilder.struct()
                .name("io.debezium.data.SparseDoubleVector")
                .field("dimensions", Schema.INT16_SCHEMA)
                .field(
                        "vector",
                        SchemaBuilder.map(Schema.INT16_SCHEMA, Schema.FLOAT64_SCHEMA)
                                .build())
                .build();
        add(
                sparse.name(),
                "{dimensions 9, vector {2: 0.5}}",
                sparse,
                new Struct(sparse).put("dimensions", (short) 9).put("vector", Map.of((short) 2, 0.5)),
                STRING,
                "\"{\"\"dimensions\"\":9,\"\"vector\"\":{\"\"2\"\":0.5}}\"",
                X,
                X,
                X,
                X,
                X);
        Schema point = geometry("Point", "x", "y");
        add(
                point.name(),
                "{x 1, y 2, wkb …, srid null}",
                point,
                new Struct(point).put("x", 1.0).put("y", 2.0).put("wkb", new byte[] {1, 1}),
                STRING,
                "\"{\"\"x\"\":1.0,\"\"y\"\":2.0,\"\"wkb\"\":\"\"AQE=\"\",\"\"srid\"\":null}\"",
                X,
                X,
                X,
                X,
                X);
        for (String name : List.of("Geometry", "Geography")) {
            Schema shape = geometry(name);
            add(
                    shape.name(),
                    "{wkb …, srid 4326}",
                    shape,
                    new Struct(shape).put("wkb", new byte[] {1, 1}).put("srid", 4326),
                    STRING,
                    "\"{\"\"wkb\"\":\"\"AQE=\"\",\"\"srid\"\":4326}\"",
                    X,
                    X,
                    X,
                    X,
                    X);
        }
        Schema circle = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Circle")
                .field("center", point)
                .field("radius", Schema.FLOAT64_SCHEMA)
                .build();
        add(
                circle.name(),
                "{center …, radius 2}",
                circle,
                new Struct(circle)
                        .put("center", new Struct(point).put("x", 1.0).put("y", 2.0))
                        .put("radius", 2.0),
                STRING,
                "\"{\"\"center\"\":{\"\"x\"\":1.0,\"\"y\"\":2.0,\"\"wkb\"\":null,\"\"srid\"\":null},\"\"radius\"\":2.0}\"",
                X,
                X,
                X,
                X,
                X);
        Schema line = SchemaBuilder.struct()
                .name("io.debezium.data.geometry.Line")
                .field("a", Schema.FLOAT64_SCHEMA)
                .field("b", Schema.FLOAT64_SCHEMA)
                .field("c", Schema.FLOAT64_SCHEMA)
                .build();
        add(
                line.name(),
                "{a 1, b 2, c 3}",
                line,
                new Struct(line).put("a", 1.0).put("b", 2.0).put("c", 3.0),
                STRING,
                "\"{\"\"a\"\":1.0,\"\"b\"\":2.0,\"\"c\"\":3.0}\"",
                X,
                X,
                X,
                X,
                X);
        add(
                "ARRAY",
                "[\"a\", null]",
                array(Schema.OPTIONAL_STRING_SCHEMA, null),
                Arrays.asList("a", null),
                STRING,
                "\"[\"\"a\"\",null]\"",
                X,
                X,
                X,
                X,
                X);
        add(
                "ARRAY",
                "[-1] of io.debezium.time.Date",
                array(int32("io.debezium.time.Date"), null),
                List.of(-1),
                STRING,
                "\"[\"\"1969-12-31\"\"]\"",
                X,
                X,
                X,
                X,
                X);
        add(
                "ARRAY",
                "",
                array(int64("io.debezium.time.MicroTimestamp"), null),
                List.of(-1L),
                STRING,
                "\"[\"\"1969-12-31T23:59:59.999999\"\"]\"",
                X,
                X,
                X,
                X,
                X);
        add(
                "ARRAY",
                "",
                array(string("io.debezium.time.IsoTime"), null),
                List.of("10:00:00Z"),
                STRING,
                "\"[\"\"10:00:00\"\"]\"",
                X,
                X,
                X,
                X,
                X);
        add(
                "ARRAY",
                "",
                array(Decimal.schema(2), null),
                List.of(new BigDecimal("1.10")),
                STRING,
                "[1.10]",
                X,
                X,
                X,
                X,
                X);
        Schema variable = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        add(
                "ARRAY",
                "",
                array(variable, null),
                List.of(decimal(variable, "1.10"), decimal(variable, "5E+4")),
                STRING,
                "\"[1.10,50000]\"",
                X,
                X,
                X,
                X,
                X);
        add(
                "MAP",
                "{b: 2, a: 1}",
                SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build(),
                Map.of("b", 2, "a", 1),
                STRING,
                "\"{\"\"a\"\":1,\"\"b\"\":2}\"",
                X,
                X,
                X,
                X,
                X);
        Schema struct = SchemaBuilder.struct()
                .field("b", Schema.INT32_SCHEMA)
                .field("a", int32("io.debezium.time.Date"))
                .build();
        add(
                "STRUCT",
                "{b 2, a 0 (a Date)}",
                struct,
                new Struct(struct).put("b", 2).put("a", 0),
                STRING,
                "\"{\"\"b\"\":2,\"\"a\"\":\"\"1970-01-01\"\"}\"",
                X,
                X,
                X,
                X,
                X);
    }

    // ---- rows of the table

    private void add(String source, String shown, Schema schema, Object value, ColumnType created, String... cells) {
        samples.add(new TypeSample(source, shown, schema, value, created, List.of(cells)));
    }

    private void time(String source, String shown, Schema schema, Object value, String text) {
        add(source, shown, schema, value, STRING, text, X, X, X, X, X);
    }

    private void moment(String source, String shown, long value, String text, String dateTime) {
        add(source, shown, int64(source), value, DATETIME, text, X, X, X, X, dateTime);
    }

    private void text(String source, ColumnType created, String shown, String value, String date, String dateTime) {
        add(source, shown, string(source), value, created, value, X, X, X, date, dateTime);
    }

    private void opaque(String source, String value) {
        text(source, STRING, value, value, X, X);
    }

    // ---- schemas and values as Debezium makes them

    private static Schema int32(String name) {
        return SchemaBuilder.int32().name(name).version(1).build();
    }

    private static Schema int64(String name) {
        return SchemaBuilder.int64().name(name).version(1).build();
    }

    private static Schema string(String name) {
        return SchemaBuilder.string().name(name).version(1).build();
    }

    private static Schema array(Schema element, String name) {
        return SchemaBuilder.array(element).name(name).build();
    }

    private static Schema geometry(String name, String... coordinates) {
        SchemaBuilder builder = SchemaBuilder.struct().name("io.debezium.data.geometry." + name);
        for (String coordinate : coordinates) {
            builder.field(coordinate, Schema.FLOAT64_SCHEMA);
        }
        return builder.field("wkb", Schema.OPTIONAL_BYTES_SCHEMA)
                .field("srid", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
    }

    private static Schema units(String name, String... fields) {
        SchemaBuilder builder =
                SchemaBuilder.struct().name("io.debezium.time." + name).version(1);
        for (String field : fields) {
            boolean isText = field.equals("specialValue") || field.equals("zoneId");
            builder.field(field, isText ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_INT32_SCHEMA);
        }
        return builder.build();
    }

    private static Struct struct(Schema schema, int... values) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < values.length; i++) {
            struct.put(schema.fields().get(i), values[i]);
        }
        return struct;
    }

    private static Struct decimal(Schema schema, String text) {
        BigDecimal value = new BigDecimal(text);
        return new Struct(schema)
                .put("scale", value.scale())
                .put("value", value.unscaledValue().toByteArray());
    }

    private static java.util.Date date(String iso) {
        return java.util.Date.from(Instant.parse(iso));
    }

    private static long micros(String iso) {
        Instant moment = Instant.parse(iso);
        return moment.getEpochSecond() * 1_000_000 + moment.get(ChronoField.MICRO_OF_SECOND);
    }

    private static String least() {
        return "-9223372036854775808";
    }
}
