package io.connectdomo.sink.record;

import static io.connectdomo.sink.record.RowKind.DELETE;
import static io.connectdomo.sink.record.RowKind.SKIP;
import static io.connectdomo.sink.record.RowKind.UPSERT;
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
import org.junit.jupiter.api.Test;

class KeyTest {
    private static final RecordOptions UPSERTS = RecordOptions.defaults(WriteMode.UPSERT);
    private static final RecordOptions DELETES = RecordOptions.defaults(WriteMode.DELETE);
    private static final String[] COLUMNS = {"region STRING", "name STRING", "id LONG"};

    @Test
    void aPrimitiveKeyGoesToItsOneColumn() {
        Rows rows = Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "id"), COLUMNS);
        assertThat(rows.keyHeader()).isEqualTo("id\n");
        assertThat(rows.encode(7L, Map.of("name", "x"))).isEqualTo(UPSERT);
        assertThat(rows.rowLine()).isEqualTo(",x,7");
        assertThat(rows.keyLine()).isEqualTo("7");
    }

    @Test
    void aPrimitiveKeyNeedsAName() {
        Rows rows = Rows.of(UPSERTS, COLUMNS);
        assertThat(rows.failure(7L, Map.of("name", "x"))).hasMessageContaining("Set key.fields");
        Rows two = Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "id", "region"), COLUMNS);
        assertThat(two.failure(7L, Map.of("name", "x"))).hasMessageContaining("[region, id]");
    }

    @Test
    void aStructKeyIsAllItsFieldsInTheOrderOfTheDataSet() {
        Schema schema = SchemaBuilder.struct()
                .field("id", Schema.INT32_SCHEMA)
                .field("region", Schema.STRING_SCHEMA)
                .build();
        Rows rows = Rows.of(UPSERTS, COLUMNS);
        assertThatThrownBy(rows::keyHeader).isInstanceOf(IllegalStateException.class);
        rows.encode(new Struct(schema).put("id", 7).put("region", "eu, west"), Map.of("name", "x", "id", 99L));
        assertThat(rows.rowLine())
                .as("row and key agree, whatever the value says")
                .isEqualTo("\"eu, west\",x,7");
        assertThat(rows.keyLine()).isEqualTo("\"eu, west\",7");
        assertThat(rows.keyHeader()).isEqualTo("region,id\n");
    }

    @Test
    void theFirstGoodRecordDecidesAndOthersAreErrant() {
        Rows rows = Rows.of(UPSERTS, COLUMNS);
        rows.failure(Map.of("region", "eu"), Map.of("id", "no number"));
        rows.failure(Map.of("region", "eu", "nowhere", 1L), Map.of());
        rows.failure(mapWithNull("id"), Map.of());
        rows.failure(Map.of(), Map.of());
        rows.encode(Map.of("id", 1L), Map.of("region", "eu"));
        assertThat(rows.rowLine()).isEqualTo("eu,,1");
        assertThat(rows.failure(Map.of("region", "eu"), Map.of())).hasMessageContaining("part of the key");
        assertThat(rows.failure(Map.of("id", 1L, "region", "eu"), Map.of()))
                .hasMessageContaining("key columns are [id]");
        assertThat(rows.keyHeader()).isEqualTo("id\n");
    }

    @Test
    void keyFieldsChooseAmongTheKeysFields() {
        Rows rows = Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "id"), COLUMNS);
        rows.encode(Map.of("id", 1L, "shard", 5L), Map.of("name", "x"));
        assertThat(rows.keyLine()).isEqualTo("1");
    }

    @Test
    void theDataSetsOwnKeyDecides() {
        String[] marked = {"id LONG key", "name STRING"};
        Rows rows = Rows.of(UPSERTS, marked);
        assertThat(rows.keyHeader()).isEqualTo("id\n");
        rows.encode(5L, Map.of("name", "x"));
        assertThat(rows.rowLine()).isEqualTo("5,x");
        rows.failure(Map.of("id", 1L, "name", "x"), Map.of());
        assertThatThrownBy(() -> Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "name"), marked))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("key.fields", "[id]");
        assertThat(Rows.of(UPSERTS.withKey(KeySource.RECORD_VALUE), marked).keyHeader())
                .isEqualTo("id\n");
    }

    @Test
    void aKeyColumnThatTheDataSetLacksIsAWrongConfiguration() {
        assertThatThrownBy(() -> Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "ID"), COLUMNS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll("key.fields", "'ID'", "case");
        assertThatThrownBy(() -> Rows.of(UPSERTS.withKey(KeySource.RECORD_VALUE), COLUMNS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("key.fields");
    }

    @Test
    void aMissingOrNullKeyIsErrant() {
        Rows rows = Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "id", "region"), COLUMNS);
        assertThat(rows.failure(null, Map.of("id", 1L))).hasMessageContaining("has no key");
        assertThat(rows.failure(Map.of("id", 1L), Map.of()).field()).contains("region");
        assertThat(rows.failure(mapWithNull("id"), Map.of())).hasMessageContaining("missing or null");
        Rows byValue = Rows.of(UPSERTS.withKey(KeySource.RECORD_VALUE, "id"), COLUMNS);
        assertThat(byValue.failure(null, mapWithNull("id")).field()).contains("id");
        assertThat(byValue.failure(null, Map.of("name", "x"))).hasMessageContaining("part of the key");
    }

    @Test
    void theValueCanCarryTheKey() {
        Rows rows = Rows.of(UPSERTS.withKey(KeySource.RECORD_VALUE, "id", "region"), COLUMNS);
        assertThat(rows.encode(null, Map.of("id", "007", "region", "", "name", "x")))
                .isEqualTo(UPSERT);
        assertThat(rows.rowLine()).isEqualTo("\"\",x,7");
        assertThat(rows.keyLine()).isEqualTo("\"\",7");
    }

    @Test
    void aTombstoneDeletesByTheRecordsKey() {
        for (KeySource source : KeySource.values()) {
            Rows rows = Rows.of(UPSERTS.withKey(source, "id"), COLUMNS);
            assertThat(rows.encode("7", null)).isEqualTo(DELETE);
            assertThat(rows.keyLine()).isEqualTo("7");
            assertThat(rows.encode(Map.of("id", 8, "region", "eu"), null)).isEqualTo(DELETE);
            assertThat(rows.keyLine()).isEqualTo("8");
            assertThat(rows.failure(null, null)).hasMessageContaining("no key");
        }
    }

    @Test
    void otherTombstoneActions() {
        RecordOptions named = UPSERTS.withKey(KeySource.RECORD_KEY, "id");
        assertThat(Rows.of(named.withTombstoneAction(TombstoneAction.IGNORE), COLUMNS)
                        .encode(7L, null))
                .isEqualTo(SKIP);
        assertThat(Rows.of(named.withTombstoneAction(TombstoneAction.FAIL), COLUMNS)
                        .failure(7L, null))
                .hasMessageContaining("tombstone.action");
        RecordOptions append = RecordOptions.defaults(WriteMode.APPEND);
        assertThat(Rows.of(append, COLUMNS).encode(7L, null)).isEqualTo(SKIP);
        assertThat(Rows.of(append.withTombstoneAction(TombstoneAction.FAIL), COLUMNS)
                        .failure(7L, null))
                .hasMessageContaining("tombstone.action");
        assertThatThrownBy(() -> Rows.of(append.withTombstoneAction(TombstoneAction.DELETE), COLUMNS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tombstone.action");
    }

    @Test
    void deleteModeReadsNothingButTheKey() {
        Rows byKey = Rows.of(DELETES.withKey(KeySource.RECORD_KEY, "id"), COLUMNS);
        assertThat(byKey.encode(7L, "any value")).isEqualTo(DELETE);
        assertThat(byKey.keyLine()).isEqualTo("7");
        Rows byValue = Rows.of(DELETES.withKey(KeySource.RECORD_VALUE, "id"), COLUMNS);
        assertThat(byValue.encode(null, Map.of("id", 9L, "nowhere", 1L))).isEqualTo(DELETE);
        assertThat(byValue.keyLine()).isEqualTo("9");
        assertThat(byValue.encode(5L, null)).isEqualTo(DELETE);
        assertThat(byValue.keyLine()).isEqualTo("5");
    }

    @Test
    void equalKeysAreEqualBytesHoweverTheyCome() {
        Map<String, List<Object>> equal = Map.of(
                "LONG", List.of(1L, 1, (short) 1, "1", "01", "1.0", 1.0, new BigDecimal("1.00"), true),
                "DECIMAL", List.of(1.5, 1.5f, "1.50", new BigDecimal("1.500")),
                "DOUBLE", List.of(100.0, 100L, "1e2", new BigDecimal("100.0"), 100f),
                "DATETIME", List.of("2024-02-29", "2024-02-29T00:00:00.000Z", "2024-02-28 23:00-01:00"));
        equal.forEach((type, keys) -> {
            Rows rows = Rows.of(UPSERTS.withKey(KeySource.RECORD_KEY, "id"), "id " + type, "other STRING");
            assertThat(keys.stream().map(key -> {
                        rows.encode(key, Map.of());
                        return rows.keyLine();
                    }))
                    .as(type)
                    .containsOnly(firstOf(rows, keys));
        });
    }

    private static String firstOf(Rows rows, List<Object> keys) {
        rows.encode(keys.get(0), Map.of());
        return rows.keyLine();
    }

    private static Map<String, Object> mapWithNull(String name) {
        Map<String, Object> map = new HashMap<>();
        map.put(name, null);
        map.put("region", "eu");
        return map;
    }

    @Test
    void aKeyOfTheValueHidesNoFieldWithoutAColumn() {
        RecordOptions byValue = RecordOptions.defaults(WriteMode.UPSERT).withKey(KeySource.RECORD_VALUE, "id");
        for (RecordOptions options : List.of(byValue, byValue.withFlattening("_"))) {
            Rows rows = Rows.of(options, "id LONG key", "item STRING");
            assertThat(rows.failure(null, Map.of("id", 1L, "item", "a", "extra", 2L)))
                    .hasMessageContaining("'extra'");
            assertThat(rows.failure(null, Map.of("id", 1L, "item", "a", "extra", 2L, "__deleted", "false")))
                    .hasMessageContaining("'extra'");
        }
    }
}
