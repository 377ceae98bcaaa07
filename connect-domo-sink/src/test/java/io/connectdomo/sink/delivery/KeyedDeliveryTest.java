package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upsert and delete: the final state per key is that of the topic. */
class KeyedDeliveryTest extends EmulatorTest {
    private final Map<Long, String> reference = new TreeMap<>();
    private final Random random = new Random(42);

    private void change(long key, String item) {
        if (item == null) {
            topics.add(ORDERS_0, key, null);
            reference.remove(key);
        } else {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", item));
            reference.put(key, item);
        }
    }

    private void changes(int count) {
        for (int i = 0; i < count; i++) {
            change(random.nextInt(50), random.nextInt(4) == 0 ? null : "item " + random.nextInt());
        }
    }

    private Map<Long, String> content(String id) {
        Map<Long, String> content = new TreeMap<>();
        domo.rows(id)
                .forEach(row -> content.merge(
                        ((Number) row.get("id")).longValue(), (String) row.get("item"), (one, other) -> "twice"));
        return content;
    }

    private Map<String, String> upsert(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.putIfAbsent("write.mode", "upsert");
        config.putIfAbsent("key.fields", "id");
        config.putIfAbsent("commit.timeout.ms", "200");
        config.put("commit.timeout.ms", "200");
        return config;
    }

    @Test
    void theLastChangeOfEachKeyWins() {
        String id = keyedOrders();
        changes(2000);
        ScriptedWorker worker = start(upsert(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        changes(2000);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(reference));
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {
                "UPSERT_APPEND_ID",
                "UPSERT_KEYED_APPEND",
                "UPSERT_ACTION",
                "DELETE_COMMIT_ACTION_INDEX",
                "UPSERT_ROW_COUNT_OTHER",
                "KEY_COLUMNS_HIDDEN",
                "COMMIT_SIZE_ABSENT"
            })
    void eachDialectIsSpokenWithItsKey(Dialect dialect) {
        String id = keyedOrders();
        domo.dialects().speak(dialect);
        Map<Dialect, List<String>> keys = Map.of(
                Dialect.UPSERT_KEYED_APPEND, List.of("domo.compat.upsert", "keyed_append"),
                Dialect.UPSERT_ACTION, List.of("domo.compat.upsert", "action"),
                Dialect.DELETE_COMMIT_ACTION_INDEX, List.of("domo.compat.delete.commit", "action_index"));
        changes(300);
        Map<String, String> config = upsert(id);
        List<String> key = keys.get(dialect);
        if (key != null) {
            config.put(key.get(0), key.get(1));
        }
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        changes(300);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(reference));
    }

    @Test
    void aLostReplyOfEitherCommitIsResolved() {
        String id = keyedOrders();
        changes(100);
        ScriptedWorker worker = start(upsert(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").times(2));
        changes(100);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(reference));
    }

    @Test
    void theFirstCommitAfterATakeOverWaitsForAFormerOwnersLastAttempt() {
        String id = keyedOrders();
        change(1, "one");
        long opened = simulation.time().nowMs();
        ScriptedWorker worker = start(upsert(id, "commit.interval.ms", "1"), ORDERS_0);
        worker.iterateUntil("durable", topics::allCommitted);
        assertThat(simulation.time().nowMs() - opened).as("commit.timeout.ms").isBetween(200L, 225L);
    }

    @Test
    void deletePartsHoldTheKeyColumnsUnderAHeader() {
        String id = domo.createDataSet(
                "orders",
                List.of(
                        new ColumnSpec("region", ColumnType.STRING, true),
                        new ColumnSpec("item", ColumnType.STRING, false),
                        new ColumnSpec("id", ColumnType.LONG, true)));
        for (long key = 0; key < 100; key++) {
            topics.add(ORDERS_0, Map.of("id", key, "region", "EU"), Map.of("item", "x"));
        }
        Map<String, String> config = upsert(id, "part.max.bytes", "100", "buffer.max.bytes", "1000000");
        config.remove("key.fields");
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("durable", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(id)).hasSize(100));
        for (long key = 0; key < 100; key += 2) {
            topics.add(ORDERS_0, Map.of("id", key, "region", "EU"), null);
        }
        worker.iterateUntil("durable", topics::allCommitted);
        eventually(() ->
                assertThat(domo.rows(id)).hasSize(50).allMatch(row -> ((Number) row.get("id")).longValue() % 2 == 1));
    }

    @Test
    void deleteModeRemovesByKey() {
        String id = keyedOrders();
        changes(200);
        ScriptedWorker upserts = start(upsert(id), ORDERS_0);
        upserts.iterateUntil("durable", topics::allCommitted);
        upserts.stop();
        Map<Long, String> left = new HashMap<>(reference);
        for (Long key : List.copyOf(left.keySet())) {
            if (key % 3 == 0) {
                topics.add(ORDERS_0, key, Map.of("id", key));
                left.remove(key);
            }
        }
        ScriptedWorker deletes = start(upsert(id, "write.mode", "delete"), ORDERS_0);
        deletes.iterateUntil("durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(left));
    }

    @Test
    void aFullBufferCommitsTheLargestBatch() {
        String id = keyedOrders();
        for (long key = 0; key < 3000; key++) {
            change(key, "item of a certain length " + key);
        }
        ScriptedWorker worker = start(
                upsert(id, "commit.interval.ms", "600000", "buffer.max.bytes", "200000", "part.max.bytes", "10000"),
                ORDERS_0);
        worker.iterateUntil("most is committed by memory alone", () -> topics.committed(ORDERS_0) > 1500);
        assertThat(domo.commits(id)).hasSizeGreaterThanOrEqualTo(2);
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(200_000);
    }
}
