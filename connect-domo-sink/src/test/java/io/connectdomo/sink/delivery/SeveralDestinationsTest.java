package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** delivery.md 2.10 and 2.11. */
class SeveralDestinationsTest extends EmulatorTest {
    private static final TopicPartition REFUNDS = new TopicPartition("refunds", 0);

    @Test
    void aFailingDestinationWaitsAndTheOtherGoesOn() {
        String good = orders();
        String bad = orders();
        int outage = domo.faults()
                .add(Fault.status(503).on(null, "/**/" + bad + "/**").always());
        orders(ORDERS_0, 0, 10);
        orders(REFUNDS, 0, 10);
        ScriptedWorker worker = start(
                config(good, "topics", "orders,refunds", "topic.override.refunds.dataset.id", bad), ORDERS_0, REFUNDS);
        worker.iterateUntil("the good one is durable", () -> topics.committed(ORDERS_0) == 10);
        assertThat(worker.isPaused(REFUNDS)).isTrue();
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("the good one goes on", () -> topics.committed(ORDERS_0) == 20);
        assertThat(topics.committed(REFUNDS)).isZero();
        domo.faults().remove(outage);
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertCounts(good, eachOnce(0, 20));
        assertCounts(bad, eachOnce(0, 10));
    }

    @Test
    void aParkedDestinationLeavesTheOthersRunning() {
        String good = orders();
        String bad = orders();
        domo.faults().add(Fault.status(400).on("PUT", "/**/" + bad + "/**").always());
        orders(ORDERS_0, 0, 10);
        orders(REFUNDS, 0, 10);
        ScriptedWorker worker = start(
                config(
                        good,
                        "topics",
                        "orders,refunds",
                        "topic.override.refunds.dataset.id",
                        bad,
                        "destination.failure.action",
                        "park"),
                ORDERS_0,
                REFUNDS);
        worker.iterateUntil("the good one is durable", () -> topics.committed(ORDERS_0) == 10);
        worker.iterateUntil("the bad one is parked", () -> worker.isPaused(REFUNDS));
        orders(ORDERS_0, 10, 20);
        worker.iterateUntil("the good one goes on", () -> topics.committed(ORDERS_0) == 20);
        assertThat(topics.committed(REFUNDS)).isZero();
        assertThat(domo.rows(bad)).isEmpty();
    }

    @Test
    void fiveHundredTopicsStayWithinTheBufferAndNeverStandStill() {
        int count = 500;
        Map<String, String> config = config("unused");
        config.remove("dataset.id");
        // 500 open batches would hold more than the buffer if nothing were sent short.
        config.put("buffer.max.bytes", "1000000");
        config.put("part.max.bytes", "100000");
        config.put("commit.interval.ms", "2000");
        Map<TopicPartition, String> dataSets = new HashMap<>();
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < count; i++) {
            TopicPartition topic = new TopicPartition("t" + i, 0);
            dataSets.put(topic, orders());
            config.put("topic.override.t" + i + ".dataset.id", dataSets.get(topic));
            names.append(i == 0 ? "" : ",").append(topic.topic());
        }
        config.put("topics", names.toString());
        ScriptedWorker worker = start(config, dataSets.keySet().toArray(TopicPartition[]::new));
        for (int round = 0; round < 3; round++) {
            for (TopicPartition topic : dataSets.keySet()) {
                for (int i = 0; i < 10; i++) {
                    long id = topics.end(topic);
                    topics.add(topic, id, Map.of("id", id, "item", "x".repeat(200)));
                }
            }
            worker.iterateUntil("round " + round + " is durable", topics::allCommitted);
        }
        dataSets.values()
                .forEach(id -> eventually(() -> assertThat(domo.rows(id)).hasSize(30)));
        assertThat(worker.peakBufferBytes()).isLessThanOrEqualTo(1_000_000);
    }

    @Test
    void destinationsThatOnePartitionFeedsCommitInTheSameRound() {
        String even = orders();
        String odd = orders();
        for (long key = 0; key < 20; key += 2) {
            topics.add(ORDERS_0, key, Map.of("id", key, "item", "x"));
            topics.addRouted(ORDERS_0, "odd", key + 1, Map.of("id", key + 1, "item", "x"));
        }
        ScriptedWorker worker = start(
                config(even, "topic.override.odd.dataset.id", odd, "topic.override.odd.commit.interval.ms", "600000"),
                ORDERS_0);
        worker.iterateUntil("both are durable, because one is due", topics::allCommitted);
        eventually(() -> assertThat(domo.rows(odd)).hasSize(10));
    }

    @Test
    void whatAWaitingDestinationHoldsIsDroppedSoThatTheOthersHaveRoom() {
        String good = orders();
        String bad = orders();
        int outage = domo.faults()
                .add(Fault.status(503).on("POST", "/**/" + bad + "/uploads").always());
        for (long key = 0; key < 3000; key++) {
            topics.add(REFUNDS, key, Map.of("id", key, "item", "x".repeat(100)));
        }
        ScriptedWorker worker = start(
                config(
                        good,
                        "topics",
                        "orders,refunds",
                        "topic.override.refunds.dataset.id",
                        bad,
                        "buffer.max.bytes",
                        "20000",
                        "part.max.bytes",
                        "500"),
                ORDERS_0,
                REFUNDS);
        worker.iterateUntil(
                "the bad one waits",
                () -> worker.isPaused(REFUNDS) && domo.faults().matched(outage) > 1);
        orders(ORDERS_0, 0, 100);
        worker.iterateUntil("the good one is durable", () -> topics.committed(ORDERS_0) == 100);
        assertThat(topics.committed(REFUNDS)).isZero();
        domo.faults().remove(outage);
        worker.iterateUntil("both are durable", topics::allCommitted);
        assertCounts(bad, eachOnce(0, 3000));
    }
}
