package io.connectdomo.sink.crash;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.CommitRecord;
import io.connectdomo.sink.harness.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What a cell writes, in three steps, and what Domo must hold of it. The kill hits the second step. */
interface Workload {
    TopicPartition ORDERS_0 = new TopicPartition("orders", 0);
    TopicPartition ORDERS_1 = new TopicPartition("orders", 1);
    /** Rows of the second step: several parts, one batch. */
    int BATCH = 30;

    /** Of one key, or of no key: always the same partition. */
    static TopicPartition partitionOf(long id) {
        return id % 2 == 0 ? ORDERS_0 : ORDERS_1;
    }

    List<ColumnSpec> columns();

    Map<String, String> config();

    /** Durable before anything goes wrong. */
    void before(Topics topics);

    /** The batch that the kill hits. */
    void batch(Topics topics);

    /** Comes after the kill. */
    void after(Topics topics);

    /**
     * What may be seen between the kill and the recovery.
     *
     * @throws AssertionError where it is nothing that may be seen
     */
    void requireWhole(List<Map<String, Object>> rows);

    /** Whether all that was committed can be queried, as far as this can be told. */
    boolean settled(List<Map<String, Object>> rows, List<CommitRecord> commits);

    /**
     * Compares with the topics.
     *
     * @throws AssertionError where something is lost, or there is what nobody promised
     */
    Outcome outcome(List<Map<String, Object>> rows, List<CommitRecord> commits);

    static long id(Map<String, Object> row) {
        return ((Number) row.get("id")).longValue();
    }
}
