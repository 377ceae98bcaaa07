package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several tasks, one name (delivery.md 2.9). */
class CreateTogetherTest extends CreationTest {
    @Test
    void theOwnerOfPartition0CreatesAndTheOtherFindsIt() {
        rows(ORDERS_0, 0, 10);
        rows(ORDERS_1, 10, 20);
        ScriptedWorker other = start(creatingAs(1, "dataset.auto.create.wait.ms", "60000"), ORDERS_1);
        other.iterateUntil("searched", () -> count(domo, "POST", "/api/search/v1/query") > 1);
        assertThat(creations()).isZero();
        ScriptedWorker owner = start(creatingAs(0, "dataset.auto.create.wait.ms", "60000"), ORDERS_0);
        together("all durable", topics::allCommitted, owner, other);
        assertCounts(only("orders"), eachOnce(0, 20));
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void withAnEmptyPartition0TheOtherCreatesAfterTheWait() {
        rows(ORDERS_1, 0, 10);
        ScriptedWorker owner = start(creatingAs(0), ORDERS_0);
        ScriptedWorker other = start(creatingAs(1), ORDERS_1);
        together("all durable", topics::allCommitted, owner, other);
        assertCounts(only("orders"), eachOnce(0, 10));
        rows(ORDERS_0, 10, 20);
        together("all durable", topics::allCommitted, owner, other);
        assertCounts(only("orders"), eachOnce(0, 20));
        assertThat(creations()).isEqualTo(1);
    }

    @Test
    void withALateIndexBothCreateAndTheYoungerIsDeleted() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(800));
        rows(ORDERS_0, 0, 10);
        rows(ORDERS_1, 10, 20);
        String[] details = {"dataset.auto.create.wait.ms", "200", "dataset.create.tags", "kafka"};
        ScriptedWorker owner = start(creatingAs(0, details), ORDERS_0);
        ScriptedWorker other = start(creatingAs(1, details), ORDERS_1);
        together("both have created", () -> domo.dataSetsNamed("orders").size() == 2, owner, other);
        String oldest = domo.dataSetsNamed("orders").get(0);
        together("all durable", topics::allCommitted, owner, other);
        assertThat(domo.dataSetsNamed("orders")).containsExactly(oldest);
        assertCounts(oldest, eachOnce(0, 20));
        eventually(() -> assertThat(domo.tags(oldest)).containsExactly("kafka", "connect-domo:orders-sink"));
    }

    @Test
    void aPartitionThatIsRevokedWhileItWaitsIsDeliveredByItsNextOwner() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(600));
        rows(ORDERS_0, 0, 10);
        rows(ORDERS_1, 10, 20);
        ScriptedWorker first = start(creatingAs(0), ORDERS_0);
        ScriptedWorker second = start(creatingAs(1), ORDERS_1);
        together("created", () -> creations() == 1, first, second);
        first.revoke(List.of(ORDERS_0));
        second.assign(List.of(ORDERS_0));
        together("all durable", topics::allCommitted, first, second);
        eventually(() -> {
            first.iterate();
            second.iterate();
            assertThat(domo.dataSetsNamed("orders")).hasSize(1);
        });
        assertCounts(only("orders"), eachOnce(0, 20));
    }

    @Test
    void aRebalanceThatGivesThePartitionBackChangesNothing() {
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(400));
        tombstone(ORDERS_0, 1);
        rows(ORDERS_0, 0, 10);
        ScriptedWorker worker = start(creating("write.mode", "upsert", "commit.timeout.ms", "500"), ORDERS_0);
        worker.iterateUntil("created", () -> creations() == 1);
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        worker.iterateUntil("all durable", topics::allCommitted);
        assertCounts(only("orders"), eachOnce(0, 10));
        assertThat(creations()).isEqualTo(1);
    }

    /** Random lags, faults, crashes and rebalances; the seed is in the test's name. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensEveryRowIsInOneDataSet(long seed) {
        Random random = new Random(seed);
        domo.dialects().speak(Dialect.SEARCH_LATE).searchDelay(Duration.ofMillis(random.nextInt(500)));
        for (int i = random.nextInt(4); i > 0; i--) {
            domo.faults().add(fault(random).nth(1 + random.nextInt(4)));
        }
        // With a key, so that what a crash has repeated is one row again.
        String[] settings = {
            "write.mode",
            "upsert",
            "commit.timeout.ms",
            "500",
            "dataset.auto.create.wait.ms",
            "" + (50 + random.nextInt(300))
        };
        List<TopicPartition> partitions = List.of(ORDERS_0, ORDERS_1, new TopicPartition("orders", 2));
        List<ScriptedWorker> workers = new ArrayList<>();
        List<List<TopicPartition>> assigned = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            assigned.add(new ArrayList<>(task == 0 ? partitions.subList(0, 1) : partitions.subList(1, 3)));
            workers.add(start(creatingAs(task, settings), assigned.get(task).toArray(TopicPartition[]::new)));
        }
        long next = 0;
        for (int step = 0; step < 60; step++) {
            if (random.nextInt(4) == 0) {
                TopicPartition partition = partitions.get(random.nextInt(3));
                if (random.nextInt(3) == 0) {
                    tombstone(partition, 1_000_000 + next);
                }
                row(partition, next++);
            }
            int task = random.nextInt(2);
            workers.get(task).iterateUntil("an iteration", iterations(workers.get(task), 1 + random.nextInt(3)));
            if (random.nextInt(15) == 0) {
                workers.get(task).crash();
                workers.set(
                        task,
                        start(creatingAs(task, settings), assigned.get(task).toArray(TopicPartition[]::new)));
            } else if (random.nextInt(15) == 0 && !assigned.get(task).isEmpty()) {
                TopicPartition moved = assigned.get(task).remove(0);
                workers.get(task).revoke(List.of(moved));
                assigned.get(1 - task).add(moved);
                workers.get(1 - task).assign(List.of(moved));
            }
        }
        row(ORDERS_1, next++);
        together("all durable", topics::allCommitted, workers.get(0), workers.get(1));
        String used = domo.dataSetsNamed("orders").stream()
                .filter(id -> !domo.commits(id).isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(domo.dataSetsNamed("orders"))
                .filteredOn(id -> !domo.commits(id).isEmpty())
                .containsExactly(used);
        assertThat(domo.dataSetsNamed("orders")).startsWith(used);
        assertCounts(used, eachOnce(0, next));
    }

    private static BooleanSupplier iterations(ScriptedWorker worker, int more) {
        int end = worker.iterations() + more;
        return () -> worker.iterations() >= end;
    }

    private static Fault fault(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Fault.dropAfterWork().on("POST", "/api/data/v2/datasources");
            case 1 -> Fault.status(503).on("POST", "/api/data/v2/datasources");
            case 2 -> Fault.status(429).on("POST", "/api/search/v1/query");
            case 3 -> Fault.delay(Duration.ofMillis(300)).on("POST", "/api/data/v2/datasources");
            default -> Fault.dropBeforeWork().on("DELETE", "/**");
        };
    }
}
