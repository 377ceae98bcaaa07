package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key never loses digits: rows that differ there only would become one. */
class KeyDigitsTest {
    private static final RecordOptions UPSERT = RecordOptions.defaults(WriteMode.UPSERT);
    private static final Schema MICROS = SampleTable.int64("io.debezium.time.MicroTimestamp");
    private static final Schema NANOS = SampleTable.int64("io.debezium.time.NanoTimestamp");
    private static final Schema ZONED = SampleTable.string("io.debezium.time.ZonedTimestamp");

    private static Struct key(Schema schema, Object value) {
        Schema holder = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("at", schema)
                .build();
        return new Struct(holder).put("id", 1L).put("at", value);
    }

    @Test
    void tenRowsWithinAMillisecondAreTenKeysOrNone() {
        Set<String> keys = new HashSet<>();
        Rows text = Rows.of(UPSERT, "id LONG", "at STRING");
        for (long micro = 0; micro < 10; micro++) {
            Struct key = key(MICROS, 1_709_201_730_123_000L + micro);
            text.encode(key, key);
            keys.add(text.keyLine());
            if (micro > 0) {
                Rows cut = Rows.of(UPSERT, "id LONG", "at DATETIME");
                assertThat(cut.failure(key, key))
                        .hasMessageContainingAll("field 'at'", "column 'at' (DATETIME)", "Make the key column STRING")
                        .satisfies(bad -> assertThat(bad.errantCause()).isEqualTo(ErrantCause.UNFIT_VALUE));
                assertThat(cut.failure(key, null)).as("a tombstone").hasMessageContaining("STRING");
            }
        }
        assertThat(keys).hasSize(10);
    }

    static Stream<Arguments> tooFine() {
        Schema structured =
                SampleTable.units("StructuredTimestamp", "year", "month", "day", "hour", "minute", "second", "nanos");
        Schema decimal = Decimal.schema(17);
        return Stream.of(
                Arguments.of("DATETIME", true, MICROS, 1_709_201_730_123_456L),
                Arguments.of("DATETIME", true, MICROS, -1L),
                Arguments.of("DATETIME", true, NANOS, 1L),
                Arguments.of("DATETIME", true, ZONED, "2024-02-29T10:15:30.123456Z"),
                Arguments.of("DATETIME", true, Schema.STRING_SCHEMA, "2024-02-29T10:15:30.1230001+02:00"),
                Arguments.of("DATETIME", true, structured, SampleTable.struct(structured, 2024, 2, 29, 10, 15, 30, 1)),
                Arguments.of("DATETIME", false, MICROS, 1_709_201_730_123_000L),
                Arguments.of("DATETIME", false, ZONED, "2024-02-29T10:15:30.123Z"),
                Arguments.of("DATETIME", false, Timestamp.SCHEMA, SampleTable.date("2024-02-29T10:15:30.123Z")),
                Arguments.of("DOUBLE", true, decimal, new BigDecimal("0.10000000000000001")),
                Arguments.of("DOUBLE", true, Schema.STRING_SCHEMA, "0.10000000000000001"),
                Arguments.of("DOUBLE", true, Decimal.schema(0), new BigDecimal("9223372036854775808")),
                Arguments.of("DOUBLE", true, Schema.INT64_SCHEMA, 9_007_199_254_740_993L),
                Arguments.of("DOUBLE", true, Schema.INT64_SCHEMA, 1L << 62),
                Arguments.of("LONG", true, Decimal.schema(1), new BigDecimal("1.5")),
                Arguments.of("DATE", true, ZONED, "2024-02-29T00:00:00.0000001Z"));
    }

    @ParameterizedTest
    @MethodSource("tooFine")
    void whateverWouldBeCutIsErrantHoweverTheKeyIsTaken(String type, boolean millis, Schema schema, Object value) {
        RecordOptions options =
                UPSERT.withDatetimeMillis(millis).withUnrepresentableValueAction(UnrepresentableValueAction.CLAMP);
        Struct key = key(schema, value);
        String[] columns = {"id LONG", "at " + type};
        String[] marked = {"id LONG key", "at " + type + " key"};
        RecordOptions byValue = options.withKey(KeySource.RECORD_VALUE, "id", "at");
        assertThat(Rows.of(options, columns).failure(key, key)).hasMessageContaining("key column STRING");
        assertThat(Rows.of(options, marked).failure(key, key)).hasMessageContaining("key column STRING");
        assertThat(Rows.of(byValue, columns).failure(null, key)).hasMessageContaining("key column STRING");
        assertThat(Rows.of(byValue.withFormat(RecordFormat.DEBEZIUM), columns)
                        .failure(null, Map.of("op", "u", "after", key)))
                .hasMessageContaining("key column STRING");
        RecordOptions deletes = RecordOptions.defaults(WriteMode.DELETE).withDatetimeMillis(millis);
        assertThat(Rows.of(deletes, columns).failure(key, null)).hasMessageContaining("key column STRING");
        SchemaAndValue alone = new SchemaAndValue(schema, value);
        assertThat(Rows.of(options.withKey(KeySource.RECORD_KEY, "at"), columns)
                        .failure(Rows.record(alone, new SchemaAndValue(null, Map.of("id", 1L)))))
                .hasMessageContaining("key column STRING");
        assertThat(Rows.of(RecordOptions.defaults(WriteMode.APPEND).withDatetimeMillis(millis), marked)
                        .failure(null, key))
                .as("appended to a DataSet whose rows replace each other")
                .hasMessageContaining("key column STRING");
    }

    @Test
    void outsideTheKeyDatetimesAreCutAsEver() {
        Struct value = key(MICROS, 1_709_201_730_123_456L);
        Rows rows = Rows.of(UPSERT.withKey(KeySource.RECORD_VALUE, "id"), "id LONG", "at DATETIME");
        rows.encode(null, value);
        assertThat(rows.rowLine()).isEqualTo("1,2024-02-29T10:15:30.123");
    }

    @Test
    void digitsThatAreZeroAreNoneThatGetLost() {
        Rows rows = Rows.of(UPSERT, "id LONG", "at DATETIME");
        rows.encode(key(MICROS, 1_709_201_730_123_000L), Map.of());
        assertThat(rows.keyLine()).isEqualTo("1,2024-02-29T10:15:30.123");
        rows.encode(key(ZONED, "2024-02-29T10:15:30.123000000Z"), Map.of());
        assertThat(rows.keyLine()).isEqualTo("1,2024-02-29T10:15:30.123");
        Rows doubles = Rows.of(UPSERT, "id LONG", "at DOUBLE");
        doubles.encode(key(Decimal.schema(2), new BigDecimal("0.10")), Map.of());
        assertThat(doubles.keyLine()).isEqualTo("1,0.1");
        doubles.encode(key(Schema.INT64_SCHEMA, 1L << 53), Map.of());
        assertThat(doubles.keyLine()).isEqualTo("1,9007199254740992.0");
        doubles.encode(key(Schema.FLOAT32_SCHEMA, 0.1f), Map.of());
        assertThat(doubles.keyLine()).isEqualTo("1,0.1");
    }

    @Test
    void aColumnThatWasOfAnErrantRecordsKeyIsNoKeyAnyMore() {
        Rows rows = Rows.of(UPSERT, "id LONG", "at DATETIME");
        assertThat(rows.failure(key(MICROS, 1L), Map.of())).hasMessageContaining("STRING");
        Struct value = key(MICROS, 1L);
        rows.encode(Map.of("id", 1L), value);
        assertThat(rows.rowLine()).isEqualTo("1,1970-01-01T00:00:00");
    }

    // ---- one text for one value

    @Test
    void aMomentIsOneTextInAKey() {
        Rows rows = Rows.of(UPSERT, "id LONG", "at STRING");
        for (String text : List.of(
                "2024-02-29T10:15:30.1Z",
                "2024-02-29T10:15:30.100000Z",
                "2024-02-29T12:15:30.1+02:00",
                "2024-02-29T12:15:30.100+02:00")) {
            rows.encode(key(ZONED, text), key(ZONED, text));
            assertThat(rows.keyLine()).as(text).isEqualTo("1,2024-02-29T10:15:30.1Z");
            assertThat(rows.rowLine()).isEqualTo(rows.keyLine());
        }
        rows.encode(key(ZONED, "infinity"), Map.of());
        assertThat(rows.keyLine()).isEqualTo("1,infinity");
        rows.encode(key(Schema.STRING_SCHEMA, "2024-02-29T12:15:30.100+02:00"), Map.of());
        assertThat(rows.keyLine()).as("text that is only text").isEqualTo("1,2024-02-29T12:15:30.100+02:00");
    }

    @Test
    void aMomentOutsideTheKeyIsTheTextThatCame() {
        Rows rows = Rows.of(UPSERT.withKey(KeySource.RECORD_VALUE, "id"), "id LONG", "at STRING");
        rows.encode(null, key(ZONED, "2024-02-29T12:15:30.100+02:00"));
        assertThat(rows.rowLine()).isEqualTo("1,2024-02-29T12:15:30.100+02:00");
    }

    @Test
    void aNumberOfAnyScaleIsOneTextInAKey() {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .build();
        Rows rows = Rows.of(UPSERT, "id LONG", "at STRING");
        for (String text : List.of("1.1", "1.10", "1.100")) {
            rows.encode(key(schema, SampleTable.decimal(schema, text)), Map.of());
            assertThat(rows.keyLine()).isEqualTo("1,1.1");
        }
    }

    // ---- columns that are made

    @Test
    void createdKeyColumnsHoldAllDigits() {
        for (SemanticType type : SemanticType.values()) {
            if (type.columnType() == ColumnType.DATETIME) {
                boolean isFine = type != SemanticType.TIMESTAMP && type != SemanticType.MILLI_TIMESTAMP;
                Schema schema = TypeSamples.all().stream()
                        .filter(sample -> sample.source().equals(type.schemaName()))
                        .findFirst()
                        .orElseThrow()
                        .schema();
                Schema holder = SchemaBuilder.struct()
                        .field("at", schema)
                        .field("seen", schema)
                        .build();
                Struct key =
                        new Struct(SchemaBuilder.struct().field("at", schema).build());
                RecordOptions byValue = UPSERT.withKey(KeySource.RECORD_VALUE, "at");
                ColumnType expected = isFine ? ColumnType.STRING : ColumnType.DATETIME;
                assertThat(created(UPSERT, key, holder)).as(type.name()).containsExactly(expected, ColumnType.DATETIME);
                assertThat(created(byValue, null, holder)).containsExactly(expected, ColumnType.DATETIME);
                assertThat(created(UPSERT.withDatetimeMillis(false), key, holder))
                        .as("seconds are too coarse for milliseconds")
                        .containsExactly(ColumnType.STRING, ColumnType.DATETIME);
                assertThat(created(RecordOptions.defaults(WriteMode.APPEND), key, holder))
                        .containsExactly(ColumnType.DATETIME, ColumnType.DATETIME);
            }
        }
    }

    private static List<ColumnType> created(RecordOptions options, Struct key, Schema value) {
        SchemaAndValue keyed = new SchemaAndValue(key == null ? null : key.schema(), key);
        return NewColumns.of(options, Rows.record(keyed, new SchemaAndValue(value, new Struct(value))))
                .orElseThrow()
                .stream()
                .map(Column::type)
                .toList();
    }

    @Test
    void bothZerosAreOneKeyInsideOfJsonToo() {
        Rows rows = Rows.of(UPSERT, "id STRING", "at STRING");
        Map<String, Object> zeros = Map.of("id", List.of(0.0, 0.0f), "at", 1L);
        Map<String, Object> negative = Map.of("id", List.of(-0.0, -0.0f), "at", 1L);
        rows.encode(zeros, Map.of());
        String line = rows.keyLine();
        rows.encode(negative, Map.of());
        assertThat(rows.keyLine()).isEqualTo(line).isEqualTo("\"[0.0,0.0]\",1");
        DocumentEncoder documents =
                new DocumentEncoder(UPSERT, new DocumentOptions("_key", Set.of()), EarlierDocuments.NONE);
        for (Map<String, Object> key : List.of(zeros, negative)) {
            documents.encode(Rows.record(key, Map.of("n", 1L)), new CsvBuffer());
            assertThat(documents.key()).isEqualTo("{\"at\":1,\"id\":[0.0,0.0]}");
        }
    }
}
