package io.connectdomo.sink.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.connectdomo.emulator.ColumnSpec;
import io.connectdomo.emulator.ColumnType;
import io.connectdomo.emulator.Dialect;
import io.connectdomo.emulator.Fault;
import io.connectdomo.sink.harness.EmulatorTest;
import io.connectdomo.sink.harness.ScriptedWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** delivery.md 2.6: {@code replace.boundary=snapshot_id} over several partitions, and {@code dataset.partition.tag}. */
class SnapshotIdTest extends EmulatorTest {
    private String snapshots() {
        return domo.createDataSet(
                "snapshots",
                List.of(ColumnSpec.of("id", ColumnType.LONG), ColumnSpec.of("snapshot", ColumnType.STRING)));
    }

    private Map<String, String> bySnapshotId(String id, String... more) {
        Map<String, String> config = config(id, more);
        config.put("write.mode", "replace");
        config.put("replace.boundary", "snapshot_id");
        config.put("replace.snapshot.id", "field:snapshot");
        config.put("replace.snapshot.idle.ms", "400");
        return config;
    }

    private void row(TopicPartition partition, long id, String snapshot, long timestamp) {
        topics.add(partition, id, Map.of("id", id, "snapshot", snapshot), timestamp);
    }

    private Map<Long, String> content(String id) {
        Map<Long, String> content = new TreeMap<>();
        domo.rows(id)
                .forEach(row -> content.merge(
                        ((Number) row.get("id")).longValue(), (String) row.get("snapshot"), (one, other) -> "twice"));
        return content;
    }

    @Test
    void aSnapshotEndsWhenEveryPartitionShowsAnother() {
        String id = snapshots();
        for (String snapshot : List.of("x", "y", "z")) {
            for (long row = 0; row < 40; row++) {
                row(row % 4 == 0 ? ORDERS_0 : ORDERS_1, row, snapshot, snapshot.charAt(0));
            }
        }
        ScriptedWorker worker = start(bySnapshotId(id), ORDERS_0, ORDERS_1).maxPollRecords(7);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id))
                .hasSize(40)
                .allSatisfy((row, snapshot) -> assertThat(snapshot).isEqualTo("z")));
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(40L, 40L, 40L);
    }

    @Test
    void theOlderOfTwoSnapshotsGoesFirstAlthoughThePartitionOfTheNewerDeliversFirst() {
        String id = snapshots();
        row(ORDERS_1, 1, "new", 2000);
        row(ORDERS_1, 2, "new", 2000);
        ScriptedWorker worker = start(bySnapshotId(id, "replace.snapshot.idle.ms", "600000"), ORDERS_0, ORDERS_1);
        worker.iterateUntil("the newer one is begun", () -> worker.hasPassedAll(ORDERS_1));
        worker.iterate();
        row(ORDERS_0, 3, "old", 1000);
        row(ORDERS_0, 4, "new", 2000);
        row(ORDERS_0, 5, "newer", 3000);
        row(ORDERS_1, 6, "newer", 3000);
        worker.iterateUntil("both are durable", () -> domo.commits(id).size() == 2);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(1L, "new", 2L, "new", 4L, "new")));
        assertThat(domo.commits(id)).extracting(commit -> commit.rows()).containsExactly(1L, 3L);
    }

    @Test
    void aStragglerOfACommittedSnapshotIsABadRecord() {
        String id = snapshots();
        List<Object> errants = new ArrayList<>();
        row(ORDERS_0, 1, "x", 1);
        row(ORDERS_0, 2, "y", 2);
        ScriptedWorker worker = start(
                bySnapshotId(id),
                (record, error) -> {
                    errants.add(record.value());
                    assertThat(error).hasMessageContaining("must not come back").hasMessageContaining("orders-0@2");
                    return CompletableFuture.completedFuture(null);
                },
                ORDERS_0);
        worker.iterateUntil("both are durable", topics::allCommitted);
        row(ORDERS_0, 3, "x", 3);
        worker.iterateUntil("the straggler is reported", topics::allCommitted);
        assertThat(errants).hasSize(1);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(2L, "y")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"PARTITION_DATA_TAG", "PARTITION_RESTATE_DATA_TAG"})
    void eachSnapshotReplacesItsPartitionAndNoOther(Dialect dialect) {
        String id = snapshots();
        domo.dialects().speak(dialect);
        Map<String, String> config = bySnapshotId(id);
        if (dialect == Dialect.PARTITION_RESTATE_DATA_TAG) {
            config.put("domo.compat.partition", "restate_data_tag");
        }
        config.put("dataset.partition.tag", "day-{{timestamp:yyyy-MM-dd}}");
        long day = 86_400_000L;
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "b", day);
        row(ORDERS_0, 3, "c", 1);
        ScriptedWorker worker = start(config, ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(2L, "b", 3L, "c")));
        assertThat(domo.commits(id))
                .extracting(commit -> commit.dataTag())
                .containsExactly("day-1970-01-01", "day-1970-01-02", "day-1970-01-01");
    }

    @Test
    void aTagThatVariesInsideASnapshotIsRefused() {
        String id = snapshots();
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "a", 86_400_000L);
        ScriptedWorker worker = start(bySnapshotId(id, "dataset.partition.tag", "{{timestamp:yyyy-MM-dd}}"), ORDERS_0);
        assertThat(worker.iterateUntilFailure())
                .hasMessageContaining("orders-0@1")
                .hasMessageContaining("tag");
    }

    @Test
    void aLostReplyOfAPartitionIsResolved() {
        String id = snapshots();
        domo.faults().add(Fault.dropAfterWork().on("PUT", "/**/commit").nth(2).times(1));
        row(ORDERS_0, 1, "a", 0);
        row(ORDERS_0, 2, "b", 1);
        row(ORDERS_0, 3, "c", 2);
        ScriptedWorker worker = start(bySnapshotId(id, "dataset.partition.tag", "{{topic}}"), ORDERS_0);
        worker.iterateUntil("all durable", topics::allCommitted);
        eventually(() -> assertThat(content(id)).isEqualTo(Map.of(3L, "c")));
        assertThat(domo.commits(id)).hasSize(3);
    }
}
