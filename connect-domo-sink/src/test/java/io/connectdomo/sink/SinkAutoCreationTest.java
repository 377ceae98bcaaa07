package io.connectdomo.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.connectdomo.common.dataset.AutoCreation;
import io.connectdomo.common.dataset.Column;
import io.connectdomo.common.dataset.ColumnType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** A tool that has the sink as a service is told what a task would do. */
class SinkAutoCreationTest {
    private final AutoCreation creation =
            ServiceLoader.load(AutoCreation.class).findFirst().orElseThrow();

    @Test
    void theDataSetOfTheFirstRecordIsDrafted() {
        AutoCreation.Draft draft = draft(
                        Map.of("dataset.name", "{{topic:.*\\.(.*)}}", "write.mode", "append"), record(Map.of("n", 1L)))
                .orElseThrow();

        assertThat(draft.name()).isEqualTo("orders");
        assertThat(draft.schema().columns()).containsExactly(Column.of("n", ColumnType.DECIMAL));
    }

    @Test
    void theConnectorsOwnDataSetDoesNotMatter() {
        Map<String, String> connector =
                Map.of("dataset.id", "d1", "topic.override.shop.orders.dataset.id", "d2", "domo.instance", "acme");

        assertThat(draft(connector, record(Map.of("n", 1L)))).isPresent();
    }

    @Test
    void placeholdersThatOnlyAWorkerReplacesDoNotMatter() {
        Map<String, String> connector = Map.of(
                "domo.instance", "${env:INSTANCE}",
                "domo.developer.token", "${file:/etc/kafka-connect/secrets.properties:domo.token}",
                "domo.proxy.password", "${env:PROXY}");

        assertThat(draft(connector, record(Map.of("n", 1L)))).isPresent();
    }

    @Test
    void keysAreMarked() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("id", "a");
        value.put("n", 1L);

        assertThat(draft(
                                Map.of("write.mode", "upsert", "key.source", "record_value", "key.fields", "id"),
                                record(value))
                        .orElseThrow()
                        .schema()
                        .columns())
                .containsExactly(new Column("id", ColumnType.STRING, true), Column.of("n", ColumnType.DECIMAL));
    }

    @Test
    void aTombstoneTellsNothing() {
        assertThat(draft(Map.of(), record(null))).isEmpty();
    }

    @Test
    void whatATaskWouldRefuseIsRefused() {
        assertThatThrownBy(() -> draft(Map.of("write.mode", "sometimes"), record(Map.of("n", 1L))))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> draft(Map.of(), record(Map.of("a", 1L, "A", 2L))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("differ by case only");
    }

    private Optional<AutoCreation.Draft> draft(Map<String, String> connector, SinkRecord record) {
        return creation.of(connector, record.topic()).draft(record);
    }

    private static SinkRecord record(Map<String, Object> value) {
        return new SinkRecord("shop.orders", 0, null, null, null, value, 7);
    }
}
