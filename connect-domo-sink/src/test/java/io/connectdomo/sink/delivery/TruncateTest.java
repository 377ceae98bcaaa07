package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.emulator.WriteMode;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code truncate.action=replace} (delivery.md 2.7). */
@Execution(ExecutionMode.CONCURRENT)
class TruncateTest extends EmulatorTest {
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    private static final Map<String, ?> TRUNCATE = Map.of("op", "t", "before", Map.of());

    private final List<String> errants = new ArrayList<>();
    private final ErrantRecordReporter reporter = (record, error) -> {
        errants.add(error.getMessage());
        return CompletableFuture.completedFuture(null);
    };
    private final Map<Long, String> reference = new TreeMap<>();

    private ScriptedWorker truncating(Map<String, String> config, TopicPartition... partitions) {
        return start(config, reporter, partitions);
    }

    private Map<String, String> upsert(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.put("write.mode", "upsert");
        config.put("record.format", "debezium");
        config.put("truncate.action", "replace");
        config.put("key.fields", "id");
        config.put("commit.timeout.ms", "300");
        return config;
    }

    private static Map<String, ?> update(Map<String, ?> row) {
        return Map.of("op", "u", "after", row);
    }

    private void put(long key, String item) {
        topics.add(ORDERS_0, key, update(Map.of("id", key, "item", item)));
        reference.put(key, item);
    }

    private void delete(long key) {
        topics.add(ORDERS_0, key, null);
        reference.remove(key);
    }

    private void truncate() {
        topics.add(ORDERS_0, null, TRUNCATE);
        reference.clear();
    }

    private void assertContent(String id) {
        eventually(() -> {
            Map<Long, String> content = new TreeMap<>();
            domo.rows(id)
                    .forEach(row -> content.merge((Long) row.get("id"), (String) row.get("item"), (a, b) -> "twice"));
            assertThat(content).isEqualTo(reference);
        });
    }

    private List<WriteMode> modes(String id) {
        return domo.commits(id).stream().map(commit -> commit.mode()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "TRUNCATE_NO_PART,   no_part,    none",
        "TRUNCATE_EMPTY_PART, empty_part, none",
        "TRUNCATE_EMPTY_PART, empty_part, gzip"
    })
    void rowsBeforeItGoAndRowsAfterItStay(Dialect dialect, String truncate, String compression) {
        String id = keyedOrders();
        domo.dialects().speak(dialect);
        ScriptedWorker worker =
                truncating(upsert(id, "domo.compat.truncate", truncate, "upload.compression", compression), ORDERS_0);
        put(1, "committed before");
        put(2, "committed before");
        worker.iterateUntil("durable", topics::allCommitted);
        put(3, "in the batch");
        truncate();
        put(2, "after");
        put(4, "after");
        worker.iterateUntil("all durable", topics::allCommitted);
        assertContent(id);
        assertThat(modes(id)).containsExactly(WriteMode.UPSERT, WriteMode.REPLACE, WriteMode.UPSERT);
        assertThat(errants).isEmpty();
    }

    @Test
    void itIsDurableByItself() {
        String id = keyedOrders();
        put(1, "x");
        truncate();
        ScriptedWorker worker = truncating(upsert(id, "commit.interval.ms", "600000"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(modes(id)).containsExactly(WriteMode.REPLACE);
        assertThat(domo.rows(id)).isEmpty();
    }

    @Test
    void batchesInFlightStayInFrontOfIt() {
        String id = keyedOrders();
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(300)).on("PUT", "/**/commit").times(1));
        for (long key = 0; key < 40; key++) {
            put(key, "old");
        }
        truncate();
        put(7, "new");
        truncate();
        truncate();
        put(8, "new");
        ScriptedWorker worker =
                truncating(upsert(id, "commit.max.rows", "10"), ORDERS_0).maxPollRecords(5);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertContent(id);
        assertThat(modes(id)).endsWith(WriteMode.REPLACE, WriteMode.REPLACE, WriteMode.UPSERT);
    }

    @Test
    void aBadRecordOfTheBatchItEndsIsStillReported() {
        String id = keyedOrders();
        topics.add(ORDERS_0, 1L, update(Map.of("id", 1L, "unknown", "x")));
        truncate();
        put(2, "x");
        ScriptedWorker worker = truncating(upsert(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertContent(id);
        assertThat(errants).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {
                "SECOND_COMMIT_CONFLICT",
                "SECOND_COMMIT_OK",
                "SECOND_COMMIT_NOT_FOUND",
                "VERSION_LATE",
                "VERSION_PROCESSING",
                "VERSION_ONLY_V2",
                "VERSION_ONLY_V3",
                "VERSION_OTHER_ID",
                "COMMIT_SIZE_ABSENT",
                "KEY_COLUMNS_HIDDEN"
            })
    void aLostReplyOfItsCommitIsResolved(Dialect dialect) {
        for (Fault lost : List.of(Fault.dropAfterWork(), Fault.dropBeforeWork())) {
            String id = keyedOrders();
            domo.dialects().speak(dialect).versionDelay(Duration.ofMillis(100));
            ScriptedWorker worker = truncating(upsert(id, "domo.retry.timeout.ms", "3000"), ORDERS_0);
            put(1, "x");
            worker.iterateUntil("the first batch is durable", topics::allCommitted);
            domo.faults().add(lost.on("PUT", "/**/" + id + "/**/commit").times(1));
            put(2, "x");
            truncate();
            put(3, "x");
            worker.iterateUntil("all durable", topics::allCommitted);
            assertContent(id);
            worker.stop();
            topics.rewindTo(ORDERS_0, topics.end(ORDERS_0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aCrashBeforeOrAfterAnyOfItsCommitsLeavesTheFinalStateRight(int commit) {
        for (boolean done : new boolean[] {true, false}) {
            reference.clear();
            String id = keyedOrders();
            put(1, "x");
            put(2, "x");
            truncate();
            put(2, "y");
            put(3, "y");
            delete(3);
            Fault drop = done ? Fault.dropAfterWork() : Fault.dropBeforeWork();
            int fault = domo.faults()
                    .add(drop.on("PUT", "/**/" + id + "/**/commit").nth(commit).always());
            ScriptedWorker dies = truncating(upsert(id), ORDERS_0);
            dies.holdOffsetCommits();
            dies.iterateUntil("on the way", () -> domo.faults().matched(fault) >= commit);
            dies.crash();
            domo.faults().clear();
            ScriptedWorker next =
                    truncating(upsert(id, "commit.max.rows", "1"), ORDERS_0).maxPollRecords(1);
            next.iterateUntil("all durable", topics::allCommitted);
            assertContent(id);
            next.stop();
        }
    }

    @Test
    void anyMixOfChangesAndTruncatesWithLossesEndsInTheRightState() {
        String id = keyedOrders();
        Random random = new Random(7);
        for (int i = 0; i < 400; i++) {
            int what = random.nextInt(40);
            if (what == 0) {
                truncate();
            } else if (what < 8) {
                delete(random.nextInt(20));
            } else {
                put(random.nextInt(20), "item " + i);
            }
        }
        for (int lost = 2; lost < 20; lost += 5) {
            domo.faults()
                    .add((lost % 2 == 0 ? Fault.dropAfterWork() : Fault.dropBeforeWork())
                            .on("PUT", "/**/commit")
                            .nth(lost));
        }
        Map<String, String> config = upsert(id, "commit.interval.ms", "20", "commit.resolve.grace.ms", "50");
        ScriptedWorker first = truncating(config, ORDERS_0).maxPollRecords(20);
        first.iterateUntil("half is durable", () -> topics.committed(ORDERS_0) > 150);
        first.crash();
        ScriptedWorker second = truncating(config, ORDERS_0).maxPollRecords(33);
        second.iterateUntil("all durable", topics::allCommitted);
        assertContent(id);
    }

    // ---- where it must not be carried out

    @Test
    void aTopicOfSeveralPartitionsIsNotTruncated() {
        String id = keyedOrders();
        put(1, "x");
        topics.add(ORDERS_0, null, TRUNCATE);
        topics.add(ORDERS_1, null, TRUNCATE);
        ScriptedWorker worker = truncating(upsert(id), ORDERS_0, ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertContent(id);
        assertThat(errants).hasSize(2).allMatch(message -> message.contains("is a truncate"));
    }

    @Test
    void aPartitionThatIsNotTheFirstGivesItAwayByItself() {
        String id = keyedOrders();
        topics.add(ORDERS_1, null, TRUNCATE);
        ScriptedWorker worker = truncating(upsert(id), ORDERS_1);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertThat(errants).hasSize(1);
        assertThat(errants.get(0)).contains("orders-1@0", "more than one partition");
        assertThat(domo.commits(id)).isEmpty();
    }

    @Test
    void rowsOfAnotherTopicAreNotTruncated() {
        String id = keyedOrders();
        topics.add(REFUNDS, 9L, update(Map.of("id", 9L, "item", "refund")));
        reference.put(9L, "refund");
        ScriptedWorker worker = truncating(upsert(id, "topics", "orders,refunds"), ORDERS_0, REFUNDS);
        worker.iterateUntil("durable", topics::allCommitted);
        topics.add(ORDERS_0, null, TRUNCATE);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertContent(id);
        assertThat(errants).hasSize(1);
        assertThat(errants.get(0)).contains("orders", "refunds");
    }

    @Test
    void aRefusedTruncateFailsTheTaskAndLosesNothing() {
        String id = keyedOrders();
        // Domo empties by another form of upload than the configured one.
        domo.dialects().speak(Dialect.TRUNCATE_EMPTY_PART);
        put(1, "x");
        truncate();
        ScriptedWorker worker = truncating(upsert(id), ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure).hasMessageContaining(id).hasMessageContaining("REPLACE");
        assertThat(topics.committed(ORDERS_0)).isZero();
    }
}
