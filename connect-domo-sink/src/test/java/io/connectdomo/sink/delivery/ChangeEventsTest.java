package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.sink.harness.ChangeEvents;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code record.format=debezium}: the DataSet is the table, or the log of its changes. */
class ChangeEventsTest extends EmulatorTest {
    private static final String PLACEHOLDER = "__debezium_unavailable_value";
    private static final SchemaAndValue TOMBSTONE = new SchemaAndValue(null, null);

    private final List<Throwable> errants = new ArrayList<>();
    private final ErrantRecordReporter deadLetters = (record, error) -> {
        errants.add(error);
        return CompletableFuture.completedFuture(null);
    };
    private ChangeEvents events;

    private void add(SchemaAndValue key, SchemaAndValue value) {
        topics.add(ORDERS_0, key, value, null);
    }

    private void delete(long id) {
        add(events.key(id), events.delete(id, "gone"));
        add(events.key(id), TOMBSTONE);
    }

    private Map<String, String> changes(String id, String... more) {
        Map<String, String> config =
                config(id, "record.format", "debezium", "write.mode", "upsert", "commit.timeout.ms", "200");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        return config;
    }

    private Map<Long, String> table(String id) {
        Map<Long, String> table = new TreeMap<>();
        domo.rows(id).forEach(row -> {
            boolean isNew = table.put(((Number) row.get("id")).longValue(), String.valueOf(row.get("item"))) == null;
            assertThat(isNew).as("one row for each key").isTrue();
        });
        return table;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDataSetIsTheTableAfterEachBatch(boolean withSchemas) {
        events = new ChangeEvents(withSchemas);
        String id = keyedOrders();
        Map<Long, String> reference = new TreeMap<>();
        for (long key = 0; key < 40; key++) {
            add(events.key(key), events.read(key, "snapshot " + key));
            reference.put(key, "snapshot " + key);
        }
        ScriptedWorker worker = start(changes(id), ORDERS_0);
        Random random = new Random(7);
        for (int batch = 0; batch < 3; batch++) {
            for (int i = 0; i < 200; i++) {
                change(random, reference);
            }
            worker.iterateUntil("all durable", topics::allCommitted);
            eventually(() -> assertThat(table(id)).isEqualTo(reference));
        }
    }

    /** A create, an update, a change of key (a delete and a create) or a delete. */
    private void change(Random random, Map<Long, String> reference) {
        long key = random.nextInt(60);
        String item = "item " + random.nextInt();
        if (!reference.containsKey(key)) {
            add(events.key(key), events.create(key, item));
            reference.put(key, item);
        } else if (random.nextInt(3) == 0) {
            delete(key);
            reference.remove(key);
            if (random.nextBoolean()) {
                add(events.key(key + 100), events.create(key + 100, item));
                reference.put(key + 100, item);
            }
        } else {
            add(events.key(key), events.update(key, item));
            reference.put(key, item);
        }
    }

    @Test
    void aChangeLogHasARowForEachChangeAndNoneForTombstones() {
        events = new ChangeEvents(true);
        String id = domo.createDataSet(
                "log",
                List.of(
                        new ColumnSpec("id", ColumnType.LONG, false),
                        new ColumnSpec("item", ColumnType.STRING, false),
                        new ColumnSpec("_cdc_op", ColumnType.STRING, false),
                        new ColumnSpec("_cdc_ts", ColumnType.DATETIME, false)));
        add(events.key(1), events.read(1, "a"));
        add(events.key(1), events.update(1, "b"));
        delete(1);
        ScriptedWorker worker =
                start(changes(id, "write.mode", "append", "metadata.columns", "cdc_op,cdc_ts"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(id))
                .extracting(row -> row.get("_cdc_op") + " " + row.get("item"))
                .containsExactlyInAnyOrder("r a", "u b", "d gone"));
        assertThat(domo.rows(id))
                .allSatisfy(row -> assertThat(row.get("_cdc_ts").toString()).contains("2024-02-29", "10:15:30"));
    }

    @Test
    void whatIsNoChangeEventIsErrantAndDebeziumsOwnRecordsArePassedOver() {
        events = new ChangeEvents(true);
        String id = keyedOrders();
        add(events.key(1), events.create(1, "a"));
        add(events.heartbeatKey(), events.heartbeat());
        topics.add(ORDERS_0, Map.of("id", 2L), Map.of("id", 2L, "item", "flattened"));
        add(TOMBSTONE, events.truncate());
        add(events.key(3), events.create(3, "c"));
        ScriptedWorker worker = start(changes(id), deadLetters, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(table(id)).isEqualTo(Map.of(1L, "a", 3L, "c")));
        assertThat(errants).hasSize(2);
        assertThat(errants.get(0)).hasMessageContaining("record.format=plain");
        assertThat(errants.get(1)).hasMessageContaining("truncate.action");
    }

    @Test
    void aValueThatWasNotSentAgainIsTakenFromTheBatch() {
        events = new ChangeEvents(true);
        String id = keyedOrders();
        add(events.key(1), events.create(1, "long, \"quoted\"\ntext"));
        add(events.key(1), events.update(1, PLACEHOLDER));
        add(events.key(1), events.update(1, PLACEHOLDER));
        add(events.key(2), events.update(2, PLACEHOLDER));
        add(events.key(3), events.create(3, "c"));
        add(events.key(3), events.delete(3, "c"));
        add(events.key(3), events.create(3, PLACEHOLDER));
        ScriptedWorker worker =
                start(changes(id, "unavailable.value.action", "null", "commit.interval.ms", "300"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(table(id)).isEqualTo(Map.of(1L, "long, \"quoted\"\ntext", 2L, "null", 3L, "null")));
    }
}
