package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.common.dataset.ColumnType;
import io.connectdomo.common.dataset.DataSetSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code schemaless.number.type}: columns that are created for numbers that no schema describes. */
class SchemalessNumbersTest {
    private static final BigInteger BEYOND_LONG = BigInteger.ONE.shiftLeft(64);

    private static final RecordOptions APPEND =
            RecordOptions.defaults(WriteMode.APPEND).withFlattening("_");
    private static final RecordOptions UPSERT = RecordOptions.defaults(WriteMode.UPSERT);

    private static DraftColumns draft(RecordOptions options, Object key, Map<String, ?> value) {
        return NewColumns.draftOf(options, Rows.record(key, value)).orElseThrow();
    }

    private static DataSetSchema together(
            RecordOptions options, List<Map<String, ?>> keys, List<Map<String, ?>> values) {
        DraftColumns draft = draft(options, keys.get(0), values.get(0));
        for (int i = 1; i < values.size(); i++) {
            draft.widenTo(draft(options, keys.get(i), values.get(i)));
        }
        return new DataSetSchema(draft.columns());
    }

    /** The type of {@code n} where records with these values of it wait. */
    private static String typeOf(RecordOptions options, Object... values) {
        List<Map<String, ?>> records = Arrays.stream(values)
                .<Map<String, ?>>map(value -> {
                    Map<String, Object> record = new HashMap<>();
                    record.put("n", value);
                    return record;
                })
                .toList();
        DataSetSchema schema = together(options, Collections.nCopies(values.length, null), records);
        return schema.columns().get(0).type().name();
    }

    static List<Arguments> numbers() {
        return List.of(
                Arguments.of("DECIMAL", "LONG", new Object[] {10L}),
                Arguments.of("DECIMAL", "LONG", new Object[] {10, (short) 2, (byte) 1, BigInteger.TEN}),
                Arguments.of("DECIMAL", "DOUBLE", new Object[] {10.5}),
                Arguments.of("DECIMAL", "DOUBLE", new Object[] {10L, 10.5f}),
                Arguments.of("DECIMAL", "DOUBLE", new Object[] {10.5, 10L}),
                Arguments.of("DECIMAL", "DOUBLE", new Object[] {Double.NaN, 10L}),
                Arguments.of("DECIMAL", "DECIMAL", new Object[] {10L, BEYOND_LONG}),
                Arguments.of("DECIMAL", "DECIMAL", new Object[] {new BigDecimal("1.5"), 10.5}),
                Arguments.of("DECIMAL", "LONG", new Object[] {null, 10L}),
                Arguments.of("DECIMAL", "LONG", new Object[] {10L, null}),
                Arguments.of("STRING", "STRING", new Object[] {null, null}),
                Arguments.of("STRING", "STRING", new Object[] {10L, "ten"}),
                Arguments.of("STRING", "STRING", new Object[] {true, 1L}),
                Arguments.of("STRING", "STRING", new Object[] {10.5, List.of(1L), 10.5}));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void allRecordsThatWaitDecide(String decimal, String longOrDouble, Object[] values) {
        assertThat(typeOf(APPEND, values)).isEqualTo(decimal);
        assertThat(typeOf(APPEND.withSchemalessNumbers(SchemalessNumbers.LONG_OR_DOUBLE), values))
                .isEqualTo(longOrDouble);
    }

    @ParameterizedTest
    @EnumSource(SchemalessNumbers.class)
    void wholeNumbersOfKeysAreLong(SchemalessNumbers numbers) {
        RecordOptions options = UPSERT.withSchemalessNumbers(numbers);
        assertThat(together(options, List.of(Map.of("id", 1L)), List.of(Map.of("name", "x"))))
                .isEqualTo(Rows.schema("id LONG key", "name STRING"));
        assertThat(together(
                        options.withKey(KeySource.RECORD_VALUE, "id"),
                        Collections.nCopies(1, null),
                        List.of(Map.of("id", 1))))
                .isEqualTo(Rows.schema("id LONG key"));
        assertThat(NewColumns.of(
                        options.withKey(KeySource.RECORD_KEY, "id"), Rows.record((Object) 7L, Map.of("name", "x"))))
                .map(DataSetSchema::new)
                .contains(Rows.schema("id LONG key", "name STRING"));
    }

    @Test
    void aKeyIsAsWideAsThoseThatWait() {
        List<Map<String, ?>> values = List.of(Map.of("name", "x"), Map.of("name", "y"));
        assertThat(together(UPSERT, List.of(Map.of("id", 1L), Map.of("id", BEYOND_LONG)), values))
                .isEqualTo(Rows.schema("id DECIMAL key", "name STRING"));
        assertThat(together(UPSERT, List.of(Map.of("id", 1L), Map.of("id", "a")), values))
                .isEqualTo(Rows.schema("id STRING key", "name STRING"));
    }

    @Test
    void fieldsOfAllAreColumnsButNotOfOneWithAnotherKeyAndNotInOtherCase() {
        List<Map<String, ?>> keys = List.of(Map.of("id", 1L), Map.of("id", 2L), Map.of("id", 3L, "region", "EU"));
        List<Map<String, ?>> values = List.of(Map.of("a", 1L), Map.of("b", "x", "A", true), Map.of("c", 1L));
        assertThat(together(UPSERT.withMetadata(MetadataColumn.OFFSET), keys, values)
                        .columns())
                .extracting(column -> column.name() + " " + column.type() + " " + column.upsertKey())
                .containsExactly("id LONG true", "a DECIMAL false", "b STRING false", "_kafka_offset LONG false");
    }

    @Test
    void numbersInNestedMapsToo() {
        List<Map<String, ?>> values =
                List.of(Map.of("price", Map.of("net", 10L)), Map.of("price", Map.of("net", 10.5, "tax", "19 %")));
        List<Map<String, ?>> noKeys = Collections.nCopies(2, null);
        assertThat(together(APPEND, noKeys, values).columns())
                .extracting(column -> column.name() + " " + column.type())
                .containsExactly("price_net DECIMAL", "price_tax STRING");
        assertThat(together(APPEND.withSchemalessNumbers(SchemalessNumbers.LONG_OR_DOUBLE), noKeys, values)
                        .columns()
                        .get(0)
                        .type())
                .isEqualTo(ColumnType.DOUBLE);
    }

    @Test
    void whatASchemaSaysIsNoGuess() {
        assertThat(ColumnTypes.ofSchema(Schema.INT32_SCHEMA)).isEqualTo(ColumnType.LONG);
        assertThat(ColumnTypes.common(ColumnType.DATE, ColumnType.DATETIME)).isEqualTo(ColumnType.STRING);
        assertThat(ColumnTypes.common(ColumnType.LONG, ColumnType.DATE)).isEqualTo(ColumnType.STRING);
    }

    /** What the created column gets fits it: ten, ten and a half, and one beyond 64 bits. */
    @Test
    void everyNumberFitsTheColumnThatIsCreatedByDefault() {
        Rows rows = Rows.of(APPEND, "n " + typeOf(APPEND, 10L), "m LONG");
        assertThat(rows.line(Map.of("n", 10L))).isEqualTo("10,");
        assertThat(rows.line(Map.of("n", 10.5))).isEqualTo("10.5,");
        assertThat(rows.line(Map.of("n", BEYOND_LONG))).isEqualTo("18446744073709551616,");
    }
}
