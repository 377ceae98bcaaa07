package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code schema.evolution=add} when Domo fails, tasks die, or several alter at once (delivery.md 2.8). */
class AlterationsTest extends EmulatorTest {
    private static final String ALTER = "/**/schemas";

    /** A commit waits {@code commit.timeout.ms} for other tasks' alterations: see {@code SchemaHolder.settledMs}. */
    private Map<String, String> adding(String id, String... more) {
        Map<String, String> config = config(id, "commit.timeout.ms", "300");
        for (int i = 0; i < more.length; i += 2) {
            config.put(more[i], more[i + 1]);
        }
        config.put("schema.evolution", "add");
        return config;
    }

    private void widened(long from, long to) {
        for (long id = from; id < to; id++) {
            topics.add(ORDERS_0, id, Map.of("id", id, "item", "x", "price", 1.5));
        }
    }

    private long alterations() {
        return domo.requests().stream()
                .filter(request -> request.method().equals("POST")
                        && request.path().endsWith("/schemas")
                        && request.status() == 200)
                .count();
    }

    private void assertWidened(String id, long from, long to) {
        eventually(() -> assertThat(domo.rows(id).stream()
                        .filter(row -> (Long) row.get("id") >= from && (Long) row.get("id") < to)
                        .map(row -> String.valueOf(row.get("price"))))
                .hasSize((int) (to - from))
                .containsOnly("1.5"));
    }

    @Test
    void anOutageWhileColumnsAreAddedCostsTimeAndNothingElse() {
        String id = orders();
        int outage = domo.faults().add(Fault.status(503).on("POST", ALTER).always());
        orders(ORDERS_0, 0, 10);
        widened(10, 20);
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("Domo is asked a few times", () -> domo.faults().matched(outage) >= 3);
        assertThat(worker.isPaused(ORDERS_0)).isTrue();
        worker.iterateUntil("what came before is durable", () -> topics.committed(ORDERS_0) == 10);
        domo.faults().clear();
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
        assertWidened(id, 10, 20);
        assertThat(domo.commits(id)).hasSize(2);
    }

    @Test
    void aLostReplyIsLookedUpAndNotRepeated() {
        String id = orders();
        domo.faults().add(Fault.dropAfterWork().on("POST", ALTER).times(1));
        widened(0, 10);
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertWidened(id, 0, 10);
        assertThat(alterations()).isZero(); // the only one has no reply
        assertThat(domo.commits(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void aRefusalNamesWhatIsRefusedAndARestartLosesNothing(int status) {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        widened(10, 20);
        domo.faults().add(Fault.status(status).on("POST", ALTER).always());
        Map<String, String> config = adding(id, "domo.retry.timeout.ms", "500");
        ScriptedWorker worker = start(config, ORDERS_0);
        ConnectException failure = worker.iterateUntilFailure();
        assertThat(failure)
                .hasMessageContaining(id)
                .hasMessageContaining("'price' DECIMAL")
                .hasMessageContaining("right to edit")
                .hasMessageContaining(Integer.toString(status));
        worker.stop();
        assertThat(topics.committed(ORDERS_0)).isEqualTo(10);
        domo.faults().clear();
        ScriptedWorker restarted = start(config, ORDERS_0);
        restarted.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
        assertWidened(id, 10, 20);
    }

    @Test
    void anIndexThatFailsDoesNotStopTheRows() {
        String id = orders();
        widened(0, 10);
        domo.faults().add(Fault.status(404).on("GET", "/**/statuses").always());
        ScriptedWorker worker = start(adding(id), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        assertWidened(id, 0, 10);
    }

    /** Where the task dies: what it was about to ask, and whether Domo has done it. */
    @ParameterizedTest(name = "{0} {1} done={2}")
    @CsvSource({
        "GET,  /**/schemas/latest, false",
        "POST, /**/schemas,        false",
        "POST, /**/schemas,        true",
        "POST, /**/indexes,        false",
        "POST, /**/indexes,        true",
        "GET,  /**/statuses,       false"
    })
    void aTaskThatDiesOnTheWayLeavesNothingThatIsLostOrDouble(String method, String path, boolean done) {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        ScriptedWorker dies = start(adding(id), ORDERS_0);
        dies.iterateUntil("the first rows are durable", topics::allCommitted);
        Fault drop = done ? Fault.dropAfterWork() : Fault.dropBeforeWork();
        int fault = domo.faults().add(drop.on(method, path).always());
        widened(10, 20);
        dies.iterateUntil("on the way", () -> domo.faults().matched(fault) >= 1);
        dies.crash();
        domo.faults().clear();
        ScriptedWorker next = start(adding(id), ORDERS_0);
        next.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
        assertWidened(id, 10, 20);
        assertThat(domo.commits(id)).hasSize(2);
    }

    @Test
    void partitionsThatAreRevokedMeanwhileAreTheNextOwnersToServe() {
        String id = orders();
        orders(ORDERS_0, 0, 10);
        widened(10, 20);
        int outage =
                domo.faults().add(Fault.status(503).on("PUT", "/**/parts/*").always());
        ScriptedWorker first = start(adding(id), ORDERS_0);
        first.iterateUntil(
                "the first rows are on their way", () -> domo.faults().matched(outage) >= 1);
        first.stop();
        domo.faults().clear();
        ScriptedWorker second = start(adding(id), ORDERS_0);
        second.iterateUntil("all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 20));
        assertWidened(id, 10, 20);
    }

    // ---- several tasks

    private static void iterateBoth(ScriptedWorker one, ScriptedWorker other, String what, BooleanSupplier holds) {
        one.iterateUntil(what, () -> {
            other.iterate();
            return holds.getAsBoolean();
        });
    }

    @Test
    void twoTasksThatAlterAtOnceEndUpWithBothColumns() {
        String id = orders();
        // The first alteration arrives when the other task has made its own, has looked, and would commit: it
        // overwrites a column it has
        // never seen.
        domo.faults().add(Fault.delay(Duration.ofMillis(900)).on("POST", ALTER).times(1));
        for (long key = 0; key < 10; key++) {
            topics.add(ORDERS_0, key, Map.of("id", key, "a", "x"));
            topics.add(ORDERS_1, key + 10, Map.of("id", key + 10, "b", "y"));
        }
        Map<String, String> config = adding(id, "commit.interval.ms", "100", "commit.timeout.ms", "1500");
        ScriptedWorker one = start(config, ORDERS_0);
        ScriptedWorker other = start(config, ORDERS_1);
        iterateBoth(one, other, "all durable", topics::allCommitted);
        assertThat(alterations()).as("one was overwritten and made again").isGreaterThanOrEqualTo(3);
        assertCounts(id, eachOnce(0, 20));
        eventually(() -> assertThat(domo.rows(id))
                .allMatch(row -> (Long) row.get("id") < 10 ? "x".equals(row.get("a")) : "y".equals(row.get("b"))));
    }

    @Test
    void twoTasksThatNeedTheSameColumnKeepTheKeysThatDomoHides() {
        String id = keyedOrders();
        domo.dialects().speak(Dialect.KEY_COLUMNS_HIDDEN);
        for (long round = 0; round < 3; round++) {
            for (long key = 0; key < 10; key++) {
                topics.add(key % 2 == 0 ? ORDERS_0 : ORDERS_1, key, Map.of("id", key, "round", round));
            }
        }
        Map<String, String> config = adding(id, "write.mode", "upsert", "key.fields", "id", "commit.timeout.ms", "400");
        ScriptedWorker one = start(config, ORDERS_0);
        ScriptedWorker other = start(config, ORDERS_1);
        iterateBoth(one, other, "all durable", topics::allCommitted);
        assertCounts(id, eachOnce(0, 10));
        eventually(() -> assertThat(domo.rows(id)).allMatch(row -> ((Number) row.get("round")).longValue() == 2));
    }

    @Test
    void anotherTasksColumnRecreatesTheBatchAndDoublesNothing() {
        String id = orders();
        orders(ORDERS_1, 100, 110);
        ScriptedWorker slow = start(adding(id, "commit.interval.ms", "700"), ORDERS_1);
        slow.iterateUntil("taken", () -> slow.hasPassedAll(ORDERS_1));
        slow.iterate();
        widened(0, 10);
        ScriptedWorker alters = start(adding(id), ORDERS_0);
        alters.iterateUntil("durable", () -> topics.committed(ORDERS_0) == 10);
        slow.iterateUntil("all durable", topics::allCommitted);
        assertThat(countById(id).values()).hasSize(20).containsOnly(1L);
        assertThat(slow.rewindCount()).isPositive();
        assertThat(List.copyOf(domo.commits(id))).hasSize(2);
    }
}
