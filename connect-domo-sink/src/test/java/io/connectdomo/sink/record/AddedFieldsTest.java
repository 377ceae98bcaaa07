package io.connectdomo.sink.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;

/** {@link SchemaEvolution#ADD}: which columns a record asks for. */
class AddedFieldsTest {
    private static final RecordOptions APPEND =
            RecordOptions.defaults(WriteMode.APPEND).withSchemaEvolution(SchemaEvolution.ADD);
    private static final RecordOptions UPSERT =
            RecordOptions.defaults(WriteMode.UPSERT).withSchemaEvolution(SchemaEvolution.ADD);

    private static List<String> missing(Rows rows, Object key, Object value) {
        assertThat(rows.encode(key, value)).isEqualTo(RowKind.MISSING_COLUMNS);
        return rows.missingColumns().stream()
                .map(column -> column.name() + " " + column.type())
                .toList();
    }

    @Test
    void typesAreThoseOfTheSchemaWhateverTheValue() {
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.INT64_SCHEMA)
                .field("n", Schema.OPTIONAL_INT32_SCHEMA)
                .field("t", Timestamp.builder().optional().build())
                .field("s", SchemaBuilder.array(Schema.INT32_SCHEMA).optional().build())
                .build();
        Rows rows = Rows.of(APPEND, "a LONG", "b LONG");
        assertThat(missing(rows, null, new Struct(schema).put("a", 1L)))
                .containsExactly("n LONG", "t DATETIME", "s STRING");
    }

    @Test
    void withoutASchemaTheValueDecidesAndNullIsNoObstacle() {
        Rows rows = Rows.of(APPEND, "a LONG", "b LONG");
        Map<String, Object> value = new HashMap<>(Map.of("a", 1L, "d", new BigDecimal("1.5")));
        value.put("unknown", null);
        assertThat(missing(rows, null, value)).containsExactly("d DECIMAL");
        value.remove("d");
        assertThat(rows.line(value)).isEqualTo("1,");
        assertThat(rows.missingColumns()).isEmpty();
    }

    @Test
    void flattenedFieldsAreAskedForUnderTheirFlatNames() {
        Rows rows = Rows.of(APPEND.withFlattening("."), "a LONG", "b LONG");
        assertThat(missing(rows, null, Map.of("a", 1L, "city", Map.of("zip", 1.5))))
                .containsExactly("city.zip DECIMAL");
    }

    @Test
    void aRowOfOneColumnThatGetsMoreMayBeNull() {
        Rows rows = Rows.of(APPEND, "a LONG");
        assertThat(missing(rows, null, Map.of("b", 1L))).containsExactly("b DECIMAL");
    }

    @Test
    void metadataColumnsComeFirst() {
        Rows rows = Rows.of(APPEND.withMetadata(MetadataColumn.OFFSET, MetadataColumn.TIMESTAMP), "a LONG", "b LONG");
        assertThat(missing(rows, null, Map.of("a", 1L, "c", "x")))
                .containsExactly("_kafka_offset LONG", "_kafka_timestamp DATETIME", "c STRING");
        assertThat(rows.failure(null, Map.of("_kafka_offset", 1L))).hasMessageContaining("metadata.columns");
    }

    @Test
    void aMetadataColumnThatIsThereInOtherCaseIsAConfigurationError() {
        assertThatThrownBy(() -> Rows.of(APPEND.withMetadata(MetadataColumn.OFFSET), "a LONG", "_Kafka_Offset LONG"))
                .isInstanceOf(ConfigException.class);
    }

    @Test
    void theKeysThatAnAlterationMustNameAreKnownByThen() {
        Rows rows = Rows.of(UPSERT, "region STRING", "id LONG", "item STRING");
        assertThat(rows.keyColumns()).isEmpty();
        assertThat(missing(rows, Map.of("id", 1L, "region", "EU"), Map.of("item", "x", "price", 1L)))
                .containsExactly("price DECIMAL");
        assertThat(rows.keyColumns()).containsExactly("region", "id");
        assertThat(Rows.appending("a LONG").keyColumns()).isEmpty();
    }

    @Test
    void aRecordWithoutAUsableKeyAsksForNothing() {
        RecordOptions options = UPSERT.withKey(KeySource.RECORD_VALUE, "id");
        Rows rows = Rows.of(options, "id LONG", "item STRING");
        assertThat(rows.failure(null, Map.of("item", "x", "price", 1L))).hasMessageContaining("part of the key");
    }

    @Test
    void aKeyIsNeverExtended() {
        Rows rows = Rows.of(UPSERT, "id LONG", "item STRING");
        assertThat(rows.failure(Map.of("id", 1L, "region", "EU"), Map.of("item", "x"))
                        .field())
                .contains("region");
    }

    @Test
    void theColumnsOfEffectivelyOnceAreNeverAskedFor() {
        RecordOptions options = RecordOptions.defaults(WriteMode.APPEND)
                .withSchemaEvolution(SchemaEvolution.ADD)
                .withCoordinateKey(new CoordinateKey(""));
        assertThatThrownBy(() -> Rows.of(options, "a LONG"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("_kafka_offset");
        Rows rows = Rows.of(options, "a LONG", "_kafka_topic STRING", "_kafka_partition LONG", "_kafka_offset LONG");
        assertThat(missing(rows, null, Map.of("b", 1L))).containsExactly("b DECIMAL");
        assertThat(rows.keyColumns()).containsExactly("_kafka_topic", "_kafka_partition", "_kafka_offset");
    }

    @Test
    void theNameOfANewColumnIsNotBlank() {
        assertThat(Rows.of(APPEND, "a LONG", "b LONG").failure(null, Map.of(" ", 1L)))
                .hasMessageContaining("name");
    }

    @Test
    void theMessageNamesAFieldThatIsThereInOtherCase() {
        assertThat(Rows.of(APPEND, "Id LONG", "b LONG").failure(null, Map.of("ID", 1L)))
                .hasMessageContainingAll("'ID'", "'Id'", "case");
    }
}
