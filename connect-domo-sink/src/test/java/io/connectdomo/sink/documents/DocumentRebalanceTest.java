package io.connectdomo.sink.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Partitions that move while a batch is being written. Kills and zombies are in the crash package's {@code StoreMatrixTest}. */
class DocumentRebalanceTest extends DocumentTest {
    @Test
    void anAppendDoesNotRepeatWhatAStayingPartitionHasWritten() {
        orders(ORDERS_0, 0, 40);
        orders(ORDERS_1, 40, 80);
        // Longer than a revocation waits for writes on their way.
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(2_600))
                        .on("POST", "/**/documents/bulk")
                        .nth(6));
        Map<String, String> config =
                appDb("appdb.bulk.max.documents", "10", "upload.max.in.flight", "1", "domo.request.timeout.ms", "6000");
        ScriptedWorker staying = start(config, ORDERS_0, ORDERS_1);
        staying.iterateUntil("the sixth slice is on its way", () -> contents().size() == 50);
        staying.revoke(List.of(ORDERS_1));
        ScriptedWorker other = start(config, ORDERS_1);
        other.iterateUntil("all durable", () -> {
            staying.iterate();
            return topics.allCommitted();
        });
        Map<Long, Long> counts = idCounts();
        assertThat(counts.keySet()).isEqualTo(eachOnce(0, 80).keySet());
        counts.keySet().removeIf(id -> id >= 40);
        assertThat(counts).as("of the partition that stayed").isEqualTo(eachOnce(0, 40));
    }

    @Test
    void aPartitionThatComesBackWhileItsBatchIsWrittenIsExact() {
        for (long key = 0; key < 60; key++) {
            change(ORDERS_0, key, "first " + key);
        }
        domo.faults()
                .add(Fault.delay(Duration.ofMillis(2_600))
                        .on("POST", "/**/documents/bulk")
                        .nth(2));
        ScriptedWorker worker = start(
                upsert(
                        "appdb.bulk.max.documents",
                        "10",
                        "upload.max.in.flight",
                        "1",
                        "domo.request.timeout.ms",
                        "3000"),
                ORDERS_0);
        worker.iterateUntil("the second slice is on its way", () -> contents().size() == 10);
        worker.revoke(List.of(ORDERS_0));
        worker.assign(List.of(ORDERS_0));
        for (long key = 0; key < 60; key += 2) {
            change(ORDERS_0, key, key % 4 == 0 ? null : "second " + key);
        }
        runToEnd(worker);
        assertReference();
    }

    @Test
    void aCollectionThatIsParkedLeavesTheOthersGoing() {
        TopicPartition returns = new TopicPartition("returns", 0);
        orders(ORDERS_0, 0, 30);
        topics.add(returns, 1L, Map.of("id", 1L));
        ScriptedWorker worker = start(
                appDb(
                        "topics",
                        "orders,returns",
                        "destination.failure.action",
                        "park",
                        "topic.override.returns.appdb.collection.id",
                        "00000000-0000-0000-0000-000000000000"),
                ORDERS_0,
                returns);
        worker.iterateUntil("the broken one waits", () -> worker.isPaused(returns));
        orders(ORDERS_0, 30, 60);
        worker.iterateUntil("the other goes on", () -> topics.committed(ORDERS_0) == 60);
        assertThat(topics.committed(returns)).isZero();
        assertThat(idCounts()).isEqualTo(eachOnce(0, 60));
    }

    @Test
    void nothingIsSoughtWhileABatchIsBeingWritten() {
        ScriptedWorker worker = start(appDb("domo.request.timeout.ms", "6000"), ORDERS_0, ORDERS_1);
        orders(ORDERS_0, 0, 10);
        runToEnd(worker);
        int slow = domo.faults().add(Fault.delay(Duration.ofMillis(900)).on("POST", "/**/documents/bulk"));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("a batch is on its way", () -> domo.faults().matched(slow) == 1);
        int rewinds = worker.rewindCount();
        orders(ORDERS_0, 20, 30);
        orders(ORDERS_1, 30, 40);
        worker.iterateUntil("the next batch is open", () -> worker.hasPassedAll(ORDERS_1));
        worker.iterate();
        worker.lose(List.of(ORDERS_1));
        worker.iterateUntil("the rest is read again", () -> worker.rewindCount() > rewinds);
        assertThat(idCounts()).containsAllEntriesOf(eachOnce(0, 20));
        worker.iterateUntil("all durable", () -> topics.isCommitted(ORDERS_0));
        assertThat(idCounts()).isEqualTo(eachOnce(0, 30));
    }
}
